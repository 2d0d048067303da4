import { minutesBetween, type Instant } from '../../time/instant';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Session, Took } from '../state';
import { unless } from './decider';

/** A session may begin this much before its booked time; earlier, it must be moved first. Minutes. */
const EARLY_MINUTES = 60;

/** No session is longer. Minutes. */
const LONGEST_MINUTES = 720;

/** Why a booked session cannot have begun at `at`; empty when it can. */
export const notYet = (session: Session, at: Instant): Reason[] =>
  unless(minutesBetween(at, session.start) <= EARLY_MINUTES, {
    ...reason('session-not-yet:early', { session: session.ref }),
    notBefore: session.start,
  });

/** Why a session reported at `at` cannot have taken place then, or at the times that are told of it. */
export const untimely = (session: Session, at: Instant, took: Took | undefined): Reason[] => [
  ...notYet(session, took?.from ?? at),
  ...unless(
    !took || (took.from < took.to && took.to <= at && minutesBetween(took.from, took.to) <= LONGEST_MINUTES),
    reason('session-times-wrong'),
  ),
];

/** How long it took: as told, else as planned. */
export const minutesTaken = (session: Session, took: Took | undefined): number =>
  took ? minutesBetween(took.from, took.to) : session.minutes;
