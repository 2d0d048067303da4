/** Gates on consents, the estimate, and local law. course.md §4 */
import { givenAtClinic } from '../selectors/supply';
import { bookingKey } from '../selectors/bookings';
import { estimateOwed } from '../money/payer';
import { examRule, lawChanges } from './jurisdictions';
import { isState } from '../../vocabulary/places';
import { reason } from '../../vocabulary/reasons';
import { closed, type Gate } from './gate';

/** §4.1 */
export const treatmentConsent: Gate = {
  at: 'booking',
  overridable: false,
  check: ({ consents }, at) =>
    closed(!consents.treatment || consents.treatment > at, reason('consent-missing')),
};

/** A remote session is telehealth. Where the protocol requires that consent, none starts without it. §3 */
export const telehealthConsent: Gate = {
  at: 'start',
  overridable: false,
  check: ({ protocol, consents }, at, session) =>
    closed(
      session?.setting === 'remote' &&
        protocol.consents.includes('telehealth') &&
        (!consents.telehealth || consents.telehealth > at),
      reason('telehealth-consent-missing'),
    ),
};

/** §4.3 */
export const estimateAcknowledged: Gate = {
  at: 'start',
  overridable: true,
  check: (course) =>
    closed(estimateOwed(course) && !course.estimate?.acknowledgedAt, reason('estimate-unacknowledged')),
};

/**
 * Local law on the date of the session, for doses outside the clinic. Whoever knows the place declares it; to go on
 * without is for who answers to that law. §4.11, §9
 */
export const placeAllowed: Gate = {
  at: 'start',
  overridable: true,
  overridableBy: ['prescriber'],
  about: bookingKey,
  turns: ({ client }) => lawChanges(client.zone),
  check: (course, at, session) => {
    if (!session || session.setting === 'inPerson' || givenAtClinic(course)) return undefined;
    const place = session.place ?? course.place;
    if (place === undefined) return reason('location-undeclared');
    if (!isState(place)) return reason('place-unknown', { place });
    const rule = examRule(place, course.client.zone, at);
    const examined = course.examinedAt !== undefined && course.examinedAt <= at;
    return rule && !examined ? reason(rule.reason) : undefined;
  },
};
