/** The conditions before a dosing session. course.md §4. A gate is closed with a reason, or open. */
import type { Role } from '../signals/shapes';
import { toMs, type Instant } from './instant';
import {
  boosterWindow,
  clinicianCheckFrom,
  cycleOwing,
  doseReviewOwed,
  endOfBooked,
  givenAtClinic,
  integratedBy,
  labsHold,
  lastCycle,
  openingOwed,
  orderUnread,
  preparationOwed,
  prepared,
  quarterEnds,
  rideHomeOwed,
  supplied,
  trainingOwed,
} from './questions';
import { estimateOwed } from './payer';
import { notBefore, reason, type Reason } from './reasons';
import { examRule } from './places';
import type { Course, Session, Vitals, VitalsLimits } from './state';

export interface Gate {
  /** `booking`: must hold when the session is booked and when it starts; `start`: only when it starts. */
  at: 'booking' | 'start';
  overridable: boolean;
  check: (course: Course, at: Instant, session?: Session) => Reason | undefined;
}

const closed = (when: boolean, code: string, sentence: string, ...opens: Role[]): Reason | undefined =>
  when ? reason(code, sentence, ...opens) : undefined;

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

/** The law of the place and of the date, for what is taken outside the clinic. §4.11 */
export const placeAllowed: Gate = {
  at: 'start',
  overridable: true,
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

/** §4.2 */
export const preparationDone: Gate = {
  at: 'start',
  overridable: true,
  check: (course, at) => {
    const owed = preparationOwed(course);
    const done = `${prepared(course)} of at least ${course.preparationMinimum} preparation sessions are done`;
    const { opening } = course.protocol.preparation;
    const sentence =
      opening && openingOwed(course) > 0 ? `${done}; ${opening.label} comes first.` : `${done}.`;
    const why = closed(owed > 0, 'preparation-short', sentence, 'therapist');
    return notBefore(why, at, endOfBooked(course, 'preparation', owed));
  },
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

/** Next dosing waits for the previous cycle's integration. §4.6 */
export const integrationDone: Gate = {
  at: 'booking',
  overridable: true,
  check: (course, at) => {
    const cycle = cycleOwing(course);
    const why = closed(
      cycle !== undefined || (lastCycle(course)?.integratedAt ?? at) > at,
      'integration-owed',
      "The previous cycle's integration is not completed.",
      'therapist',
    );
    return notBefore(why, at, cycle && integratedBy(course, cycle));
  },
};

/** §4.7 */
export const supportPersonThere: Gate = {
  at: 'start',
  overridable: true,
  check: ({ protocol }, _at, session) =>
    closed(
      session?.setting === 'remote' &&
        protocol.dosing.supportPersonWhenRemote &&
        session.supportPerson === undefined,
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

export const outside = (vitals: Vitals, limits: VitalsLimits): boolean =>
  vitals.systolic > limits.systolicMax ||
  vitals.diastolic > limits.diastolicMax ||
  vitals.pulse > limits.pulseMax;

/** Compared with limits the prescriber entered; without limits nothing is compared. §4.9 */
export const vitalsInside: Gate = {
  at: 'start',
  overridable: true,
  check: ({ vitalsLimits }, _at, session) => {
    if (!vitalsLimits || !session) return undefined;
    const { vitalsBefore } = session;
    return (
      closed(
        !vitalsBefore,
        'vitals-missing',
        'Vitals before the session are not recorded.',
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

/** §4.10 */
export const noHold: Gate = {
  at: 'booking',
  overridable: false,
  check: ({ holds }, at) => {
    const refs = holds.map(({ ref }) => ref).join(', ');
    const owners = [...new Set(holds.map(({ owner }) => owner))];
    const why = closed(holds.length > 0, 'on-hold', `The course is on hold (${refs}).`, ...owners);
    const reviews = holds.map(({ reviewOn }) => reviewOn).sort();
    return notBefore(why, at, reviews.at(-1));
  },
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

export const GATES: readonly Gate[] = [
  approvalCurrent,
  treatmentConsent,
  telehealthConsent,
  placeAllowed,
  supplyInHand,
  preparationDone,
  estimateAcknowledged,
  doseConfirmed,
  followUpCurrent,
  orderAcknowledged,
  integrationDone,
  supportPersonThere,
  supportPersonNotAbsent,
  rideHomeThere,
  labsCurrent,
  trainingDone,
  readinessAttested,
  vitalsInside,
  noHold,
  medicalReviewDone,
  clinicianCheckDone,
];

/** Every closed gate for a dosing session, each with its reason; overridden ones left out. */
export function closedGates(
  course: Course,
  at: Instant,
  when: 'booking' | 'start',
  session?: Session,
): Reason[] {
  return GATES.filter((gate) => when === 'start' || gate.at === 'booking')
    .map((gate) => ({ gate, why: gate.check(course, at, session) }))
    .filter(({ gate, why }) => why && !(gate.overridable && isOverridden(course, why.code)))
    .flatMap(({ why }) => (why ? [why] : []));
}

const isOverridden = (course: Course, code: string): boolean =>
  course.overrides.some(({ gate }) => gate === code);

/** A booster inside its window; outside it says when it could be. */
export function boosterWindowOpen(course: Course, start: Instant): Reason | undefined {
  const window = boosterWindow(course);
  if (!window || course.medicalReviewOwed || toMs(start) >= toMs(window.opens)) return undefined;
  return {
    ...reason('booster-window-not-open', 'The window for the next session has not opened yet.', 'prescriber'),
    notBefore: window.opens,
  };
}
