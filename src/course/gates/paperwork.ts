/** Consents, the estimate, and the law of the place. course.md §4 */
import { asBooked } from '../selectors/bookings';
import { estimateOwed } from '../money/payer';
import { examRule } from './jurisdictions';
import { givenAtClinic } from '../selectors/selectors';
import { reason } from '../../vocabulary/reasons';
import { closed, type Gate } from './gate';

/** §4.1 */
export const treatmentConsent: Gate = {
  at: 'booking',
  overridable: false,
  check: ({ consents }, at) =>
    closed(
      !consents.treatment || consents.treatment > at,
      'consent-missing',
      'The treatment consent is not signed.',
      'client',
      'frontDesk',
    ),
};

/** A remote session is telehealth; where the protocol asks for that consent, none starts without it. §3 */
export const telehealthConsent: Gate = {
  at: 'start',
  overridable: false,
  check: ({ protocol, consents }, at, session) =>
    closed(
      session?.setting === 'remote' &&
        protocol.consents.includes('telehealth') &&
        (!consents.telehealth || consents.telehealth > at),
      'telehealth-consent-missing',
      'The telehealth consent is not signed.',
      'client',
      'frontDesk',
    ),
};

/** §4.3 */
export const estimateAcknowledged: Gate = {
  at: 'start',
  overridable: true,
  check: (course) =>
    closed(
      estimateOwed(course) && !course.estimate?.acknowledgedAt,
      'estimate-unacknowledged',
      'The client has not acknowledged the estimate.',
      'client',
      'frontDesk',
    ),
};

/** The law of the place and of the date, for what is taken outside the clinic. §4.11 */
export const placeAllowed: Gate = {
  at: 'start',
  overridable: true,
  about: asBooked,
  check: (course, at, session) => {
    if (!session || session.setting === 'inPerson' || givenAtClinic(course)) return undefined;
    const place = session.place ?? course.place;
    if (place === undefined)
      return reason(
        'location-undeclared',
        'Nobody has said in which state the client will be.',
        'client',
        'frontDesk',
      );
    const rule = examRule(place, course.client.zone, at);
    return closed(
      rule !== undefined && !(course.examinedAt && course.examinedAt <= at),
      'in-person-exam-owed',
      rule?.sentence ?? '',
      'prescriber',
    );
  },
};
