import { minutesBetween, type Instant } from '../instant';
import { reason, type Reason } from '../reasons';
import type { Session } from '../state';
import { unless } from './decider';

/** A session may begin this much before its booked time; earlier, it must be moved first. Minutes. */
const EARLY_MINUTES = 60;

/** Why a booked session cannot have begun at `at`; empty when it can. */
export const notYet = (session: Session, at: Instant): Reason[] =>
  unless(minutesBetween(at, session.start) <= EARLY_MINUTES, {
    ...reason(
      'session-not-yet',
      `${session.ref} is booked for later; move it first if it took place.`,
      'frontDesk',
      'therapist',
    ),
    notBefore: session.start,
  });
