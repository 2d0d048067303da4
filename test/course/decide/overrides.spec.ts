import { courseAfter } from '../support/courses';
import { given, type Scene } from '../support/given';
import { about, booked, report } from '../support/signals';
import type { Role } from '../../../src/catalog/shapes';

const START = '2027-02-15T10:00-08:00';
const overridden = (gate: string, by: Role) =>
  report('gateOverridden', { gate, reason: 'talked through' }, { by });
const ready = (): Scene => given(courseAfter('support for dosing 1'));

describe('gate 1', () => {
  const unapproved = () => given(courseAfter('preparation 3'));
  const unsigned = () => ready().when(report('consentRevoked', { kinds: ['treatment'] }));
  const unsupplied = () => given(courseAfter('approval')).when(booked('dosing', '2027-02-20T10:00-08:00'));
  const expired = () =>
    ready()
      .when(report('prescriberDecision', { decision: 'approved', validUntil: '2027-02-14T10:00-08:00' }))
      .at(START);

  describe.each([
    ['approval-missing', unapproved],
    ['approval-expired', expired],
    ['consent-missing', unsigned],
    ['supply-empty', unsupplied],
  ])('%s', (gate, closed) => {
    it.each(['therapist', 'prescriber', 'lead'] as const)(
      'can never be overridden, not even by the %s',
      (by) => {
        closed().when(overridden(gate, by)).thenRejected('gate-not-overridable');
      },
    );
  });
});

describe('a hold', () => {
  it('can be lifted, but never overridden', () => {
    ready()
      .when(report('adverseEventReported', {}), overridden('on-hold', 'prescriber'))
      .thenRejected('gate-not-overridable');
  });
});

describe('an override', () => {
  const owed = () => given(courseAfter('dosing 1'));
  const next = () => booked('dosing', '2027-03-01T10:00-08:00');

  it('opens the gate for the role it names', () => {
    owed()
      .when(overridden('integration-owed', 'therapist'))
      .thenEvents('gateOverridden')
      .when(next())
      .thenAccepted();
  });

  it.each(['prescriber', 'lead'] as const)(
    'is refused for the %s when the gate names the therapist',
    (by) => {
      owed()
        .when(overridden('integration-owed', by))
        .thenRejected('override-not-yours', 'therapist')
        .when(next())
        .thenRejected('integration-owed');
    },
  );

  it('of a missing acknowledgment of the estimate is for the front desk', () => {
    const changed = report('estimateIssued', { estimate: 'estimate-2', totalCents: 900_000 });
    ready()
      .when(changed)
      .thenGates('estimate-unacknowledged')
      .when(overridden('estimate-unacknowledged', 'frontDesk'))
      .thenEvents('gateOverridden')
      .thenNoGates();
  });

  it('needs a gate that is closed', () => {
    ready().when(overridden('integration-owed', 'therapist')).thenRejected('gate-not-closed');
  });

  it('of integration allows the next dosing, and the missed 72 hours are still recorded and escalated', () => {
    const scene = owed().when(overridden('integration-owed', 'therapist')).thenAccepted();
    scene.thenNoTask('book-integration');
    const later = scene.hours(100);
    expect(later.all('breached')).toMatchObject([{ kind: 'integration', cycle: 1 }]);
    expect(later.sent('integrationBreach', 'therapist')).toHaveLength(1);
    expect(later.sent('integrationBreach', 'lead')).toHaveLength(1);
    later.thenNoMessages('integrationInvite').thenNoMessages('integrationWarning');
  });

  describe('of a gate about one session', () => {
    const limits = report('vitalsLimitsSet', { systolicMax: 140, diastolicMax: 90, pulseMax: 110 });
    const measured = (systolic: number, session = 'dosing-1') =>
      report('vitalsRecorded', { session, when: 'before', vitals: { systolic, diastolic: 88, pulse: 70 } });
    const allowed = () =>
      ready()
        .at('2027-02-15T09:00-08:00')
        .when(limits, measured(142), overridden('vitals-outside-limits', 'prescriber'))
        .thenAccepted();
    const start = (scene: Scene, session = 'dosing-1') =>
      scene.at(scene.session(session).start).when(about('dosingStarted', session));

    it('covers the reading it was given for, and not the next', () => {
      start(allowed()).thenAccepted();
      start(allowed().when(measured(210))).thenRejected('vitals-outside-limits', 'prescriber');
      start(allowed().when(measured(210), overridden('vitals-outside-limits', 'prescriber'))).thenAccepted();
    });

    it('covers that session at that time, and no other', () => {
      const unconfirmed = given(courseAfter('dosing booked 1'))
        .when(overridden('support-person-unconfirmed', 'therapist'))
        .thenAccepted();
      start(unconfirmed).thenAccepted();
      const moved = report('sessionRescheduled', { session: 'dosing-1', start: '2027-02-18T10:00-08:00' });
      start(unconfirmed.when(moved)).thenRejected('support-person-unconfirmed');
      const another = allowed()
        .when(report('sessionCancelled', { session: 'dosing-1' }))
        .when(booked('dosing', '2027-02-17T10:00-08:00'))
        .when(report('supportPersonConfirmed', { session: 'dosing-2' }))
        .at('2027-02-17T09:00-08:00')
        .when(measured(142, 'dosing-2'));
      start(another, 'dosing-2').thenRejected('vitals-outside-limits');
    });
  });

  it('lasts until the next dosing session starts, and no longer', () => {
    const scene = ready()
      .when(
        report('vitalsLimitsSet', { systolicMax: 140, diastolicMax: 90, pulseMax: 100 }),
        report('sessionRescheduled', { session: 'dosing-1', start: '2027-02-15T10:10-08:00' }),
      )
      .when(overridden('support-person-unconfirmed', 'therapist'), overridden('vitals-missing', 'therapist'))
      .at(START)
      .when(about('dosingStarted', 'dosing-1'))
      .thenAccepted();
    expect(scene.course.overrides).toEqual([]);
  });

  it('of the integration does not let a second session start during the first', () => {
    given(courseAfter('dosing started 1'))
      .hours(0.5)
      .when(overridden('integration-owed', 'therapist'), overridden('too-soon', 'prescriber'))
      .when(booked('dosing', '2027-02-15T11:00-08:00'))
      .when(report('supportPersonConfirmed', { session: 'dosing-2' }))
      .at('2027-02-15T11:00-08:00')
      .when(about('dosingStarted', 'dosing-2'))
      .thenRejected('dosing-under-way');
  });
});
