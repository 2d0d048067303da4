import { started, courseAfter } from '../support/courses';
import { given } from '../support/given';
import { said } from '../support/said';

const treatment = () => said('consentSigned', { kinds: ['treatment'] });
const allConsents = () => said('consentSigned', { kinds: ['treatment', 'telehealth', 'electronicMessages'] });
const estimate = (ref = 'estimate-1') => said('estimateIssued', { estimate: ref, totalCents: 746_000 });
const acknowledged = (ref = 'estimate-1') => said('estimateAcknowledged', { estimate: ref });

describe('enrolment', () => {
  it('begins with consents to collect and an estimate to issue', () => {
    given(started())
      .when(treatment())
      .thenTask('collect-consents', 'frontDesk')
      .thenTask('issue-estimate', 'biller');
  });

  it('mails nothing before the client has agreed to mail', () => {
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

  it('opens the task again when a consent is taken back', () => {
    given(courseAfter('enrolment'))
      .when(said('consentRevoked', { kinds: ['telehealth'] }))
      .thenEvents('consentRevoked')
      .thenTask('collect-consents', 'frontDesk');
  });

  it('is owed from when the consent was taken back, not from the start', () => {
    const revoked = given(courseAfter('enrolment'))
      .hours(48)
      .when(said('consentRevoked', { kinds: ['telehealth'] }));
    const { openedAt } = revoked.course.tasks['collect-consents'] ?? {};
    expect(openedAt).toBe(revoked.course.consentRevokedAt);
    expect(openedAt).toBe(revoked.course.clock);
  });

  it('opens it again though it was once done by hand', () => {
    given(started())
      .when(treatment(), said('taskCompleted', { task: 'collect-consents' }))
      .thenNoTask('collect-consents')
      .when(said('consentRevoked', { kinds: ['treatment'] }))
      .thenTask('collect-consents', 'frontDesk');
  });

  it('cannot take back what was never signed', () => {
    given(courseAfter('enrolment'))
      .when(said('consentRevoked', { kinds: ['part2'] }))
      .thenRejected('consent-not-signed', 'client', 'frontDesk');
  });

  it('has nothing to acknowledge before an estimate is issued', () => {
    given(started()).when(acknowledged()).thenRejected('estimate-missing', 'biller');
  });

  it('is not issued twice under one reference, also after another one', () => {
    const issued = given(courseAfter('consents')).when(estimate('estimate-7'));
    issued.when(estimate('estimate-7')).thenRejected('estimate-known', 'biller');
    issued.when(estimate('estimate-8'), estimate('estimate-7')).thenRejected('estimate-known', 'biller');
  });

  it('is no range that ends below where it begins', () => {
    const range = { estimate: 'estimate-7', totalCents: 107_500, fromCents: 200_000 };
    given(courseAfter('consents'))
      .when(said('estimateIssued', range))
      .thenRejected('estimate-range', 'biller');
  });

  it('tells the client of the estimate and asks for the acknowledgement', () => {
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

  it('wants the acknowledgement of the latest estimate', () => {
    given(courseAfter('consents'))
      .when(estimate(), estimate('estimate-2'), acknowledged('estimate-1'))
      .thenRejected('estimate-outdated', 'client');
  });

  it('asks for a new acknowledgement when the estimate is issued anew', () => {
    given(courseAfter('enrolment'))
      .when(estimate('estimate-2'))
      .thenTask('estimate-acknowledgement', 'frontDesk');
  });
});
