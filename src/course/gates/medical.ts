/** Gates the prescriber is responsible for: approval, evaluations, orders, labs, training, supply. course.md §4 */
import { clinicianCheckFrom } from '../selectors/holds';
import {
  doseReviewOwed,
  labsValid,
  labsValidUntil,
  followUpDueBy,
  trainingOwed,
} from '../selectors/screening';
import { routeOwed, routesListed } from '../selectors/route';
import { bookedEnd } from '../selectors/sessions';
import { wordOwed } from '../selectors/therapistsWord';
import { givenAtClinic, orderUnacknowledgedBy, nextDoseAvailable } from '../selectors/supply';
import { notBefore, reason } from '../../vocabulary/reasons';
import { closed, past, type Gate } from './gate';

/** §4.1 */
export const approvalCurrent: Gate = {
  at: 'booking',
  overridable: false,
  turns: ({ approval }) => [past(approval?.validUntil)],
  check: (course, at) => {
    const { approval } = course;
    return (
      closed(
        !approval || approval.since > at,
        wordOwed(course, 'confirm-suitability')
          ? reason('approval-missing:suitability')
          : reason('approval-missing:decision'),
      ) ?? closed(approval !== undefined && approval.validUntil < at, reason('approval-expired'))
    );
  },
};

/** Of several routes, the prescriber orders one. A version of the protocol may list others than the earlier one. §4.1 */
export const routeOrdered: Gate = {
  at: 'start',
  overridable: false,
  check: (course) =>
    closed(
      course.approval !== undefined && routeOwed(course),
      reason('route-unordered', { routes: routesListed(course).join(', ') }),
    ),
};

/** §4.1 */
export const supplyInHand: Gate = {
  at: 'start',
  overridable: false,
  check: (course, _at, session) =>
    closed(givenAtClinic(course) && !session, reason('supply-empty:infusion')) ??
    closed(!nextDoseAvailable(course), reason('supply-empty:doses')),
};

/** §4.4 */
export const doseConfirmed: Gate = {
  at: 'booking',
  overridable: true,
  check: (course) => closed(doseReviewOwed(course), reason('dose-unconfirmed:session')),
};

/** Client and therapist acknowledge a changed order before any dose under it. §6 */
export const orderAcknowledged: Gate = {
  at: 'start',
  overridable: false,
  check: (course, at) =>
    closed(
      orderUnacknowledgedBy(course, at).length > 0,
      reason('dose-change-unacknowledged', orderUnacknowledgedBy(course, at)),
    ),
};

/** Each dose given at the clinic is dispensed on the spot, so it needs an evaluation within the quarter. §4.5 */
export const followUpCurrent: Gate = {
  at: 'booking',
  overridable: true,
  turns: (course) => [past(followUpDueBy(course))],
  check: (course, at) =>
    closed(givenAtClinic(course) && (followUpDueBy(course) ?? at) < at, reason('follow-up-overdue')),
};

/** §4.8 */
export const labsCurrent: Gate = {
  at: 'start',
  overridable: true,
  turns: (course) => [past(labsValidUntil(course))],
  check: (course, at) =>
    closed(
      !labsValid(course, at),
      course.labsClearedAt
        ? reason('labs-owed:old', { days: course.protocol.screening.labsValidDays })
        : reason('labs-owed:never'),
    ),
};

/** §4.8 */
export const trainingDone: Gate = {
  at: 'start',
  overridable: true,
  check: (course, at) =>
    closed(
      trainingOwed(course) || (course.protocol.screening.training && (course.trainedAt ?? at) > at),
      reason('training-owed'),
    ),
};

/** After a missed booster window, the next dosing session waits for a medical review. §5 */
export const medicalReviewDone: Gate = {
  at: 'booking',
  overridable: true,
  check: (course, at) =>
    notBefore(
      closed(course.medicalReviewOwed, reason('medical-review-owed')),
      at,
      bookedEnd(course, 'medical'),
    ),
};

/** After a pause and a long time without dosing, a clinician checks first. §6 */
export const clinicianCheckDone: Gate = {
  at: 'booking',
  overridable: true,
  turns: (course) => [clinicianCheckFrom(course)],
  check: (course, at) => {
    const from = clinicianCheckFrom(course);
    return closed(from !== undefined && at >= from, reason('clinician-check-owed'));
  },
};
