/** What a course waits for: since when, who can act, and what happens if nobody does. */
import { boosterWindow, inMaintenance } from '../selectors/maintenance';
import { labsValidUntil } from '../selectors/screening';
import { lastCycle } from '../selectors/cycles';
import { scheduledSession } from '../selectors/sessions';
import { waitingSince } from '../selectors/silence';
import type { Role } from '../../catalog/shapes';
import { materialDrift } from '../money/expected';
import { closedGates, gateTurns } from '../gates';
import { byInstant, plusHours, type Instant } from '../../time/instant';
import { refundDueCents } from '../money/credit';
import { deadlines } from './deadlines';
import { phase, type Phase } from './phase';
import { dollars } from '../money/prices';
import { isClientSide } from '../clocks/quietHours';
import type { BreachKind, NoticeKind, Recipient } from '../events';
import type { TemplateId } from '../../vocabulary/templates';
import type { Reason, ReasonCode } from '../../vocabulary/reasons';
import { pending } from '../step';
import type { Course, Task } from '../state';
import { taskSentence } from '../../vocabulary/calls';
import type { TaskKind } from '../../vocabulary/tasks';
import { inUrgency, taskOwed, urgencyOf } from '../../vocabulary/urgency';

export const BLOCKER_KINDS = ['gate', 'task'] as const;

/** One thing the course waits for. */
export interface Blocker {
  kind: (typeof BLOCKER_KINDS)[number];
  /** Code of the gate or kind of the task. */
  what: ReasonCode | TaskKind;
  sentence: string;
  since: Instant;
  /** Who can act. */
  who: readonly Role[];
  /** The session it is about. */
  session?: string;
  /** The earliest time it can be done, or the latest it should be done. */
  notBefore?: Instant;
  dueBy?: Instant;
}

export const CONSEQUENCE_KINDS = ['breach', 'task', 'notice', 'message'] as const;

/** What the clocks will do on their own. */
export interface Consequence {
  at: Instant;
  kind: (typeof CONSEQUENCE_KINDS)[number];
  /** Kind of the breach, task or notice, or the message's template. */
  what: BreachKind | TaskKind | NoticeKind | TemplateId;
  /** Who gets the task, or who is notified. */
  to?: Recipient;
}

export interface Waiting {
  phase: Phase;
  /** Since when the course has made no progress. */
  since: Instant;
  blockers: Blocker[];
  consequences: Consequence[];
}

/** What comes within two weeks is listed completely, such as that no supply has arrived by then. */
const NEAR_HOURS = 14 * 24;
/** Of what is further away, only so much that there are this many in all. */
const FEW_CONSEQUENCES = 3;

/** Since when a gate has been closed; by default since the latest step. */
const SINCE: Partial<Record<ReasonCode, (course: Course) => Instant | undefined>> = {
  'approval-missing': ({ referral, tasks }) =>
    tasks['confirm-suitability']?.openedAt ?? referral?.sentAt ?? referral?.requestedAt,
  'approval-expired': ({ approval }) => approval?.validUntil,
  'consent-missing': ({ startedAt }) => startedAt,
  'supply-empty': ({ prescriptions }) => prescriptions.at(-1)?.issuedAt,
  'estimate-unacknowledged': ({ estimate, startedAt }) => estimate?.issuedAt ?? startedAt,
  'dose-unconfirmed': (course) => lastCycle(course)?.endedAt,
  'integration-owed': (course) => lastCycle(course)?.endedAt ?? lastCycle(course)?.startedAt,
  'support-person-unconfirmed': (course) => scheduledSession(course, 'dosing')?.bookedAt,
  'ride-home-unconfirmed': (course) => scheduledSession(course, 'dosing')?.bookedAt,
  'labs-owed': (course) => labsValidUntil(course) ?? course.approval?.decidedAt,
  'training-owed': ({ approval }) => approval?.decidedAt,
  'too-soon': (course) => lastCycle(course)?.startedAt,
  'on-hold': ({ holds }) => holds[0]?.since,
  'medical-review-owed': (course) => boosterWindow(course)?.closes,
};

/** By when a gate must be open, where a deadline says it. */
const DUE: Partial<Record<ReasonCode, (course: Course) => Instant | undefined>> = {
  'integration-owed': (course) => deadlines(course).find(({ what }) => what === 'integration')?.at,
};

const asBlocker = (
  course: Course,
  now: Instant,
  { code, sentence, resolvableBy, ...rest }: Reason,
): Blocker => {
  const since = SINCE[code]?.(course) ?? course.progressAt;
  const known = since <= now ? since : now;
  const dueBy = DUE[code]?.(course);
  return {
    kind: 'gate',
    what: code,
    sentence,
    since: known,
    who: resolvableBy,
    ...rest,
    ...(dueBy && { dueBy }),
  };
};

/** The closed gates before the next dosing session, those about safety first. In maintenance without one: only a hold. */
export function gatesAhead(course: Course, now: Instant): Reason[] {
  if (course.closed) return [];
  const session = scheduledSession(course, 'dosing');
  const closed = closedGates(course, now, 'start', session);
  const asked = session ?? !inMaintenance(course);
  return inUrgency(
    closed.filter(({ code }) => asked || code === 'on-hold'),
    ({ code }) => ({ urgency: urgencyOf(code) }),
  );
}

/** The instants after `now` at which time alone may change which gates are closed, the earliest first. */
export const gatesTurn = (course: Course, now: Instant): Instant[] =>
  course.closed ? [] : gateTurns(course, now, scheduledSession(course, 'dosing'));

/** The open tasks, the most urgent first. */
export const tasksInOrder = ({ tasks }: Course): Task[] => inUrgency(Object.values(tasks), taskOwed);

/** Sentences of the tasks that name an amount. */
const WITH_SUM: Partial<Record<TaskKind, (course: Course) => string>> = {
  'reissue-estimate': (course) =>
    `Issue a new estimate: the course will cost ${dollars(materialDrift(course) ?? 0)} more than the one the client signed.`,
  'refund-due': (course) => `Refund the client’s credit balance of ${dollars(refundDueCents(course))}.`,
};

const openTasks = (course: Course): Blocker[] =>
  tasksInOrder(course).map(({ key, kind, role, session, openedAt, dueBy }) => ({
    kind: 'task',
    what: kind,
    sentence: WITH_SUM[kind]?.(course) ?? taskSentence({ kind, key }),
    since: openedAt,
    who: [role],
    ...(session !== undefined && { session }),
    ...(dueBy && { dueBy }),
  }));

/** What happens next if nobody acts: breaches, tasks and messages to staff, earliest first. What is far away is cut off. */
function consequencesOf(course: Course, now: Instant): Consequence[] {
  const near = plusHours(now, NEAR_HOURS);
  return pending(course)
    .flatMap((owed): Consequence[] => {
      if (owed.due <= now) return [];
      const at = owed.due;
      if (owed.kind === 'breach') return [{ at, kind: 'breach', what: owed.breach.kind }];
      if (owed.kind === 'task') return [{ at, kind: 'task', what: owed.task.kind, to: owed.task.role }];
      if (owed.kind === 'notice')
        return owed.notice === 'taskNoLongerNeeded' ? [] : [{ at, kind: 'notice', what: owed.notice }];
      if (owed.kind !== 'message') return [];
      const { to, template } = owed.message;
      return isClientSide(to) ? [] : [{ at, kind: 'message', what: template, to }];
    })
    .sort(byInstant(({ at }) => at))
    .filter(({ at }, index) => at <= near || index < FEW_CONSEQUENCES);
}

/** Open tasks and closed gates at `now`, the most urgent first; most gates have no time by which they must be open. */
export const blockersInOrder = (course: Course, now: Instant): Blocker[] =>
  inUrgency(
    [...openTasks(course), ...gatesAhead(course, now).map((each) => asBlocker(course, now, each))],
    ({ what, dueBy }) => ({ urgency: urgencyOf(what), dueBy }),
  );

/** What the course waits for at `now`. Pure. */
export function blockers(course: Course, now: Instant): Waiting {
  return {
    phase: phase(course),
    since: waitingSince(course),
    blockers: blockersInOrder(course, now),
    consequences: consequencesOf(course, now),
  };
}
