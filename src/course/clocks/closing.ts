/** After a decline, and after the end. course.md §6 */
import { declined } from '../selectors/screening';
import { dosesOnHand, supplyExpected } from '../selectors/supply';
import { lastCycle } from '../selectors/cycles';
import type { Instant } from '../../time/instant';
import { sessionOf } from '../selectors/sessions';
import { bookings } from '../selectors/bookings';
import { endOccurrence, FAREWELL } from '../selectors/endings';
import { earliest } from '../../time/instant';
import type { Course } from '../state';
import { thatEvening } from './taskDueBy';
import { message, task, owedIf, type Clock, type Obligation } from './obligation';

/** A neutral message, once, whether the course continues as therapy or has ended. */
const tellDeclined = (course: Course): Obligation[] => {
  const at = course.referral?.answeredAt;
  return owedIf(declined(course) && at, () => [
    message(course, 'courseDeclined', at ?? course.clock, 'client', at ?? course.clock),
  ]);
};

/** The prescriber has declined: the client is notified, and the therapist offers alternatives. */
export const declinedAnswer: Clock = (course) => {
  const at = course.referral?.answeredAt;
  return owedIf(declined(course) && at, () => [
    ...tellDeclined(course),
    task('offer-therapy', 'therapist', at ?? course.clock, { about: at ?? '' }),
  ]);
};

/** Doses left or still to arrive. A supply that arrives after the end opens the task again. */
const leftoverSupply = (course: Course, endedAt: Instant): Obligation[] => {
  const arrivedAt = course.prescriptions
    .flatMap(({ receivedAt }) => receivedAt ?? [])
    .filter((at) => at > endedAt)
    .sort()
    .at(-1);
  return owedIf(dosesOnHand(course) > 0 || supplyExpected(course), () => [
    task('leftover-supply', 'prescriber', arrivedAt ?? endedAt, arrivedAt ? { about: arrivedAt } : {}),
  ]);
};

/** The farewell, a last follow-up, the records of a transfer, and the supply left at home. */
export const windingDown: Clock = (course) => {
  const { closed } = course;
  if (!closed) return [];
  const { outcome, at, recordsBy } = closed;
  const early = outcome !== 'completed' && outcome !== 'declined';
  const farewell = FAREWELL[outcome];
  return [
    ...owedIf(early && (course.approval ?? lastCycle(course)), () => [
      task('discharge-follow-up', 'prescriber', at),
    ]),
    ...leftoverSupply(course, at),
    ...owedIf(outcome === 'transferred', () => [
      task('send-records', 'frontDesk', at, recordsBy === undefined ? {} : { dueBy: recordsBy }),
    ]),
    ...(farewell === undefined
      ? tellDeclined(course)
      : [message(course, farewell, endOccurrence(course), 'client', at)]),
  ];
};

/** Of a closing that was undone: people are told the same day, before the next session; lost sessions are rebooked. */
export const reopened: Clock = (course) => {
  if (!course.reopened) return [];
  const { at, toldOrFreed, lost } = course.reopened;
  const evening = thatEvening(course, at);
  const next = bookings(course).flatMap(({ start }) => (start > at ? [start] : []));
  const rebooked = (ref: string): boolean =>
    course.sessions.some(
      (each) => each.kind === sessionOf(course, ref)?.kind && each.ref !== ref && each.bookedAt > at,
    );
  return [
    ...owedIf(toldOrFreed, () => [
      task('course-reopened', 'frontDesk', at, { about: at, dueBy: earliest([evening, ...next]) ?? evening }),
    ]),
    ...lost
      .filter((ref) => !rebooked(ref))
      .map((ref) => task('rebook-session', 'frontDesk', at, { session: ref })),
  ];
};
