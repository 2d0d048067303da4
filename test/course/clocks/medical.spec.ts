import { followUpDueBy } from '../../../src/course/selectors/screening';
import { courseAfter } from '../support/courses';
import { given } from '../support/given';
import { about, released, said } from '../support/said';

/** Evaluated on Thursday 4 March 2027 at 15:00: the quarter of 92 days ends on Friday 4 June at 15:00. */
const confirmed = () => given(courseAfter('dose confirmed'));

describe('the medical follow-up', () => {
  it('is owed 92 civil days after the evaluation', () => {
    expect(followUpDueBy(confirmed().course)).toBe('2027-06-05T06:59:00.000Z');
  });

  it('is announced 30, 14 and 7 days before the quarter ends', () => {
    confirmed()
      .at('2027-06-04T14:59-07:00')
      .thenMessagesTo('client', 'followUpDue', '2027-05-05 15:00', '2027-05-21 15:00', '2027-05-28 15:00');
  });

  it('becomes a task of the prescriber when overdue', () => {
    confirmed()
      .at('2027-06-04T23:58-07:00')
      .thenNoTask('follow-up-overdue')
      .at('2027-06-04T23:59-07:00')
      .thenTask('follow-up-overdue', 'prescriber');
  });

  it('overdue blocks the next dispense', () => {
    confirmed()
      .at('2027-06-05T00:00-07:00')
      .when(said('prescriptionIssued', { doses: 2 }))
      .thenRejected('follow-up-overdue', 'prescriber');
  });

  it('not yet overdue blocks nothing', () => {
    confirmed()
      .at('2027-06-04T22:00-07:00')
      .when(said('prescriptionIssued', { doses: 2 }))
      .thenAccepted();
  });

  it('starts the quarter again', () => {
    const scene = confirmed()
      .at('2027-06-05T15:00-07:00')
      .when(said('followUpCompleted', {}))
      .thenNoTask('follow-up-overdue');
    expect(followUpDueBy(scene.course)).toBe('2027-09-06T06:59:00.000Z');
    scene.when(said('prescriptionIssued', { doses: 2 })).thenAccepted();
  });

  it('never moves the quarter back when an earlier one is reported late', () => {
    const scene = confirmed()
      .hours(48)
      .when(said('followUpCompleted', {}, { occurredAt: '2027-02-20T15:00-08:00' }));
    expect(scene.course.evaluatedAt).toBe('2027-03-04T23:00:00.000Z');
  });

  it('needs an approval to follow up', () => {
    given(courseAfter('preparation 1')).when(said('followUpCompleted', {})).thenRejected('approval-missing');
  });
});

describe('a dose', () => {
  it('of the exploratory sessions is used before the rest is prescribed', () => {
    const scene = given(courseAfter('support for dosing 2'))
      .at('2027-03-01T10:00-08:00')
      .when(about('dosingStarted', 'dosing-2'))
      .hours(2)
      .when(about('dosingEnded', 'dosing-2'), released('dosing-2'))
      .thenAccepted();
    scene.when(said('prescriptionIssued', { doses: 6 })).thenRejected('dose-unconfirmed');
    scene.when(said('doseConfirmed', {}), said('prescriptionIssued', { doses: 6 })).thenAccepted();
  });
});
