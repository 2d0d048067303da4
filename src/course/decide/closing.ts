/** How a course ends: withdrawal, transfer, or closing by staff. course.md §6 */
import { nextDecided } from '../selectors/maintenance';
import { declined } from '../selectors/screening';
import { dosingInProgress } from '../selectors/sessions';
import { silenceDecisionDue, clientStepOwed, waitsOnPractice } from '../selectors/silence';
import { bookings, cancelledByPractice } from '../selectors/bookings';
import type { Instant } from '../../time/instant';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Outcome } from '../state';
import { accept, refuse, reported, unless, type Decider, type Decision, type Reported } from './decider';
import { endedWithCourse } from './holds';

/** A dosing session must end and the client must be released first: a client under the influence cannot decide. */
const notInSession = (course: Course): Reason[] =>
  unless(!dosingInProgress(course), reason('dosing-under-way'));

/**
 * Future bookings are canceled first, without a fee. The outcome of earlier ones can still be reported.
 * Holds that are not for safety end.
 */
const closing = (course: Course, signal: Reported, at: Instant): Decision =>
  accept(
    ...cancelledByPractice(
      bookings(course).filter(({ start }) => start > at),
      at,
      true,
    ),
    reported(signal, at),
    ...endedWithCourse(course, at),
  );

/**
 * A client is not unresponsive while they wait for the practice, are on hold or have a session booked, or before the
 * attempts to reach them are over. §5
 */
function unresponsiveBlockers(course: Course, at: Instant): Reason[] {
  const decides = silenceDecisionDue(course);
  const [hold] = course.holds;
  return [
    ...unless(at >= decides, {
      ...reason('outreach-unfinished'),
      notBefore: decides,
    }),
    ...unless(!waitsOnPractice(course), reason('client-waits')),
    ...unless(clientStepOwed(course) || waitsOnPractice(course), reason('no-step-owed')),
    ...(hold ? [reason('on-hold:now', [hold.owner])] : []),
  ];
}

/** What some outcomes require first. */
const REQUIRED_FIRST: Partial<Record<Outcome, (course: Course, at: Instant) => Reason[]>> = {
  completed: (course) => unless(nextDecided(course), reason('not-reviewed')),
  declined: (course) => unless(declined(course), reason('not-declined')),
  lostToFollowUp: unresponsiveBlockers,
};

export const clientWithdrew: Decider<'clientWithdrew'> = { open: notInSession, decide: closing };

export const courseTransferred: Decider<'courseTransferred'> = {
  open: notInSession,
  decide: (course, signal, at) =>
    signal.recordsBy === undefined || signal.recordsBy > at
      ? closing(course, signal, at)
      : refuse(reason('records-in-the-past')),
};

export const courseClosed: Decider<'courseClosed'> = {
  open: notInSession,
  decide: (course, signal, at) => {
    const reasons = REQUIRED_FIRST[signal.outcome]?.(course, at) ?? [];
    return reasons.length > 0 ? refuse(...reasons) : closing(course, signal, at);
  },
};
