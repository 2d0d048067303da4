import { courseAfter } from './support/courses';
import { given, type Scene } from './support/given';
import { about, booked, said } from './support/said';
import type { Role } from '../../src/signals/shapes';

const START = '2027-02-15T10:00-08:00';
const overridden = (gate: string, by: Role) => said('overridden', { gate, reason: 'talked through' }, { by });
const ready = (): Scene => given(courseAfter('support for dosing 1'));

describe('gate 1', () => {
  const unapproved = () => given(courseAfter('preparation 3'));
  const unsigned = () => ready().when(said('consentRevoked', { kinds: ['treatment'] }));
  const unsupplied = () => given(courseAfter('approval')).when(booked('dosing', '2027-02-20T10:00-08:00'));
  const expired = () =>
    ready()
      .when(said('prescriberDecision', { decision: 'approved', validUntil: '2027-02-14T10:00-08:00' }))
      .at(START);

  describe.each([
    ['approval-missing', unapproved],
    ['approval-expired', expired],
    ['consent-missing', unsigned],
    ['supply-empty', unsupplied],
  ])('%s', (gate, closed) => {
    it.each(['therapist', 'prescriber', 'lead'] as const)('is never overridden, not by the %s', (by) => {
      closed().when(overridden(gate, by)).thenRejected('gate-not-overridable');
    });
  });
});

describe('a hold', () => {
  it('is lifted, never overridden', () => {
    ready()
      .when(said('adverseEventReported', {}), overridden('on-hold', 'prescriber'))
      .thenRejected('gate-not-overridable');
  });
});

describe('an override', () => {
  const owed = () => given(courseAfter('dosing 1'));
  const next = () => booked('dosing', '2027-03-01T10:00-08:00');

  it('opens the gate for the role it names', () => {
    owed()
      .when(overridden('integration-owed', 'therapist'))
      .thenEvents('overridden')
      .when(next())
      .thenAccepted();
  });

  it.each(['prescriber', 'lead'] as const)('is not for the %s when the gate names the therapist', (by) => {
    owed()
      .when(overridden('integration-owed', by))
      .thenRejected('override-not-yours', 'therapist')
      .when(next())
      .thenRejected('integration-owed');
  });

  it('of an estimate not acknowledged is for the front desk', () => {
    const changed = said('estimateIssued', { estimate: 'estimate-2', totalCents: 900_000 });
    ready()
      .when(changed)
      .thenGates('estimate-unacknowledged')
      .when(overridden('estimate-unacknowledged', 'frontDesk'))
      .thenEvents('overridden')
      .thenGates();
  });

  it('needs a gate that is closed', () => {
    ready().when(overridden('integration-owed', 'therapist')).thenRejected('gate-not-closed');
  });

  it('ends the clock of the cycle it releases', () => {
    owed().when(overridden('integration-owed', 'therapist')).hours(100).thenMessages('integrationBreach');
  });

  it('holds until the next dosing session starts, and no longer', () => {
    const scene = ready()
      .when(
        said('vitalsLimitsSet', { systolicMax: 140, diastolicMax: 90, pulseMax: 100 }),
        said('sessionRescheduled', { session: 'dosing-1', start: '2027-02-15T10:10-08:00' }),
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
      .when(overridden('integration-owed', 'therapist'), booked('dosing', '2027-02-15T11:00-08:00'))
      .when(said('supportPersonConfirmed', { session: 'dosing-2' }))
      .at('2027-02-15T11:00-08:00')
      .when(about('dosingStarted', 'dosing-2'))
      .thenRejected('dosing-under-way');
  });
});
