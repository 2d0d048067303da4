/** What the prescriber answers for: approval, evaluations, orders, labs, training, supply. course.md §4 */
import {
  clinicianCheckFrom,
  doseReviewOwed,
  endOfBooked,
  givenAtClinic,
  labsHold,
  orderUnread,
  quarterEnds,
  supplied,
  trainingOwed,
} from '../selectors/selectors';
import { notBefore } from '../../vocabulary/reasons';
import { closed, type Gate } from './gate';

/** §4.1 */
export const approvalCurrent: Gate = {
  at: 'booking',
  overridable: false,
  check: ({ approval }, at) =>
    closed(
      !approval || approval.since > at,
      'approval-missing',
      'The prescriber has not approved this course yet.',
      'prescriber',
    ) ??
    closed(
      approval !== undefined && approval.validUntil < at,
      'approval-expired',
      "The prescriber's approval has expired.",
      'prescriber',
    ),
};

/** §4.1 */
export const supplyInHand: Gate = {
  at: 'start',
  overridable: false,
  check: (course, _at, session) =>
    closed(
      givenAtClinic(course) && !session,
      'supply-empty',
      'No infusion is booked.',
      'frontDesk',
      'therapist',
    ) ??
    closed(!supplied(course), 'supply-empty', 'No dose is in supply.', 'prescriber', 'client', 'frontDesk'),
};

/** §4.4 */
export const doseConfirmed: Gate = {
  at: 'booking',
  overridable: true,
  check: (course) =>
    closed(
      doseReviewOwed(course),
      'dose-unconfirmed',
      'The exploratory sessions are done; the prescriber has to confirm how to go on.',
      'prescriber',
    ),
};

/** A changed order is read by client and therapist before anything is taken under it. §6 */
export const orderAcknowledged: Gate = {
  at: 'start',
  overridable: false,
  check: (course, at) =>
    closed(
      orderUnread(course, at).length > 0,
      'dose-change-unacknowledged',
      "The prescriber's changed order is not acknowledged yet.",
      ...orderUnread(course, at),
    ),
};

/** What is given at the clinic is a dispense each time: it needs an evaluation within the quarter. §4.5 */
export const followUpCurrent: Gate = {
  at: 'booking',
  overridable: true,
  check: (course, at) =>
    closed(
      givenAtClinic(course) && (quarterEnds(course) ?? at) < at,
      'follow-up-overdue',
      'The quarterly medical follow-up is overdue.',
      'prescriber',
    ),
};

/** §4.8 */
export const labsCurrent: Gate = {
  at: 'start',
  overridable: true,
  check: (course, at) =>
    closed(
      !labsHold(course, at),
      'labs-owed',
      course.labsClearedAt
        ? `The labs are older than ${course.protocol.screening.labsValidDays} days and have to be cleared again.`
        : 'The prescriber has not cleared the labs yet.',
      'prescriber',
    ),
};

/** §4.8 */
export const trainingDone: Gate = {
  at: 'start',
  overridable: true,
  check: (course, at) =>
    closed(
      trainingOwed(course) || (course.protocol.screening.training && (course.trainedAt ?? at) > at),
      'training-owed',
      'The client has not been taught to take vitals and to self-administer yet.',
      'prescriber',
      'partner',
    ),
};

/** A later dosing after a missed booster window waits for a medical review. §5 */
export const medicalReviewDone: Gate = {
  at: 'booking',
  overridable: true,
  check: (course, at) =>
    notBefore(
      closed(
        course.medicalReviewOwed,
        'medical-review-owed',
        'The booster window passed; a medical review comes before a later session.',
        'prescriber',
      ),
      at,
      endOfBooked(course, 'medical'),
    ),
};

/** Long after the last dosing, a pause between: a clinician looks first. §6 */
export const clinicianCheckDone: Gate = {
  at: 'booking',
  overridable: true,
  check: (course, at) => {
    const from = clinicianCheckFrom(course);
    return closed(
      from !== undefined && at >= from,
      'clinician-check-owed',
      'The course was paused and the last dosing session is long past; a clinician checks first.',
      'prescriber',
      'therapist',
    );
  },
};
