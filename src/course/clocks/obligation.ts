/** What a course owes, and when. Derived from the state, so every change of the state updates it. */
import { reportedAt } from '../selectors/reports';
import { beforeTakeover } from '../selectors/takenOver';
import type { LedgerEntry } from '../ledgerEntry';
import { earlierInWakingHours } from '../../time/calendar';
import type { BreachKind, MessageFacts, MessageToSend, NoticeKind, Recipient } from '../events';
import { plusHours, type Instant } from '../../time/instant';
import { knowsQuietHours, mayLeave } from './quietHours';
import type { Course, StaffRole } from '../state';
import type { TaskKind } from '../../vocabulary/tasks';
import type { TemplateId } from '../../vocabulary/templates';

export const OBLIGATION_KINDS = ['message', 'task', 'breach', 'notice', 'referral', 'ledger'] as const;

export type Obligation = { key: string; due: Instant } &
  /** `ofBefore`: what it is about became due before the course was taken over. */
  (
    | { kind: 'message'; message: MessageToSend; ofBefore?: true }
    | { kind: 'task'; task: { kind: TaskKind; role: StaffRole; session?: string; dueBy?: Instant } }
    | { kind: 'breach'; breach: { kind: BreachKind; cycle?: number } }
    | { kind: 'notice'; notice: NoticeKind }
    | { kind: 'referral' }
    | { kind: 'ledger'; entry: LedgerEntry }
  ) & { kind: (typeof OBLIGATION_KINDS)[number] };

/** A message that is owed. */
export type MessageOwed = Extract<Obligation, { kind: 'message' }>;

/** One rule of course.md §5 or §6: everything it requires in this state, past or future. */
export type Clock = (course: Course) => Obligation[];

interface MessageOptions {
  facts?: MessageFacts;
  /** A reminder of an event moves earlier, out of quiet hours, and is stale once the event starts. */
  reminderOf?: Instant;
  safety?: boolean;
  /** See `MessageToSend`. */
  hearsBefore?: Instant;
  /** When it becomes stale; by default the protocol's `staleHours` after it is due. */
  staleAt?: Instant;
}

/**
 * A message to one recipient. Quiet hours are in the client's zone and apply to what clients receive. What is
 * due as soon as something happens is due when that is reported.
 */
export function message(
  course: Course,
  template: TemplateId,
  occurrence: string,
  to: Recipient,
  dueAt: Instant,
  { facts = {}, reminderOf, safety = false, hearsBefore, staleAt = reminderOf }: MessageOptions = {},
): Obligation {
  const due = reportedAt(course, dueAt);
  const { zone } = course.client;
  const urgency = { ...(hearsBefore !== undefined && { hearsBefore }) };
  const at =
    reminderOf && knowsQuietHours({ to, safety })
      ? earlierInWakingHours(zone, due)
      : mayLeave(zone, { to, safety, ...urgency }, due);
  const key = `${template}:${occurrence}:${to}`;
  const stale = staleAt ?? plusHours(at, course.protocol.clocks.staleHours);
  const told = { key, template, to, safety, staleAt: stale, ...urgency, facts };
  // Before quiet hours move it: at night, what was due then would go out the next morning.
  const ofBefore = beforeTakeover(course, due) && { ofBefore: true as const };
  return { key, due: at, kind: 'message', message: told, ...ofBefore };
}

export function task(
  kind: TaskKind,
  role: StaffRole,
  due: Instant,
  { about, session, dueBy }: { about?: string; session?: string; dueBy?: Instant } = {},
): Obligation {
  const subject = about ?? session;
  return {
    key: subject ? `${kind}:${subject}` : kind,
    due,
    kind: 'task',
    task: { kind, role, ...(session !== undefined && { session }), ...(dueBy !== undefined && { dueBy }) },
  };
}

export const owedIf = (holds: unknown, owed: () => Obligation[]): Obligation[] => (holds ? owed() : []);

/** A task that is of no use to anyone after `over`: then it closes by itself. */
export function closesAt({ done }: Course, over: Instant, owed: Obligation): Obligation[] {
  const key = `closes:${owed.key}`;
  if (key in done) return [];
  const notice: Obligation = { key, due: over, kind: 'notice', notice: 'taskNoLongerNeeded' };
  return [owed, ...owedIf(!(owed.key in done), () => [notice])];
}
