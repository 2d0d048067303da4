/** What comes before everything else, whatever is due: somebody may be in danger. For all lists of what is owed. */
import type { TaskKind } from './tasks';

/** The first are the most urgent: what happened, a client who may not be safe, and what is on hold because of it. */
export const SAFETY_FIRST: readonly (readonly TaskKind[])[] = [
  ['incident'],
  ['wellness-call', 'against-advice-call', 'ask-blank-safety-item'],
  ['review-hold'],
];

/** A lower number comes first. */
export function urgencyOf(kind: TaskKind): number {
  const place = SAFETY_FIRST.findIndex((kinds) => kinds.includes(kind));
  return place === -1 ? SAFETY_FIRST.length : place;
}

/** Of a hold that waits for a decision. One that staff placed, or a pause, comes by its time. Without a reason, it may be about safety. */
export const urgencyOfHold = (reason: string | undefined): number =>
  reason === 'staff' || reason === 'pause' ? SAFETY_FIRST.length : urgencyOf('review-hold');
