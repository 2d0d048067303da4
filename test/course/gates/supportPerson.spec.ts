import { AT_THE_PRACTICE_TOO, courseAfter } from '../support/courses';
import { after, given } from '../support/given';
import { booked, moved, said } from '../support/said';

const session = { session: 'dosing-1' };
const confirmed = () => said('supportPersonConfirmed', session);
const absent = () => said('supportPersonUnavailable', session);

/** Dosing 1 is booked on Wednesday 10 February for Monday the 15th at 10:00. */
const bookedCourse = () => given(courseAfter('dosing booked 1'));

describe('the support person', () => {
  it('is asked for 72, 24 and 2 hours before, the last moved to the evening before', () => {
    bookedCourse().thenOwed('supportPersonAsk', '2027-02-12 10:00', '2027-02-14 10:00', '2027-02-14 20:00');
  });

  it('is asked for two hours before, outside quiet hours', () => {
    bookedCourse()
      .when(moved('dosing-1', '2027-02-15T14:00-08:00'))
      .thenOwed('supportPersonAsk', '2027-02-12 14:00', '2027-02-14 14:00', '2027-02-15 12:00');
  });

  it('is not asked for at times already past when booked', () => {
    bookedCourse()
      .at('2027-02-14T12:00-08:00')
      .when(moved('dosing-1', '2027-02-15T14:00-08:00'))
      .thenOwed('supportPersonAsk', '2027-02-14 14:00', '2027-02-15 12:00');
  });

  it('is no longer asked for once confirmed', () => {
    bookedCourse()
      .at('2027-02-13T12:00-08:00')
      .when(confirmed())
      .thenNotOwed('supportPersonAsk')
      .thenNotOwed('supportPersonUnconfirmed');
  });

  it('is reported to the therapist if unconfirmed two hours before', () => {
    bookedCourse()
      .at('2027-02-15T07:59-08:00')
      .thenNoMessages('supportPersonUnconfirmed')
      .at('2027-02-15T08:00-08:00')
      .thenMessagesTo('therapist', 'supportPersonUnconfirmed', '2027-02-15 08:00');
  });

  it('who cannot come is reported to the therapist at once, and no longer asked for', () => {
    bookedCourse()
      .at('2027-02-13T12:00-08:00')
      .when(absent())
      .thenMessagesTo('therapist', 'supportPersonAbsent', '2027-02-13 12:00')
      .thenNotOwed('supportPersonAsk')
      .thenNotOwed('supportPersonUnconfirmed')
      .thenGates('support-person-absent');
  });

  it('is asked for again when the session moves', () => {
    bookedCourse()
      .when(confirmed(), moved('dosing-1', '2027-02-16T14:00-08:00'))
      .thenOwed('supportPersonAsk', '2027-02-13 14:00', '2027-02-15 14:00', '2027-02-16 12:00');
  });

  it('is not asked for in person', () => {
    after('preparation 6', AT_THE_PRACTICE_TOO)
      .when(booked('dosing', '2027-02-15T10:00-08:00', { setting: 'inPerson' }))
      .thenAccepted()
      .thenNotOwed('supportPersonAsk')
      .thenNotOwed('supportPersonUnconfirmed');
  });

  it('is reported at once when the session is booked less than two hours ahead', () => {
    bookedCourse()
      .when(moved('dosing-1', '2027-02-10T12:45-08:00'))
      .thenMessagesTo('therapist', 'supportPersonUnconfirmed', '2027-02-10 11:15');
  });

  it('can be confirmed only for a booked dosing session', () => {
    given(courseAfter('preparation 6')).when(confirmed()).thenRejected('no-session-booked');
    bookedCourse()
      .when(said('supportPersonConfirmed', { session: 'preparation-1' }))
      .thenRejected('session-wrong-kind');
    bookedCourse()
      .when(said('supportPersonConfirmed', { session: 'dosing-7' }))
      .thenRejected('session-unknown');
  });
});
