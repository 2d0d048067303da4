/** How a course ends: withdrawal, transfer, or closed by staff. course.md §6 */
import { bookings, cancelling } from '../selectors/bookings';
import type { Instant } from '../../time/instant';
import { declined, dosingUnderWay, silenceDecides, stepOwed, waitsForPractice } from '../selectors/selectors';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Outcome } from '../state';
import { accept, refuse, reported, unless, type Decider, type Decision, type Reported } from './decider';
import { endedWithCourse } from './holding';

/** A session is ended, charged and the client released before the course ends; nobody decides while dosed. */
const notInSession = (course: Course): Reason[] =>
  unless(
    !dosingUnderWay(course),
    reason('dosing-under-way', 'A dosing session is under way; it must end first.', 'therapist'),
  );

/**
 * Every booking still to come is cancelled first, without a fee; of the others it is told what became of them.
 * Whatever only held the course back is over.
 */
const closing = (course: Course, signal: Reported, at: Instant): Decision =>
  accept(
    ...cancelling(
      bookings(course).filter(({ start }) => start > at),
      at,
      true,
    ),
    reported(signal, at),
    ...endedWithCourse(course, at),
  );

/** Nobody is given up who waits, is on hold or has a session booked, nor before the attempts to reach them are over. §5 */
function lost(course: Course, at: Instant): Reason[] {
  const decides = silenceDecides(course);
  const [hold] = course.holds;
  return [
    ...unless(at >= decides, {
      ...reason(
        'outreach-unfinished',
        'The attempts to reach the client are not over; a clinician decides after them.',
        'therapist',
      ),
      notBefore: decides,
    }),
    ...unless(
      !waitsForPractice(course),
      reason(
        'client-waits',
        'The client waits for the practice or the prescriber; that is no silence.',
        'therapist',
        'prescriber',
      ),
    ),
    ...unless(
      stepOwed(course) || waitsForPractice(course),
      reason(
        'no-step-owed',
        'A session is booked, or the next step is not the client’s; that is no silence.',
        'frontDesk',
        'therapist',
      ),
    ),
    ...(hold ? [reason('on-hold', `The course is on hold (${hold.ref}).`, hold.owner)] : []),
  ];
}

/** What must have come before some outcomes. */
const BEFORE: Partial<Record<Outcome, (course: Course, at: Instant) => Reason[]>> = {
  completed: ({ review }) =>
    unless(
      review && review.decision !== 'moreDosing',
      reason('not-reviewed', 'The course review decides whether the course is complete.', 'therapist'),
    ),
  declined: (course) =>
    unless(
      declined(course),
      reason('not-declined', 'The prescriber has not declined.', 'prescriber', 'partner'),
    ),
  lostToFollowUp: lost,
};

export const clientWithdrew: Decider<'clientWithdrew'> = { open: notInSession, decide: closing };

export const courseTransferred: Decider<'courseTransferred'> = {
  open: notInSession,
  decide: (course, signal, at) =>
    signal.recordsBy === undefined || signal.recordsBy > at
      ? closing(course, signal, at)
      : refuse(
          reason('records-in-the-past', 'Records are sent by a time still to come.', 'therapist', 'lead'),
        ),
};

export const courseClosed: Decider<'courseClosed'> = {
  open: notInSession,
  decide: (course, signal, at) => {
    const reasons = BEFORE[signal.outcome]?.(course, at) ?? [];
    return reasons.length > 0 ? refuse(...reasons) : closing(course, signal, at);
  },
};
