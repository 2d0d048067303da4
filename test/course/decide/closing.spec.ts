import { usableDoses, dosesOnHand } from '../../../src/course/selectors/supply';
import { SIGNALS } from '../../../src/course/decide';
import type { Signal } from '../../../src/catalog/signals';
import { courseAfter } from '../support/courses';
import { after, given } from '../support/given';
import { about, booked, report } from '../support/signals';

const withdrawn = () => given(courseAfter('integration 1')).when(report('clientWithdrew', {}));
const RECORD_KEEPING = [
  'paymentPosted',
  'paymentRefunded',
  'paymentChargedBack',
  'chargeWaived',
  'checkInAnswered',
  'clientWrote',
  'taskCompleted',
  'consentRevoked',
  'dosesReconciled',
  'signalCorrected',
  'messageResent',
  'messageGivenUp',
];

/** Its rules are in safetyAfterClose.spec.ts. */
const SAFETY = ['adverseEventReported', 'contraindicationReported', 'crisisFlagged', 'measureSubmitted'];
const ACCEPTED = [...RECORD_KEEPING, ...SAFETY];

describe('a closed course', () => {
  it('accepts only what concerns its ledger, its records and safety', () => {
    const inCredit = withdrawn().when(report('paymentPosted', { cents: 100 }));
    expect([...inCredit.status.possible].sort()).toEqual([...ACCEPTED].sort());
  });

  it.each(SIGNALS.filter((name) => !ACCEPTED.includes(name)))('does not accept %s', (name) => {
    expect(withdrawn().status.possible).not.toContain(name);
  });

  it('gives its outcome in refusals', () => {
    withdrawn().when(booked('dosing', '2027-03-01T10:00-08:00')).thenRejected('course-closed');
    expect(withdrawn().course.closed?.outcome).toBe('withdrawn');
  });

  it('still accepts payments, refunds and waivers', () => {
    withdrawn()
      .when(report('paymentPosted', { cents: 100 }))
      .thenAccepted()
      .when(report('paymentRefunded', { cents: 100, reason: 'overpaid' }))
      .thenAccepted()
      .when(report('chargeWaived', { entry: 'charge-1', reason: 'as agreed' }))
      .thenAccepted();
  });

  it('stops reminders', () => {
    given(courseAfter('support for dosing 1'))
      .when(report('clientWithdrew', {}))
      .at('2027-02-20T10:00-08:00')
      .thenNoMessages('sessionReminder')
      .thenNoMessages('sessionBooked');
  });

  it('leaves the prescriber a last follow-up and the supply at home', () => {
    withdrawn().thenTask('discharge-follow-up', 'prescriber').thenTask('leftover-supply', 'prescriber');
  });

  it('leaves no such work when it was completed with no dose left', () => {
    given(courseAfter('end')).thenNoTask('discharge-follow-up').thenNoTask('leftover-supply');
  });

  it.each([
    ['withdrawn', 'courseEndedEarly'],
    ['discharged', 'courseEndedEarly'],
    ['transferred', 'courseEndedEarly'],
  ] as const)('as %s notifies the client', (outcome, template) => {
    given(courseAfter('preparation 3'))
      .when(report('courseClosed', { outcome }))
      .thenMessagesTo('client', template, '2027-01-20 11:05');
  });

  it('as completed notifies the client', () => {
    given(courseAfter('maintenance'))
      .when(report('courseClosed', { outcome: 'completed' }))
      .thenMessagesTo('client', 'courseEnded', '2027-06-02 11:00');
  });

  it('sends the client nothing cheerful during a crisis', () => {
    given(courseAfter('preparation 3'))
      .when(report('crisisFlagged', {}), report('courseClosed', { outcome: 'withdrawn' }))
      .hours(48)
      .thenNoMessages('courseEndedEarly');
  });

  it.each([
    report('courseClosed', { outcome: 'discharged' }),
    report('clientWithdrew', {}),
    report('courseTransferred', { to: 'practice-2' }),
  ])('is not possible while a dosing session is under way', (end) => {
    given(courseAfter('dosing started 1')).when(end).thenRejected('dosing-under-way');
    given(courseAfter('dosing ended 1')).when(end).thenRejected('dosing-under-way');
  });

  it('keeps what was recorded', () => {
    expect(withdrawn().course.money).toEqual(courseAfter('integration 1').money);
    withdrawn().when(about('integrationCompleted', 'integration-1')).thenRejected('course-closed');
  });
});

describe('a course that ends while on hold', () => {
  const ended = (hold: Signal) =>
    given(courseAfter('dosing booked 1')).when(hold, report('clientWithdrew', {})).thenAccepted().hours(48);
  const reviewOn = '2027-04-01T10:00-07:00';

  it.each([
    report('coursePaused', { reason: 'traveling', reviewOn }, { by: 'therapist' }),
    report('holdPlaced', { reason: 'traveling', reviewOn }, { by: 'therapist' }),
  ])('notifies the client, because the hold of $name ends with it', (hold) => {
    ended(hold)
      .thenMessages('sessionCalledOff', '2027-02-10 11:15')
      .thenMessages('courseEndedEarly', '2027-02-10 11:15')
      .thenNoTask('review-hold');
    expect(ended(hold).status).toMatchObject({ onHold: false, next: { kind: 'task' } });
  });

  it('is not on hold any longer when the review ends it', () => {
    const { course } = given(courseAfter('integration 8'))
      .when(
        report(
          'coursePaused',
          { reason: 'traveling', reviewOn: '2027-08-01T10:00-07:00' },
          { by: 'therapist' },
        ),
      )
      .when(report('courseReviewed', { decision: 'end' }))
      .thenEvents('courseReviewed', 'courseClosed', 'holdLifted');
    expect(course.holds).toEqual([]);
  });

  it.each([
    report('crisisFlagged', {}),
    report('adverseEventReported', {}),
    report('contraindicationReported', {}),
  ])('sends the client nothing after $name: a person calls about the appointment', (incident) => {
    ended(incident)
      .thenNoMessages('sessionCalledOff')
      .thenNoMessages('courseEndedEarly')
      .thenTask('call-instead-of-mail', 'frontDesk')
      .thenTask('incident', incident.name === 'crisisFlagged' ? 'therapist' : 'prescriber');
  });
});

describe('a last follow-up', () => {
  it('is owed after a cycle, even if the approval is gone', () => {
    const asked = report('prescriberDecision', { decision: 'needsInformation' });
    const ended = given(courseAfter('integration 1')).when(asked, report('clientWithdrew', {}));
    ended.thenAccepted().thenTask('discharge-follow-up', 'prescriber');
    given(courseAfter('starter supply'))
      .when(asked, report('clientWithdrew', {}))
      .thenNoTask('discharge-follow-up');
  });
});

describe('what is still booked', () => {
  const two = () =>
    given(courseAfter('dosing booked 1')).when(booked('integration', '2027-02-16T14:00-08:00'));

  it.each([
    report('clientWithdrew', {}),
    report('courseTransferred', { to: 'practice-2' }),
    report('courseClosed', { outcome: 'discharged' }),
  ])('is canceled when the course ends, and leaves the calendar', (end) => {
    const ended = two().when(end).thenEvents('sessionCancelled', 'sessionCancelled', end.name);
    expect(ended.course.sessions.filter(({ status }) => status === 'scheduled')).toEqual([]);
    ended
      .hours(100)
      .thenMessagesTo('client', 'sessionCalledOff', '2027-02-10 11:15', '2027-02-10 11:15')
      .thenNoMessages('sessionReminder');
  });

  it('is canceled without a fee, however late', () => {
    const calm = courseAfter('dosing booked 1');
    const protocol = { ...calm.protocol, cancellation: { ...calm.protocol.cancellation, feeCents: 5_000 } };
    const ended = given({ ...calm, protocol })
      .at('2027-02-15T09:00-08:00')
      .when(report('clientWithdrew', {}));
    expect(ended.all('ledgerEntered')).toEqual([]);
  });

  it('is canceled too when the review ends the course', () => {
    given(courseAfter('integration 8'))
      .when(booked('preparation', '2027-06-20T10:00-07:00'), report('courseReviewed', { decision: 'end' }))
      .thenEvents('courseReviewed', 'sessionCancelled', 'courseClosed');
  });
});

describe('an outcome', () => {
  const closed = (outcome: 'completed' | 'declined' | 'lostToFollowUp') =>
    report('courseClosed', { outcome });

  it('of “completed” requires a review', () => {
    given(courseAfter('integration 8')).when(closed('completed')).thenRejected('not-reviewed', 'therapist');
    given(courseAfter('integration 8'))
      .when(report('courseReviewed', { decision: 'moreDosing' }), closed('completed'))
      .thenRejected('not-reviewed', 'therapist');
    given(courseAfter('maintenance')).when(closed('completed')).thenAccepted();
  });

  it('of “declined” requires the prescriber’s decision', () => {
    given(courseAfter('preparation 3'))
      .when(closed('declined'))
      .thenRejected('not-declined', 'prescriber', 'partner');
  });

  it('of “lost to follow-up” requires that the attempts to reach the client are over', () => {
    const silent = given(courseAfter('enrolment')).at('2027-01-25T08:59-08:00');
    silent.when(closed('lostToFollowUp')).thenRejected('outreach-unfinished', 'therapist');
    expect(silent.when(closed('lostToFollowUp')).answer.reasons[0]?.notBefore).toBe(
      '2027-01-25T17:00:00.000Z',
    );
    silent.at('2027-01-25T09:00-08:00').when(closed('lostToFollowUp')).thenAccepted();
  });

  it('of “lost to follow-up” is refused during a safety hold', () => {
    given(courseAfter('enrolment'))
      .when(report('crisisFlagged', {}))
      .at('2027-02-25T09:30-08:00')
      .when(closed('lostToFollowUp'))
      .thenRejected('on-hold', 'therapist');
  });
});

describe('a supply on its way when the course ends', () => {
  const sent = () => after('prescription').when(report('shipmentSent', { doses: 2 }));
  const left = () => sent().when(report('clientWithdrew', {}));
  const received = () => report('shipmentReceived', { doses: 2 });

  it('is work for the prescriber, like the supply at home', () => {
    left().thenTask('leftover-supply', 'prescriber');
    after('prescription').when(report('clientWithdrew', {})).thenTask('leftover-supply', 'prescriber');
    after('approval').when(report('clientWithdrew', {})).thenNoTask('leftover-supply');
  });

  it('is work too when a changed order had replaced it', () => {
    const overtaken = sent().when(report('doseChanged', { order: 'order-2' }), report('clientWithdrew', {}));
    overtaken.thenTask('leftover-supply', 'prescriber').hours(48).when(received()).thenAccepted();
    after('prescription')
      .when(report('doseChanged', { order: 'order-2' }), report('clientWithdrew', {}))
      .thenNoTask('leftover-supply');
  });

  it('arrives, is set aside, and must be accounted for', () => {
    const arrived = left()
      .hours(48)
      .when(received())
      .thenAccepted()
      .thenTask('leftover-supply', 'prescriber');
    expect([usableDoses(arrived.course), dosesOnHand(arrived.course)]).toEqual([0, 2]);
    arrived.when(report('dosesReconciled', { left: 0, destroyed: 2 })).thenNoTask('leftover-supply');
  });

  it('is work again when it arrives after that task was done', () => {
    const seen = left()
      .when(report('taskCompleted', { task: 'leftover-supply' }))
      .thenNoTask('leftover-supply');
    seen.hours(48).when(received()).thenTask('leftover-supply', 'prescriber');
  });

  it('is lost: nothing is left over, the prescriber reports it, and the client waits for nothing', () => {
    const lost = left().hours(48).when(report('shipmentLost', {})).thenAccepted();
    lost.thenNoTask('leftover-supply').thenTask('lost-supply', 'prescriber');
    lost.hours(48).thenNoMessages('supplyDelayed');
    expect(lost.sent('supplyLost', 'prescriber')).toHaveLength(1);
  });
});

describe('work that remains after the course', () => {
  it('includes a loss that the prescriber has not reported', () => {
    const lost = after('prescription').when(report('shipmentSent', { doses: 2 }), report('shipmentLost', {}));
    const left = lost.when(report('clientWithdrew', {})).thenTask('lost-supply', 'prescriber');
    left
      .when(report('taskCompleted', { task: 'lost-supply:supply-1' }))
      .thenAccepted()
      .thenNoTask('lost-supply');
  });

  it('includes the call to a client who missed a session', () => {
    const missed = after('dosing booked 1')
      .at('2027-02-15T11:00-08:00')
      .when(report('sessionNoShow', { session: 'dosing-1' }), report('clientWithdrew', {}));
    missed
      .thenTask('wellness-call', 'therapist')
      .when(report('taskCompleted', { task: 'wellness-call:dosing-1' }))
      .thenAccepted()
      .thenNoTask('wellness-call');
  });
});

describe('a transfer', () => {
  const transferred = (recordsBy?: string) =>
    given(courseAfter('integration 1')).when(
      report('courseTransferred', { to: 'practice-2', ...(recordsBy && { recordsBy }) }),
    );

  it('closes the course, and makes sending the records a task', () => {
    const { course } = transferred('2027-03-01T12:00-08:00')
      .thenTask('send-records', 'frontDesk')
      .thenTask('discharge-follow-up', 'prescriber')
      .thenTask('leftover-supply', 'prescriber');
    expect(course.closed?.outcome).toBe('transferred');
    expect(course.tasks['send-records']?.dueBy).toBe('2027-03-01T20:00:00.000Z');
  });

  it('needs no date for the records', () => {
    transferred().thenTask('send-records', 'frontDesk');
  });

  it('names a date in the future', () => {
    transferred('2027-01-01T12:00-08:00').thenRejected('records-in-the-past', 'therapist', 'lead');
  });

  it('is the only outcome with records to send', () => {
    withdrawn().thenNoTask('send-records');
  });
});
