/** The course review: more dosing, maintenance, or the end. course.md §3 */
import type { SignalOf } from '../../catalog/signals';
import { bookings, cancelledByPractice } from '../selectors/bookings';
import type { Instant } from '../../time/instant';
import { bookedIntegrationEnd, cycleOwingIntegration, lastCycle, seriesDone } from '../selectors/cycles';
import { scheduledSession } from '../selectors/sessions';
import { notBefore, reason, type Reason } from '../../vocabulary/reasons';
import type { Course } from '../state';
import { accept, refuse, reported, unless, type Decider } from './decider';
import { moreThanOrdered } from './dosingLimit';
import { endedWithCourse } from './holds';

/** When the booked sessions will complete the integration that is owed. */
const owedIntegrationEnd = (course: Course): Instant | undefined => {
  const cycle = cycleOwingIntegration(course);
  return cycle && bookedIntegrationEnd(course, cycle);
};

const notBooked = (course: Course): Reason[] =>
  unless(!scheduledSession(course, 'dosing'), reason('dosing-already-booked:review'));

export const courseReviewed: Decider<'courseReviewed'> = {
  open: (course, at) => [
    ...unless(lastCycle(course), reason('nothing-to-review')),
    ...unless(
      !cycleOwingIntegration(course),
      notBefore(reason('integration-owed'), at, owedIntegrationEnd(course)),
    ),
    ...(seriesDone(course) ? notBooked(course) : []),
  ],
  decide: (course, signal, at) => {
    const reasons = against(course, signal, at);
    if (reasons.length > 0) return refuse(...reasons);
    if (signal.decision !== 'end') return accept(reported(signal, at));
    const closed = { type: 'courseClosed', at, outcome: 'completed' } as const;
    return accept(
      reported(signal, at),
      ...cancelledByPractice(bookings(course), at, true),
      closed,
      ...endedWithCourse(course, at),
    );
  },
};

/** Why this cannot be decided now. That the series goes on as planned leaves everything as it is. */
function against(course: Course, signal: SignalOf<'courseReviewed'>, at: Instant): Reason[] {
  const { decision, dosings = 1, reviewOn } = signal;
  const done = seriesDone(course);
  if (decision === 'asPlanned') return unless(!done, reason('series-complete'));
  const more = decision === 'moreDosing' ? course.dosingsPlanned + dosings : 0;
  const early = !done && decision !== 'end' && decision !== 'moreDosing';
  return [
    ...notBooked(course),
    ...moreThanOrdered(course, more),
    ...unless(!early, reason('series-not-done')),
    ...unless(reviewOn === undefined || reviewOn > at, reason('review-in-the-past', ['therapist'])),
  ];
}
