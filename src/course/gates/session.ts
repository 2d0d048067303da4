/** Gates on the session itself: support person, ride home, readiness, vitals. course.md §4 */
import { needsSupportPerson, rideHomeOwed } from '../selectors/paperwork';
import { bookingKey } from '../selectors/bookings';
import { dateIn, startOfDay } from '../../time/civil';
import { latest, minutesBetween, plusMinutes } from '../../time/instant';
import { reason } from '../../vocabulary/reasons';
import { outsideLimits } from '../selectors/vitals';
import { closed, type Gate } from './gate';

/** §4.7 */
export const supportPersonThere: Gate = {
  at: 'start',
  overridable: true,
  about: bookingKey,
  check: (course, at, session) =>
    closed(
      session !== undefined &&
        needsSupportPerson(course, session) &&
        (session.supportPerson === undefined || (session.supportPersonAt ?? at) > at),
      reason('support-person-unconfirmed'),
    ),
};

/** A known absence cannot be overridden: it takes another person or another time. §4.7, §6 */
export const supportPersonNotAbsent: Gate = {
  at: 'start',
  overridable: false,
  check: (course, _at, session) =>
    closed(
      session !== undefined && needsSupportPerson(course, session) && session.supportPerson === 'unavailable',
      reason('support-person-absent'),
    ),
};

/** §4.7 */
export const rideHomeThere: Gate = {
  at: 'start',
  overridable: true,
  about: bookingKey,
  check: (course, _at, session) =>
    closed(session !== undefined && rideHomeOwed(course, session), reason('ride-home-unconfirmed')),
};

/** Where the protocol requires the therapist’s attestation before each session. §3 */
export const readinessAttested: Gate = {
  at: 'start',
  overridable: false,
  check: ({ protocol }, at, session) =>
    closed(
      protocol.dosing.readinessRequired &&
        session !== undefined &&
        (!session.readyAt || session.readyAt > at),
      reason('readiness-missing'),
    ),
};

/** Vital signs taken this shortly before a dose are of its day, even if midnight is in between. Those of a client alone must be. */
export const JUST_BEFORE_MINUTES = 120;

/** Compared with the limits the prescriber entered, if any. An override covers one reading. §4.9 */
export const vitalsWithinLimits: Gate = {
  at: 'start',
  overridable: true,
  about: (session) => {
    const { systolic, diastolic, pulse } = session.vitalsBefore ?? {};
    return [bookingKey(session), systolic, diastolic, pulse].join(' ');
  },
  turns: ({ client }, session) => {
    const { vitalsBeforeAt: taken, vitalsBeforeBy } = session ?? {};
    const tooLate = taken && plusMinutes(taken, JUST_BEFORE_MINUTES + 1);
    if (!taken || !tooLate || vitalsBeforeBy === 'client') return [tooLate];
    return [latest(startOfDay(client.zone, taken, 1), tooLate)];
  },
  check: ({ vitalsLimits, client }, at, session) => {
    if (!vitalsLimits || !session) return undefined;
    const { vitalsBefore, vitalsBeforeAt = at, vitalsBeforeBy } = session;
    const sameDay =
      vitalsBeforeBy !== 'client' && dateIn(client.zone, vitalsBeforeAt) === dateIn(client.zone, at);
    const ofTheDay =
      vitalsBeforeAt <= at && (sameDay || minutesBetween(vitalsBeforeAt, at) <= JUST_BEFORE_MINUTES);
    return (
      closed(!vitalsBefore || !ofTheDay, reason('vitals-missing:before')) ??
      closed(
        vitalsBefore !== undefined && outsideLimits(vitalsBefore, vitalsLimits),
        reason('vitals-outside-limits'),
      )
    );
  },
};
