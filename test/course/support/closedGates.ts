/** For each gate: a course in which it alone is closed, what it refuses, and what opens it. */
import { settle } from '../../../src/course/step';
import { loadProtocol } from '../../../src/protocols/load';
import { courseAfter } from './courses';
import { given, type Scene } from './given';
import { about, booked, report } from './signals';
import { plusHours, type Instant } from '../../../src/time/instant';
import type { Signal } from '../../../src/catalog/signals';
import type { Role } from '../../../src/catalog/shapes';

export const START = '2027-02-15T10:00-08:00';
export const starting = (): Signal => about('dosingStarted', 'dosing-1');
const booking = (start: string): Signal => booked('dosing', start);
/** The last dosing session but one began three days before the last. */
function twiceInWeek(): Scene {
  const course = courseAfter('integration 3');
  const last = course.cycles.at(-1)?.startedAt ?? course.clock;
  const cycles = course.cycles.map((each) =>
    each.number === 2 ? { ...each, startedAt: plusHours(last, -72) } : each,
  );
  return given(settle({ ...course, cycles }, course.clock).course);
}
const daysAfterLast = ({ course }: Scene, days: number): Instant =>
  plusHours(course.cycles.at(-1)?.startedAt ?? course.clock, 24 * days);

const support = (): Signal => report('supportPersonConfirmed', { session: 'dosing-1' });
export const limits = (): Signal =>
  report('vitalsLimitsSet', { systolicMax: 140, diastolicMax: 90, pulseMax: 100 });
export const vitals = (systolic: number, diastolic = 80, pulse = 70): Signal =>
  report('vitalsRecorded', { session: 'dosing-1', when: 'before', vitals: { systolic, diastolic, pulse } });
const held = (): Signal => report('holdPlaced', { reason: 'as agreed', reviewOn: '2027-02-20T10:00-08:00' });

/** Two days before dosing 1, with every gate open. */
export const ready = (): Scene => given(courseAfter('support for dosing 1'));
/** That course, had its protocol asked for the therapist's word before each session. */
const attested = (): Scene => {
  const { course } = ready();
  const { protocol } = course;
  return given({
    ...course,
    protocol: { ...protocol, dosing: { ...protocol.dosing, readinessRequired: true } },
  });
};
/** That course, had its protocol listed routes of which none is ordered. */
const unrouted = (): Scene => {
  const { course } = ready();
  const { protocol } = course;
  return given({
    ...course,
    protocol: { ...protocol, dosing: { ...protocol.dosing, routes: ['nasal', 'oral'] } },
  });
};
const early = (): Scene =>
  given(courseAfter('starter supply'))
    .when(booking('2027-01-28T10:00-08:00'), support())
    .at('2027-01-28T10:00-08:00');
const unsupplied = (): Scene =>
  given(courseAfter('approval'))
    .when(booking('2027-01-28T10:00-08:00'), support())
    .at('2027-01-28T10:00-08:00');
/** A supplied course of CALM, had its page asked for labs and training, and for a ride home in person. */
export const supplied = (): Scene => {
  const course = courseAfter('starter supply');
  const { screening, dosing } = course.protocol;
  return given({
    ...course,
    protocol: {
      ...course.protocol,
      screening: { ...screening, labs: true, training: true },
      dosing: { ...dosing, alsoIn: ['inPerson'], rideHomeWhenInPerson: true },
    },
  });
};
/** That course with its first dosing booked, in person, after this was said. */
export const approved = (...first: Signal[]): Scene =>
  supplied()
    .when(...first, booked('dosing', '2027-01-29T10:00-08:00', { setting: 'inPerson' }))
    .thenAccepted();
export const labs = (): Signal => report('labsCleared', {});
export const taught = (): Signal => report('trainingCompleted', {});
/** The preparation the practice does without. */
const prepared = (): Signal =>
  report('gateOverridden', { gate: 'preparation-short', reason: 'seen often before' });
export const ride = (): Signal => report('rideHomeConfirmed', { session: 'dosing-1' });
const missed = (): Scene => given(courseAfter('maintenance')).at('2027-07-20T12:00-07:00');

interface Case {
  code: string;
  resolvableBy: Role[];
  /** A scene with just this gate closed (others come after it), and what it refuses. */
  closed: () => Scene;
  refused: () => Signal;
  opened: () => Signal[];
  /** Other gates that stay closed. */
  then?: string;
}

export const GATE_CASES: Case[] = [
  {
    code: 'approval-missing',
    resolvableBy: ['prescriber'],
    closed: () => given(courseAfter('preparation 3')),
    refused: () => booking('2027-02-20T10:00-08:00'),
    opened: () => [report('prescriberDecision', { decision: 'approved' })],
  },
  {
    code: 'approval-expired',
    resolvableBy: ['prescriber'],
    closed: () =>
      ready()
        .when(report('prescriberDecision', { decision: 'approved', validUntil: '2027-02-15T09:59-08:00' }))
        .at(START),
    refused: starting,
    opened: () => [report('prescriberDecision', { decision: 'approved' })],
  },
  {
    code: 'route-unordered',
    resolvableBy: ['prescriber'],
    closed: () => unrouted().at(START),
    refused: starting,
    opened: () => [report('prescriberDecision', { decision: 'approved', route: 'oral' })],
  },
  {
    code: 'consent-missing',
    resolvableBy: ['client', 'frontDesk'],
    closed: () =>
      ready()
        .when(report('consentRevoked', { kinds: ['treatment'] }))
        .at(START),
    refused: starting,
    opened: () => [report('consentSigned', { kinds: ['treatment'] })],
  },
  {
    code: 'telehealth-consent-missing',
    resolvableBy: ['client', 'frontDesk'],
    closed: () =>
      ready()
        .when(report('consentRevoked', { kinds: ['telehealth'] }))
        .at(START),
    refused: starting,
    opened: () => [report('consentSigned', { kinds: ['telehealth'] })],
  },
  {
    code: 'supply-empty',
    resolvableBy: ['prescriber', 'client', 'frontDesk'],
    closed: unsupplied,
    refused: starting,
    opened: () => [report('prescriptionIssued', { doses: 1 }), report('shipmentReceived', { doses: 1 })],
    then: 'preparation-short',
  },
  {
    code: 'preparation-short',
    resolvableBy: ['therapist'],
    closed: early,
    refused: starting,
    opened: () => [report('gateOverridden', { gate: 'preparation-short', reason: 'seen often before' })],
  },
  {
    code: 'estimate-unacknowledged',
    resolvableBy: ['client', 'frontDesk'],
    closed: () =>
      ready()
        .when(report('estimateIssued', { estimate: 'estimate-2', totalCents: 800_000 }))
        .at(START),
    refused: starting,
    opened: () => [report('estimateAcknowledged', { estimate: 'estimate-2' })],
  },
  {
    code: 'dose-unconfirmed',
    resolvableBy: ['prescriber'],
    closed: () => given(courseAfter('integration 2')),
    refused: () => booking('2027-03-20T10:00-07:00'),
    opened: () => [report('doseConfirmed', {})],
  },
  {
    code: 'follow-up-overdue',
    resolvableBy: ['prescriber'],
    closed: () =>
      given(courseAfter('integration 1', { protocol: loadProtocol('welches-pazio') })).hours(24 * 93),
    refused: () => booking('2027-07-26T10:00-07:00'),
    opened: () => [report('followUpCompleted', {})],
  },
  {
    code: 'dose-change-unacknowledged',
    resolvableBy: ['therapist'],
    closed: () =>
      ready()
        .when(
          report('doseChanged', { order: 'order-2' }),
          report('prescriptionIssued', { doses: 1 }),
          report('shipmentReceived', { doses: 1 }),
          report('doseChangeAcknowledged', { order: 'order-2' }, { by: 'client' }),
        )
        .at(START),
    refused: starting,
    opened: () => [report('doseChangeAcknowledged', { order: 'order-2' }, { by: 'therapist' })],
  },
  {
    code: 'integration-owed',
    resolvableBy: ['therapist'],
    closed: () => given(courseAfter('integration booked 1')).at('2027-02-16T14:45-08:00'),
    refused: () => booking('2027-03-01T10:00-08:00'),
    opened: () => [about('integrationCompleted', 'integration-1')],
  },
  {
    code: 'support-person-unconfirmed',
    resolvableBy: ['client', 'supportPerson', 'therapist'],
    closed: () => given(courseAfter('dosing booked 1')).at(START),
    refused: starting,
    opened: () => [support()],
  },
  {
    code: 'support-person-absent',
    resolvableBy: ['client', 'supportPerson', 'frontDesk', 'therapist'],
    closed: () =>
      ready()
        .at(START)
        .when(report('supportPersonUnavailable', { session: 'dosing-1' })),
    refused: starting,
    opened: () => [support()],
  },
  {
    code: 'clinician-check-owed',
    resolvableBy: ['prescriber', 'therapist'],
    closed: () =>
      given(courseAfter('integration 1'))
        .when(report('coursePaused', { reason: 'traveling', reviewOn: '2027-05-01T10:00-07:00' }))
        .at('2027-05-20T10:00-07:00')
        .when(report('courseResumed', {})),
    refused: () => booking('2027-06-01T10:00-07:00'),
    opened: () => [report('followUpCompleted', {})],
  },
  {
    code: 'too-soon',
    resolvableBy: ['prescriber'],
    closed: () => given(courseAfter('integration 1')),
    refused: () => booking('2027-02-17T10:00-08:00'),
    opened: () => [
      report('gateOverridden', { gate: 'too-soon', reason: 'as discussed' }, { by: 'prescriber' }),
    ],
  },
  {
    code: 'too-many-in-week',
    resolvableBy: ['prescriber'],
    closed: twiceInWeek,
    refused: () => report('sessionScheduled', { kind: 'dosing', start: daysAfterLast(twiceInWeek(), 3) }),
    opened: () => [
      report('gateOverridden', { gate: 'too-many-in-week', reason: 'as discussed' }, { by: 'prescriber' }),
    ],
  },
  {
    code: 'ride-home-unconfirmed',
    resolvableBy: ['client', 'supportPerson', 'therapist'],
    closed: () => approved(labs(), taught()).at('2027-01-29T10:00-08:00').when(prepared()),
    refused: starting,
    opened: () => [ride()],
  },
  {
    code: 'labs-owed',
    resolvableBy: ['prescriber'],
    closed: () => approved(taught()).at('2027-01-29T10:00-08:00').when(ride(), prepared()),
    refused: starting,
    opened: () => [labs()],
  },
  {
    code: 'training-owed',
    resolvableBy: ['prescriber', 'partner'],
    closed: () => approved(labs()).at('2027-01-29T10:00-08:00').when(ride(), prepared()),
    refused: starting,
    opened: () => [taught()],
  },
  {
    code: 'readiness-missing',
    resolvableBy: ['therapist'],
    closed: () => attested().at(START),
    refused: starting,
    opened: () => [report('readinessAttested', { session: 'dosing-1' })],
  },
  {
    code: 'vitals-missing',
    resolvableBy: ['therapist', 'client'],
    closed: () => ready().when(limits()).at(START),
    refused: starting,
    opened: () => [vitals(140, 90, 100)],
  },
  {
    code: 'vitals-outside-limits',
    resolvableBy: ['prescriber'],
    closed: () => ready().when(limits()).at(START).when(vitals(141)),
    refused: starting,
    opened: () => [vitals(139)],
  },
  {
    code: 'on-hold',
    resolvableBy: ['therapist'],
    closed: () => ready().when(held()).at(START),
    refused: starting,
    opened: () => [report('holdLifted', { hold: 'hold-1', reason: 'all well again' })],
  },
  {
    code: 'medical-review-owed',
    resolvableBy: ['prescriber'],
    closed: missed,
    refused: () => booking('2027-07-26T10:00-07:00'),
    opened: () => [report('followUpCompleted', {})],
  },
];
