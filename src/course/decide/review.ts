/** The course review: more dosing, maintenance, or the end. course.md §3 */
import { bookings, cancelledByPractice } from '../selectors/bookings';
import type { Instant } from '../../time/instant';
import { bookedIntegrationEnd, cycleOwingIntegration, lastCycle, seriesDone } from '../selectors/cycles';
import { scheduledSession } from '../selectors/sessions';
import { notBefore, reason } from '../../vocabulary/reasons';
import type { Course } from '../state';
import { accept, refuse, reported, unless, type Decider } from './decider';
import { moreThanOrdered } from './dosingLimit';
import { endedWithCourse } from './holds';

/** When the booked sessions will complete the integration that is owed. */
const owedIntegrationEnd = (course: Course): Instant | undefined => {
  const cycle = cycleOwingIntegration(course);
  return cycle && bookedIntegrationEnd(course, cycle);
};

export const courseReviewed: Decider<'courseReviewed'> = {
  open: (course, at) => [
    ...unless(lastCycle(course), reason('nothing-to-review')),
    ...unless(
      !cycleOwingIntegration(course),
      notBefore(reason('integration-owed'), at, owedIntegrationEnd(course)),
    ),
    ...unless(!scheduledSession(course, 'dosing'), reason('dosing-already-booked:review')),
  ],
  decide: (course, signal, at) => {
    if (signal.decision === 'end') {
      const closed = { type: 'courseClosed', at, outcome: 'completed' } as const;
      return accept(
        reported(signal, at),
        ...cancelledByPractice(bookings(course), at, true),
        closed,
        ...endedWithCourse(course, at),
      );
    }
    const more = signal.decision === 'moreDosing' ? course.dosingsPlanned + (signal.dosings ?? 1) : 0;
    const reasons = [
      ...moreThanOrdered(course, more),
      ...unless(seriesDone(course), reason('series-not-done')),
      ...unless(
        signal.reviewOn === undefined || signal.reviewOn > at,
        reason('review-in-the-past', ['therapist']),
      ),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};
