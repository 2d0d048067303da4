/** The session itself: who is there, readiness, vitals. course.md §4 */
import { asBooked } from '../selectors/bookings';
import { dateIn } from '../../time/civil';
import { rideHomeOwed } from '../selectors/selectors';
import type { Vitals, VitalsLimits } from '../state';
import { closed, type Gate } from './gate';

/** §4.7 */
export const supportPersonThere: Gate = {
  at: 'start',
  overridable: true,
  about: asBooked,
  check: ({ protocol }, at, session) =>
    closed(
      session?.setting === 'remote' &&
        protocol.dosing.supportPersonWhenRemote &&
        (session.supportPerson === undefined || (session.supportPersonAt ?? at) > at),
      'support-person-unconfirmed',
      'No support person is confirmed for this session.',
      'client',
      'supportPerson',
      'therapist',
    ),
};

/** Who is known not to come is not talked away: another person, or another time. §4.7, §6 */
export const supportPersonNotAbsent: Gate = {
  at: 'start',
  overridable: false,
  check: ({ protocol }, _at, session) =>
    closed(
      session?.setting === 'remote' &&
        protocol.dosing.supportPersonWhenRemote &&
        session.supportPerson === 'unavailable',
      'support-person-absent',
      'The support person cannot be there; the session waits for another person or another time.',
      'client',
      'supportPerson',
      'frontDesk',
      'therapist',
    ),
};

/** §4.7 */
export const rideHomeThere: Gate = {
  at: 'start',
  overridable: true,
  about: asBooked,
  check: (course, _at, session) =>
    closed(
      session !== undefined && rideHomeOwed(course, session),
      'ride-home-unconfirmed',
      'Nobody is confirmed to take the client home after this session.',
      'client',
      'supportPerson',
      'therapist',
    ),
};

/** Where the protocol wants the therapist's word before each session. §3 */
export const readinessAttested: Gate = {
  at: 'start',
  overridable: false,
  check: ({ protocol }, at, session) =>
    closed(
      protocol.dosing.readinessRequired &&
        session !== undefined &&
        (!session.readyAt || session.readyAt > at),
      'readiness-missing',
      'The therapist has not attested readiness for this session.',
      'therapist',
    ),
};

export const outside = (vitals: Vitals, limits: VitalsLimits): boolean =>
  vitals.systolic > limits.systolicMax ||
  vitals.diastolic > limits.diastolicMax ||
  vitals.pulse > limits.pulseMax;

/** Compared with limits the prescriber entered; without limits nothing is compared. An override holds for one reading. §4.9 */
export const vitalsInside: Gate = {
  at: 'start',
  overridable: true,
  about: (session) => {
    const { systolic, diastolic, pulse } = session.vitalsBefore ?? {};
    return [asBooked(session), systolic, diastolic, pulse].join(' ');
  },
  check: ({ vitalsLimits, client }, at, session) => {
    if (!vitalsLimits || !session) return undefined;
    const { vitalsBefore, vitalsBeforeAt = at } = session;
    const ofTheDay = vitalsBeforeAt <= at && dateIn(client.zone, vitalsBeforeAt) === dateIn(client.zone, at);
    return (
      closed(
        !vitalsBefore || !ofTheDay,
        'vitals-missing',
        'Vitals before the session, on its day, are not recorded.',
        'therapist',
        'client',
      ) ??
      closed(
        vitalsBefore !== undefined && outside(vitalsBefore, vitalsLimits),
        'vitals-outside-limits',
        "Vitals are outside the prescriber's limits.",
        'prescriber',
      )
    );
  },
};
