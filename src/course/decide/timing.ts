import { minutesBetween, type Instant } from '../../time/instant';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Session, Took } from '../state';
import { unless } from './decider';

/** Minutes that a session may start before its booked time. To start earlier, it must be moved first. */
const EARLY_MINUTES = 60;

/** The longest session, in minutes. */
export const LONGEST_MINUTES = 720;

/** Why a booked session cannot have started at `at`. Empty if it can. */
export const startedTooEarly = (session: Session, at: Instant): Reason[] =>
  unless(minutesBetween(at, session.start) <= EARLY_MINUTES, {
    ...reason('session-not-yet:early', { session: session.ref }),
    notBefore: session.start,
  });

/** Why a session cannot be reported as missed at `at`. Empty if it can. */
export const notYetMissed = ({ ref, start }: Session, at: Instant): Reason[] =>
  unless(at >= start, { ...reason('session-not-yet:noShow', { session: ref }), notBefore: start });

/** What is to be reported of one of these sessions, while all of them are ahead: why not of the first. */
export function allAhead(booked: readonly Session[], ahead: (session: Session) => Reason[]): Reason[] {
  const why = booked.map(ahead);
  return why.every(({ length }) => length > 0) ? (why[0] ?? []) : [];
}

/** Why a session reported at `at` cannot have taken place then, or at the times in the report. */
export const timeProblems = (session: Session, at: Instant, took: Took | undefined): Reason[] => [
  ...startedTooEarly(session, took?.from ?? at),
  ...unless(
    !took || (took.from < took.to && took.to <= at && minutesBetween(took.from, took.to) <= LONGEST_MINUTES),
    reason('session-times-wrong'),
  ),
];

/** How long the session took: as reported, or as planned. */
export const minutesTaken = (session: Session, took: Took | undefined): number =>
  took ? minutesBetween(took.from, took.to) : session.minutes;
