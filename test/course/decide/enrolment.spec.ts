import { started, courseAfter } from '../support/courses';
import { given, after, type Scene } from '../support/given';
import { report } from '../support/signals';
import { plusHours } from '../../../src/time/instant';

const treatment = () => report('consentSigned', { kinds: ['treatment'] });
const allConsents = () =>
  report('consentSigned', { kinds: ['treatment', 'telehealth', 'electronicMessages'] });
const estimate = (ref = 'estimate-1') => report('estimateIssued', { estimate: ref, totalCents: 746_000 });
const acknowledged = (ref = 'estimate-1') => report('estimateAcknowledged', { estimate: ref });

describe('enrollment', () => {
  it('begins with consents to collect and an estimate to issue', () => {
    given(started())
      .when(treatment())
      .thenTask('collect-consents', 'frontDesk')
      .thenTask('issue-estimate', 'biller');
  });

  it('sends no e-mail before the client has agreed to it', () => {
    given(started())
      .when(treatment(), estimate())
      .hours(24)
      .thenNoMessages('welcome')
      .thenNoMessages('estimateReady');
  });

  it('closes the task once all consents are signed, and welcomes the client', () => {
    given(started())
      .when(allConsents())
      .thenNoTask('collect-consents')
      .thenMessages('welcome', '2027-01-04 09:00');
  });

  it('opens the task again when a consent is revoked', () => {
    given(courseAfter('enrolment'))
      .when(report('consentRevoked', { kinds: ['telehealth'] }))
      .thenEvents('consentRevoked')
      .thenTask('collect-consents', 'frontDesk');
  });

  it('is overdue counting from the revocation, not from the start', () => {
    const revoked = given(courseAfter('enrolment'))
      .hours(48)
      .when(report('consentRevoked', { kinds: ['telehealth'] }));
    const { openedAt } = revoked.course.tasks['collect-consents'] ?? {};
    expect(openedAt).toBe(revoked.course.consentRevokedAt);
    expect(openedAt).toBe(revoked.course.clock);
  });

  it('opens the task again even if it was once completed by hand', () => {
    given(started())
      .when(treatment(), report('taskCompleted', { task: 'collect-consents' }))
      .thenNoTask('collect-consents')
      .when(report('consentRevoked', { kinds: ['treatment'] }))
      .thenTask('collect-consents', 'frontDesk');
  });

  it('cannot revoke a consent that was never signed', () => {
    given(courseAfter('enrolment'))
      .when(report('consentRevoked', { kinds: ['part2'] }))
      .thenRejected('consent-not-signed', 'client', 'frontDesk');
  });

  it('has nothing to acknowledge before an estimate is issued', () => {
    given(started()).when(acknowledged()).thenRejected('estimate-missing', 'biller');
  });

  it('issues no estimate under a reference used before', () => {
    const issued = given(courseAfter('consents')).when(estimate('estimate-7'));
    issued.when(estimate('estimate-7')).thenRejected('estimate-known', 'biller');
    issued.when(estimate('estimate-8'), estimate('estimate-7')).thenRejected('estimate-known', 'biller');
  });

  it('refuses an estimate whose upper amount is below the lower one', () => {
    const range = { estimate: 'estimate-7', totalCents: 107_500, fromCents: 200_000 };
    given(courseAfter('consents'))
      .when(report('estimateIssued', range))
      .thenRejected('estimate-range', 'biller');
  });

  it('sends the client the estimate and asks for the acknowledgment', () => {
    given(courseAfter('consents'))
      .when(estimate())
      .thenEvents('estimateIssued')
      .thenMessages('estimateReady', '2027-01-04 09:30')
      .thenTask('estimate-acknowledgement', 'frontDesk');
  });

  it('is done once the estimate is acknowledged', () => {
    given(courseAfter('consents'))
      .when(estimate(), acknowledged())
      .thenEvents('estimateAcknowledged')
      .thenNoTask('estimate-acknowledgement');
  });

  it('requires the acknowledgment of the latest estimate', () => {
    given(courseAfter('consents'))
      .when(estimate(), estimate('estimate-2'), acknowledged('estimate-1'))
      .thenRejected('estimate-outdated', 'client');
  });

  it('asks for a new acknowledgment when a new estimate is issued', () => {
    given(courseAfter('enrolment'))
      .when(estimate('estimate-2'))
      .thenTask('estimate-acknowledgement', 'frontDesk');
  });
});

const late = (scene: Scene, hours: number) => ({ occurredAt: plusHours(scene.now, -hours) });

describe('a consent signed earlier and reported after it was revoked', () => {
  it('changes nothing: it stays revoked', () => {
    const revoked = after('support for dosing 1')
      .when(report('consentRevoked', { kinds: ['treatment'] }))
      .hours(1);
    const signed = (occurred = {}) => report('consentSigned', { kinds: ['treatment'] }, occurred);
    revoked
      .when(signed(late(revoked, 120)))
      .thenRejected('consent-revoked-since', 'client')
      .when(signed())
      .thenAccepted();
  });
});
