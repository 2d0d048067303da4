/** For each reason: a course in which it is given and what resolves it, or at least the reports that do. */
import type { Protocol } from '../../../src/catalog/protocol';
import type { Signal, SignalName } from '../../../src/catalog/signals';
import type { ReasonCode, ReasonKey } from '../../../src/vocabulary/reasons';
import { plusHours } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import { CALM, courseAfter, type Setup } from '../../course/support/courses';
import { GATE_CASES, ready, START, starting } from '../../course/support/closedGates';
import { after, given, type Scene } from '../../course/support/given';
import { about, booked, released, report } from '../../course/support/signals';

export interface Example {
  key: ReasonKey;
  code: ReasonCode;
  from: () => Scene;
  /** What is refused with the reason. */
  tried: () => Signal;
  /** Ways to resolve it. Each may be reported by other roles than the one written here. */
  acts: (() => Signal[])[];
  /** The report itself is wrong: another one is made instead of it. */
  instead?: true;
}

const overridden = (gate: string) => () => [report('gateOverridden', { gate, reason: 'as discussed' })];

const KEYS: Partial<Record<string, ReasonKey>> = {
  'approval-missing': 'approval-missing:decision',
  'supply-empty': 'supply-empty:doses',
  'preparation-short': 'preparation-short:count',
  'dose-unconfirmed': 'dose-unconfirmed:session',
  'labs-owed': 'labs-owed:never',
  'vitals-missing': 'vitals-missing:before',
  'on-hold': 'on-hold:now',
};

const GATES: Example[] = GATE_CASES.map(({ code, closed, refused, opened }) => ({
  key: KEYS[code] ?? (code as ReasonKey),
  code: code as ReasonCode,
  from: closed,
  tried: refused,
  acts: [opened, overridden(code)],
}));

const example = (
  key: ReasonKey,
  from: () => Scene,
  tried: () => Signal,
  ...acts: (() => Signal[])[]
): Example => ({ key, code: key.split(':', 1)[0] as ReasonCode, from, tried, acts });

const instead = (...args: Parameters<typeof example>): Example => ({ ...example(...args), instead: true });

const unexamined = (setup: Setup = {}, place = 'US-CA') => {
  const { examinedAt: _, ...course } = courseAfter('support for dosing 1', setup);
  const scene = given({ ...course, place });
  return scene.at(scene.session('dosing-1').start);
};
const HEALING = { protocol: loadProtocol('healing-cornerstone') };
const ROUTED: Protocol = { ...CALM, dosing: { ...CALM.dosing, routes: ['nasal', 'oral'] } };
const PAZIO = loadProtocol('welches-pazio');
/** The evaluation has taken place, and the therapist has not said yet that the criteria are met. */
const evaluated = () =>
  given(courseAfter('enrolment', { protocol: PAZIO }))
    .when(booked('preparation', '2027-01-08T10:00-08:00'))
    .at('2027-01-08T11:00-08:00')
    .when(about('sessionCompleted', 'preparation-1'));
const approval = () => report('prescriberDecision', { decision: 'approved' });
const prescribed = (doses: number, replaces?: true) =>
  report('prescriptionIssued', { doses, ...(replaces && { replaces }) });
const received = (doses: number) => report('shipmentReceived', { doses });
const lostOne = () => given(courseAfter('prescription')).when(report('shipmentLost', {}));
const held = () => report('holdPlaced', { reason: 'as agreed', reviewOn: '2027-02-20T10:00-08:00' });
const correction = () => report('signalCorrected', { signal: 'paid', reason: 'twice' }, { by: 'biller' });

export const EXAMPLES: Example[] = [
  ...GATES,
  example(
    'in-person-exam-owed:federal',
    () => unexamined(),
    starting,
    () => [approval()],
  ),
  example(
    'in-person-exam-owed:georgia',
    () => unexamined({ startsAt: '2026-06-01T09:00-07:00' }, 'US-GA'),
    starting,
    () => [approval()],
  ),
  example(
    'dose-unconfirmed:supply',
    () => after('integration 2'),
    () => prescribed(6),
    () => [report('doseConfirmed', {})],
  ),
  example(
    'booster-window-not-open',
    () => after('maintenance'),
    () => booked('dosing', plusHours(courseAfter('maintenance').clock, 7 * 24)),
    overridden('booster-window-not-open'),
  ),
  example(
    'dosing-already-booked:booking',
    () => after('dosing booked 1'),
    () => booked('dosing', '2027-03-20T10:00-07:00'),
    () => [report('sessionCancelled', { session: 'dosing-1', reason: 'practice' })],
  ),
  example(
    'series-complete',
    () => after('integration 8'),
    () => booked('dosing', '2027-07-10T10:00-07:00'),
    () => [report('courseReviewed', { decision: 'moreDosing', dosings: 1 })],
  ),
  example(
    'evaluation-owed:booking',
    () => given(courseAfter('enrolment', HEALING)),
    () => booked('preparation', '2027-01-20T10:00-08:00'),
    () => [booked('medical', '2027-01-08T10:00-08:00')],
    () => [
      report('paymentPosted', { cents: 25_000 }),
      booked('medical', '2027-01-04T12:30-08:00'),
      about('sessionCompleted', 'medical-1'),
    ],
  ),
  example(
    'evaluation-unpaid',
    () =>
      given(courseAfter('enrolment', HEALING))
        .when(booked('medical', '2027-01-08T10:00-08:00'))
        .at('2027-01-08T11:00-08:00'),
    () => about('sessionCompleted', 'medical-1'),
    () => [report('paymentPosted', { cents: 25_000 })],
  ),
  example(
    'supply-not-arrived',
    () => given(courseAfter('prescription', { protocol: loadProtocol('mackenzie') })),
    () => booked('preparation', '2027-02-20T10:00-08:00'),
    () => [received(1)],
  ),
  example(
    'dosing-under-way',
    () => after('dosing started 1'),
    () => report('courseClosed', { outcome: 'discharged' }),
    () => [about('dosingEnded', 'dosing-1'), released('dosing-1')],
  ),
  instead(
    'escort-missing',
    () => after('dosing ended 1'),
    () => released('dosing-1', false),
    () => [released('dosing-1')],
    () => [
      report(
        'clientLeftAgainstAdvice',
        { session: 'dosing-1', arranged: 'A friend drove them home.' },
        { by: 'lead' },
      ),
    ],
  ),
  example(
    'dosing-not-released',
    () =>
      after('dosing ended 1')
        .when(booked('integration', '2027-02-16T10:00-08:00'))
        .at('2027-02-16T11:00-08:00'),
    () => about('integrationCompleted', 'integration-1'),
    () => [released('dosing-1')],
  ),
  example(
    'supply-under-way',
    () => after('prescription'),
    () => prescribed(2),
    () => [received(2)],
  ),
  example(
    'no-supply-under-way',
    () => after('approval'),
    () => received(2),
    () => [prescribed(2)],
  ),
  example(
    'lost-supply-undecided',
    lostOne,
    () => prescribed(2),
    () => [approval()],
    () => [prescribed(2, true)],
  ),
  example(
    'estimate-missing',
    () => after('consents'),
    () => report('estimateAcknowledged', { estimate: 'estimate-1' }),
    () => [report('estimateIssued', { estimate: 'estimate-1', totalCents: 746_000 })],
  ),
  example(
    'nothing-paid',
    () => after('enrolment'),
    () => report('paymentRefunded', { cents: 1, reason: 'asked for' }),
    () => [report('paymentPosted', { cents: 25_000 })],
  ),
  instead(
    'order-outdated',
    () => ready().when(report('doseChanged', { order: 'order-2' })),
    () => report('doseChangeAcknowledged', { order: 'order-1' }, { by: 'client' }),
    () => [report('doseChangeAcknowledged', { order: 'order-2' }, { by: 'client' })],
  ),
  example(
    'route-not-ordered',
    () => given({ ...ready().course, protocol: ROUTED, route: 'nasal' }).at(START),
    () => report('dosingStarted', { session: 'dosing-1', route: 'oral' }),
    () => [report('doseChanged', { order: 'order-2', route: 'oral' })],
  ),
  example(
    'not-reviewed',
    () => after('integration 8'),
    () => report('courseClosed', { outcome: 'completed' }),
    () => [report('courseReviewed', { decision: 'end' })],
  ),
  example(
    'hold-not-yours:hold',
    () => ready().when(report('adverseEventReported', {})),
    () => report('holdLifted', { hold: 'hold-1', reason: 'all well again' }, { by: 'therapist' }),
    () => [report('holdLifted', { hold: 'hold-1', reason: 'all well again' }, { by: 'prescriber' })],
  ),
  instead(
    'hold-not-yours:pause',
    () =>
      ready().when(
        report(
          'coursePaused',
          { reason: 'travelling', reviewOn: '2027-03-20T10:00-07:00' },
          { by: 'prescriber' },
        ),
      ),
    () => report('courseResumed', {}, { by: 'therapist' }),
    () => [report('courseResumed', {}, { by: 'prescriber' })],
  ),
  instead(
    'word-not-yours',
    () =>
      after('preparation 6')
        .when(report('morePreparationNeeded', {}), booked('preparation', '2027-02-12T10:00-08:00'))
        .at('2027-02-12T11:00-08:00')
        .when(about('sessionCompleted', 'preparation-7')),
    () => report('taskCompleted', { task: 'confirm-readiness' }, { by: 'frontDesk' }),
    () => [report('taskCompleted', { task: 'confirm-readiness' }, { by: 'therapist' })],
  ),
  instead(
    'task-not-yours',
    () => after('start'),
    () => report('taskCompleted', { task: 'issue-estimate' }, { by: 'frontDesk' }),
    () => [report('taskCompleted', { task: 'issue-estimate' }, { by: 'biller' })],
  ),
  instead(
    'criteria-unmet',
    () => evaluated(),
    () =>
      report('taskCompleted', { task: 'confirm-suitability', criteria: PAZIO.screening.criteria?.slice(1) }),
    () => [report('taskCompleted', { task: 'confirm-suitability', criteria: PAZIO.screening.criteria })],
  ),
  instead(
    'review-in-the-past',
    () => ready(),
    () => report('holdPlaced', { reason: 'as agreed', reviewOn: '2027-01-20T10:00-08:00' }),
    () => [held()],
  ),
  instead(
    'override-not-yours',
    () => after('integration 1').when(booked('dosing', '2027-03-20T10:00-07:00')),
    () => report('gateOverridden', { gate: 'too-soon', reason: 'as discussed' }, { by: 'therapist' }),
    () => [report('gateOverridden', { gate: 'too-soon', reason: 'as discussed' }, { by: 'prescriber' })],
  ),
  instead(
    'correction-not-yours:any',
    () => after('enrolment').when(report('paymentPosted', { cents: 500 }, { id: 'paid' })),
    () => report('signalCorrected', { signal: 'paid', reason: 'twice' }, { by: 'client' }),
    () => [correction()],
  ),
];

const AGAIN = {
  protocol: ['protocolChanged'],
  booking: ['sessionScheduled', 'sessionRescheduled', 'sessionCancelled'],
  completed: ['sessionCompleted', 'integrationCompleted'],
  dosing: ['dosingStarted', 'dosingEnded', 'clientReleased'],
} satisfies Record<string, SignalName[]>;

/** The reports that resolve a reason: what is asked for, or the same report with another value. */
export const REPORTS: Partial<Record<ReasonKey, SignalName[]>> = {
  'labs-owed:old': ['labsCleared'],
  'not-for-client-to-book': ['sessionScheduled'],
  'time-taken': ['sessionScheduled'],
  'messages-unanswered': ['taskCompleted'],
  'nothing-to-check-in-on': ['dosingEnded'],
  'message-on-hold': ['holdLifted'],
  'message-not-consented': ['consentSigned'],
  'supply-empty:infusion': AGAIN.booking,
  'approval-missing:suitability': ['taskCompleted'],
  'location-undeclared': ['locationDeclared'],
  'place-unknown': ['locationDeclared'],
  'preparation-short:opening': AGAIN.completed,
  'vitals-missing:after': ['vitalsRecorded'],
  'vitals-contradict': ['vitalsRecorded'],
  'no-other-time-wanted': ['rescheduleRequested'],
  'no-session-booked:any': AGAIN.booking,
  'no-session-booked:kind': AGAIN.booking,
  'session-unknown': AGAIN.booking,
  'session-wrong-kind': AGAIN.booking,
  'session-wrong-status': AGAIN.booking,
  'session-in-the-past': AGAIN.booking,
  'session-overlaps': AGAIN.booking,
  'dosing-already-booked:review': AGAIN.booking,
  'setting-not-offered': AGAIN.protocol,
  'house-calls-used': ['houseCallsApproved'],
  'house-call-unapproved': ['houseCallsApproved'],
  'evaluation-owed:preparation': AGAIN.completed,
  'evaluation-owed:approval': [...AGAIN.booking, ...AGAIN.completed],
  'nothing-to-integrate': AGAIN.dosing,
  'session-not-yet:noShow': AGAIN.booking,
  'session-not-yet:early': AGAIN.booking,
  'session-times-wrong': AGAIN.completed,
  'no-dosing-under-way': AGAIN.dosing,
  'ends-before-start': AGAIN.dosing,
  'nobody-recovering': AGAIN.dosing,
  'dose-in-other-course': AGAIN.booking,
  'released-before-end': AGAIN.dosing,
  'limits-contradict': ['vitalsLimitsSet'],
  'integration-overlaps-dosing': [...AGAIN.booking, ...AGAIN.completed],
  'not-referred': ['referralSent'],
  'decision-overtaken': ['prescriberDecision'],
  'approval-already-expired': ['prescriberDecision'],
  'labs-not-asked': AGAIN.protocol,
  'training-not-asked': AGAIN.protocol,
  'exploratory-not-done': AGAIN.dosing,
  'dose-already-confirmed': ['doseChanged'],
  'order-known': ['doseChanged'],
  'order-unchanged': ['doseChanged'],
  'route-not-listed': ['prescriberDecision', 'doseChanged', ...AGAIN.protocol],
  'beyond-the-order': ['prescriberDecision', 'doseConfirmed'],
  'below-what-is-done': ['planChanged', 'sessionCancelled'],
  'items-wrong-count': ['measureSubmitted'],
  'item-out-of-range': ['measureSubmitted'],
  'given-at-the-clinic': AGAIN.protocol,
  'too-many-doses': ['prescriptionIssued'],
  'prescription-already-expired': ['prescriptionIssued'],
  'prescription-too-long': ['prescriptionIssued'],
  'prescription-expired': ['prescriptionIssued'],
  'nothing-to-replace': ['prescriptionIssued'],
  'more-than-prescribed': ['prescriptionIssued'],
  'not-shipped': ['shipmentReceived'],
  'already-shipped': ['shipmentLost'],
  'supply-not-expected': ['shipmentReceived', 'shipmentLost'],
  'supply-ambiguous': ['shipmentReceived', 'shipmentLost'],
  'supply-at-hand': ['dosesReconciled'],
  'no-doses-out': ['prescriptionIssued', 'shipmentReceived'],
  'doses-do-not-add-up': ['dosesReconciled'],
  'estimate-known': ['estimateIssued'],
  'estimate-range': ['estimateIssued'],
  'estimate-outdated': ['estimateAcknowledged'],
  'copay-above-price': ['coverageChecked'],
  'nothing-to-price': AGAIN.completed,
  'price-is-known': ['feeAgreed'],
  'already-charged': ['chargeWaived'],
  'session-not-rendered': AGAIN.completed,
  'charge-outside-range': ['chargeEntered'],
  'no-fee-to-agree': AGAIN.protocol,
  'fee-above-protocol': ['feeAgreed'],
  'price-owed-first': ['chargeEntered'],
  'nothing-charged': ['chargeEntered'],
  'charge-unknown': ['chargeWaived'],
  'waiver-too-large': ['chargeWaived'],
  'charge-already-waived': ['chargeWaived'],
  'no-packages': AGAIN.protocol,
  'package-running': AGAIN.dosing,
  'package-unknown': [...AGAIN.protocol, 'packageSold'],
  'no-travel-fee': AGAIN.protocol,
  'not-a-house-call': AGAIN.booking,
  'travel-not-quoted': ['travelQuoted'],
  'travel-already-accepted': ['travelQuoted'],
  'nothing-in-credit': ['chargeWaived'],
  'refund-too-large': ['paymentRefunded'],
  'nothing-to-charge-back': ['paymentPosted'],
  'not-taken-over': ['paymentPosted'],
  'balance-known': ['paymentPosted', 'chargeWaived'],
  'charge-back-too-large': ['paymentChargedBack'],
  'payment-unknown': ['paymentChargedBack'],
  'payment-ambiguous': ['paymentChargedBack'],
  'consent-revoked-since': ['consentSigned'],
  'consent-not-signed': ['consentSigned'],
  'no-house-calls': AGAIN.protocol,
  'location-outdated': ['locationDeclared'],
  'instructions-missing': ['instructionsIssued'],
  'instructions-outdated': ['instructionsAcknowledged'],
  'plan-same': ['planChanged'],
  'other-protocol': AGAIN.protocol,
  'protocol-same': AGAIN.protocol,
  'zone-unknown': ['clientMoved'],
  'zone-same': ['clientMoved'],
  'calendar-same': ['practiceCalendarChanged'],
  'not-on-hold': ['holdPlaced'],
  'hold-unknown': ['holdLifted'],
  'already-paused': ['courseResumed'],
  'not-paused': ['coursePaused'],
  'criteria-unknown': ['taskCompleted'],
  'gate-not-closed': ['gateOverridden'],
  'nothing-to-review': AGAIN.dosing,
  'series-not-done': AGAIN.dosing,
  'outreach-unfinished': ['courseClosed'],
  'client-waits': ['prescriberDecision', 'sessionScheduled'],
  'no-step-owed': AGAIN.booking,
  'not-declined': ['prescriberDecision'],
  'records-in-the-past': ['courseTransferred'],
  'correction-not-yours:closing': ['signalCorrected'],
  'built-upon:report': ['signalCorrected'],
  'built-upon:waiver': ['signalCorrected'],
  'built-upon:package': ['signalCorrected'],
  'built-upon:refund': ['signalCorrected'],
  'built-upon:charge': ['chargeEntered'],
  'built-upon:overlap': AGAIN.booking,
  'built-upon:booking': AGAIN.booking,
  'built-upon:opening': AGAIN.booking,
  'built-upon:dosing': AGAIN.booking,
  'built-upon:evaluation': ['signalCorrected'],
  'built-upon:free': ['signalCorrected'],
  'built-upon:vitals': ['signalCorrected'],
  'built-upon:integration': ['signalCorrected'],
  'built-upon:doses': ['signalCorrected'],
};

/** Reasons that no report resolves, and why. */
export const OUTSIDE: Partial<Record<ReasonKey, string>> = {
  'on-hold:then': 'What was on hold at that time stays so.',
  'closing-stands': 'A new course is started over the API, which is open to the lead.',
};
