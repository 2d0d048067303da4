import { SIGNALS } from '../../src/course/decide';
import { courseAfter } from './support/courses';
import { given } from './support/given';
import { about, booked, said } from './support/said';

const withdrawn = () => given(courseAfter('integration 1')).when(said('clientWithdrew', {}));
const RECORD_KEEPING = [
  'paymentPosted',
  'paymentRefunded',
  'chargeWaived',
  'taskCompleted',
  'consentRevoked',
];

describe('a closed course', () => {
  it('accepts only what concerns its ledger and records', () => {
    expect([...withdrawn().status.possible].sort()).toEqual([...RECORD_KEEPING].sort());
  });

  it.each(SIGNALS.filter((name) => !RECORD_KEEPING.includes(name)))('does not take %s', (name) => {
    expect(withdrawn().status.possible).not.toContain(name);
  });

  it('says how it was closed', () => {
    withdrawn().when(booked('dosing', '2027-03-01T10:00-08:00')).thenRejected('course-closed');
    expect(withdrawn().course.closed?.outcome).toBe('withdrawn');
  });

  it('still takes payments, refunds and waivers', () => {
    withdrawn()
      .when(said('paymentPosted', { cents: 100 }))
      .thenAccepted()
      .when(said('paymentRefunded', { cents: 100, reason: 'overpaid' }))
      .thenAccepted()
      .when(said('chargeWaived', { entry: 'charge-1', reason: 'as agreed' }))
      .thenAccepted();
  });

  it('stops reminders', () => {
    given(courseAfter('support for dosing 1'))
      .when(said('clientWithdrew', {}))
      .at('2027-02-20T10:00-08:00')
      .thenMessages('sessionReminder')
      .thenMessages('sessionBooked');
  });

  it('leaves a last follow-up and the supply at home to the prescriber', () => {
    withdrawn().thenTask('discharge-follow-up', 'prescriber').thenTask('leftover-supply', 'prescriber');
  });

  it('leaves no such work when completed with nothing left', () => {
    given(courseAfter('end')).thenNoTask('discharge-follow-up').thenNoTask('leftover-supply');
  });

  it.each([
    ['completed', 'courseEnded'],
    ['declined', 'courseDeclined'],
  ] as const)('as %s tells the client', (outcome, template) => {
    given(courseAfter('preparation 3'))
      .when(said('courseClosed', { outcome }))
      .thenMessagesTo('client', template, '2027-01-20 11:05');
  });

  it('tells the client nothing cheerful during a crisis', () => {
    given(courseAfter('preparation 3'))
      .when(said('crisisFlagged', {}), said('courseClosed', { outcome: 'completed' }))
      .hours(48)
      .thenMessages('courseEnded');
  });

  it.each([said('courseClosed', { outcome: 'completed' }), said('clientWithdrew', {})])(
    'cannot be reached while a session is under way',
    (end) => {
      given(courseAfter('dosing started 1')).when(end).thenRejected('dosing-under-way');
      given(courseAfter('dosing ended 1')).when(end).thenRejected('dosing-under-way');
    },
  );

  it('keeps what was recorded', () => {
    expect(withdrawn().course.money).toEqual(courseAfter('integration 1').money);
    withdrawn().when(about('integrationCompleted', 'integration-1')).thenRejected('course-closed');
  });
});
