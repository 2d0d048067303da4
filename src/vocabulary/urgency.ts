/** The one order of what is owed, for all lists and pages: first where somebody may be in danger, then by when it is due. */
import type { TaskKind } from './tasks';

/** What comes before everything else: a kind of task, or the gate that a hold closes. */
type AboutSafety = TaskKind | 'on-hold';

/** The first are the most urgent: what happened, a client who may not be safe, and what is on hold because of it. */
export const SAFETY_FIRST: readonly (readonly AboutSafety[])[] = [
  ['call-now', 'incident', 'measurement-call'],
  ['wellness-call', 'check-in-call', 'against-advice-call', 'ask-blank-item'],
  ['review-hold', 'on-hold'],
];

/** Money that no session waits for: overdue or not, it is not what holds up a course. */
const CARE_GOES_ON: readonly TaskKind[] = [
  'unpaid-balance',
  'refund-due',
  'enter-charge',
  'lower-estimate',
  'plan-for-package',
];

/** Whether a course may wait for it. `what`: the kind of a task, or the code of a gate. */
export const holdsUp = (what: string): boolean => !CARE_GOES_ON.some((kind) => kind === what);

/** Of what is not about safety. */
export const LATER = SAFETY_FIRST.length;

/** A lower number comes first. `what`: the kind of a task, or the code of a gate. */
export function urgencyOf(what: string): number {
  const place = SAFETY_FIRST.findIndex((kinds) => kinds.some((kind) => kind === what));
  return place === -1 ? LATER : place;
}

/** Of a hold that waits for a decision. One that staff placed, or a pause, comes by its time. Without a reason, it may be about safety. */
export const urgencyOfHold = (reason: string | undefined): number =>
  reason === 'staff' || reason === 'pause' ? LATER : urgencyOf('review-hold');

export interface Owed {
  urgency: number;
  dueBy?: string | undefined;
  since?: string | undefined;
}

interface AnyTask {
  kind: TaskKind;
  key: string;
  dueBy?: string | undefined;
  openedAt: string;
}

/** Later than every instant. */
const NEVER = '~';

const compared = (a = NEVER, b = NEVER): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Safety first; then what is or was due earliest, so that the longest overdue leads; what has no time comes last, the oldest
 * first. Equals keep their order.
 */
export const inUrgency = <T>(all: readonly T[], owed: (one: T) => Owed): T[] =>
  all
    .map((one) => ({ one, ...owed(one) }))
    .sort((a, b) => a.urgency - b.urgency || compared(a.dueBy, b.dueBy) || compared(a.since, b.since))
    .map(({ one }) => one);

/** For `inUrgency`. The database sorts tasks the same way. */
export const taskOwed = ({ kind, dueBy, openedAt, key }: AnyTask): Owed => ({
  ...{ urgency: urgencyOf(kind), dueBy, since: `${openedAt} ${key}` },
});
