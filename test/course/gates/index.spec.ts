import { settle } from '../../../src/course/step';
import { GATES } from '../../../src/course/gates';
import { loadProtocol } from '../../../src/protocols/load';
import { AT_THE_PRACTICE_TOO, courseAfter } from '../support/courses';
import { after, given, type Scene } from '../support/given';
import { about, booked, report } from '../support/signals';
import { plusHours, type Instant } from '../../../src/time/instant';
import type { Signal } from '../../../src/catalog/signals';
import type { Role } from '../../../src/catalog/shapes';

const START = '2027-02-15T10:00-08:00';
const starting = (): Signal => about('dosingStarted', 'dosing-1');
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
const limits = (): Signal => report('vitalsLimitsSet', { systolicMax: 140, diastolicMax: 90, pulseMax: 100 });
const vitals = (systolic: number, diastolic = 80, pulse = 70): Signal =>
  report('vitalsRecorded', { session: 'dosing-1', when: 'before', vitals: { systolic, diastolic, pulse } });
const held = (): Signal => report('holdPlaced', { reason: 'as agreed', reviewOn: '2027-02-20T10:00-08:00' });

/** Two days before dosing 1, with every gate open. */
const ready = (): Scene => given(courseAfter('support for dosing 1'));
/** That course, had its protocol asked for the therapist's word before each session. */
const attested = (): Scene => {
  const { course } = ready();
  const { protocol } = course;
  return given({
    ...course,
    protocol: { ...protocol, dosing: { ...protocol.dosing, readinessRequired: true } },
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
const supplied = (): Scene => {
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
const approved = (...first: Signal[]): Scene =>
  supplied()
    .when(...first, booked('dosing', '2027-01-29T10:00-08:00', { setting: 'inPerson' }))
    .thenAccepted();
const labs = (): Signal => report('labsCleared', {});
const taught = (): Signal => report('trainingCompleted', {});
/** The preparation the practice does without. */
const prepared = (): Signal =>
  report('gateOverridden', { gate: 'preparation-short', reason: 'seen often before' });
const ride = (): Signal => report('rideHomeConfirmed', { session: 'dosing-1' });
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

const CASES: Case[] = [
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

describe.each(CASES)('the gate $code', ({ code, resolvableBy, closed, refused, opened, then }) => {
  it('is closed: the step is refused, and the reason says who can resolve it', () => {
    closed()
      .when(refused())
      .thenRejected(code, ...resolvableBy);
  });

  it('is listed among the reasons why the course is waiting', () => {
    const why = given(closed().course)
      .at(closed().now)
      .status.gates.find((gate) => gate.code === code);
    expect(why?.sentence ?? code).toMatch(/\.$|^(approval|medical|integration|dose|clinician|too)-/);
  });

  it('opens once that is done', () => {
    const scene = closed().when(...opened(), refused());
    if (then) scene.thenRejected(then);
    else scene.thenAccepted();
  });
});

describe('the gates', () => {
  it('are all open when a dosing session may start', () => {
    ready().at(START).thenNoGates().when(starting()).thenEvents('dosingStarted');
  });

  it('are each covered by a case here', () => {
    expect(GATES).toHaveLength(23);
  });

  it.each([
    ['systolic', [141, 80, 70]],
    ['diastolic', [120, 91, 70]],
    ['pulse', [120, 80, 101]],
  ] as const)('compare the %s limit on its own', (_, [systolic, diastolic, pulse]) => {
    ready()
      .when(limits())
      .at(START)
      .when(vitals(systolic, diastolic, pulse), starting())
      .thenRejected('vitals-outside-limits');
  });

  it('compare no vitals where the prescriber set no limits', () => {
    ready()
      .at(START)
      .when(vitals(300, 200, 250), starting())
      .thenAccepted();
  });

  it('need no support person, nor the telehealth consent, in person', () => {
    after('preparation 6', AT_THE_PRACTICE_TOO)
      .when(report('consentRevoked', { kinds: ['telehealth'] }))
      .when(booked('dosing', '2027-02-15T10:00-08:00', { setting: 'inPerson' }))
      .thenAccepted()
      .at(START)
      .when(starting())
      .thenAccepted();
  });

  it('need the telehealth consent only where the protocol requires it', () => {
    const { course } = ready();
    const protocol = { ...course.protocol, consents: ['treatment' as const] };
    given({ ...course, protocol })
      .when(report('consentRevoked', { kinds: ['telehealth'] }))
      .at(START)
      .when(starting())
      .thenAccepted();
  });

  it('require labs again when they are too old', () => {
    supplied()
      .when(labs())
      .at('2027-04-20T10:00-07:00')
      .when(booked('dosing', '2027-04-29T10:00-07:00'))
      .at('2027-04-29T10:00-07:00')
      .when(taught(), starting())
      .thenRejected('preparation-short')
      .thenGates('preparation-short', 'support-person-unconfirmed', 'labs-owed');
  });

  it('require a new confirmation of the ride home after a move', () => {
    approved(labs(), taught())
      .when(ride())
      .thenGates('preparation-short')
      .when(report('sessionRescheduled', { session: 'dosing-1', start: '2027-02-16T10:00-08:00' }))
      .thenGates('preparation-short', 'ride-home-unconfirmed');
  });

  it('require no ride home after a session at home', () => {
    supplied()
      .when(
        labs(),
        taught(),
        report('houseCallsApproved', { count: 1 }),
        booked('dosing', '2027-01-29T10:00-08:00', { setting: 'houseCall' }),
      )
      .thenGates('preparation-short');
  });

  it('require new vitals and confirmations after a move', () => {
    ready()
      .when(report('sessionRescheduled', { session: 'dosing-1', start: '2027-02-16T10:00-08:00' }))
      .thenGates('support-person-unconfirmed');
  });
});
