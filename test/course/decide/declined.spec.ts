import { courseAfter } from '../support/courses';
import { given } from '../support/given';
import { about, booked, said } from '../support/said';

const decision = (answer: 'approved' | 'declined') => said('prescriberDecision', { decision: answer });
/** Dosing 1 is booked for Monday 15 February 2027 at 10:00, its integration for the day after. */
const bookedCourse = () =>
  given(courseAfter('dosing booked 1')).when(booked('integration', '2027-02-16T14:00-08:00'));
const declined = () => bookedCourse().when(decision('declined'));
const early = () => given(courseAfter('preparation 3')).when(decision('declined'));

describe('a course that is declined', () => {
  it('cancels the booked dosing session and the integration after it', () => {
    declined().thenEvents('prescriberDecision', 'sessionCancelled', 'sessionCancelled');
    expect(declined().session('dosing-1')).toMatchObject({ status: 'cancelled', calledOff: true });
    expect(declined().session('integration-1').status).toBe('cancelled');
  });

  it('takes both out of the calendar, asks for no other time, and sends no reminders', () => {
    declined()
      .at('2027-02-20T12:00-08:00')
      .thenMessages('sessionCalledOff', '2027-02-10 11:15', '2027-02-10 11:15')
      .thenNoMessages('sessionCancelled')
      .thenNoMessages('sessionReminder')
      .thenNoMessages('supportPersonAsk');
  });

  it('keeps preparation sessions, because therapy may continue', () => {
    const kept = given(courseAfter('preparation 3'))
      .when(booked('preparation', '2027-01-27T10:00-08:00'), decision('declined'))
      .thenEvents('prescriberDecision');
    expect(kept.session('preparation-4').status).toBe('scheduled');
  });

  it('keeps the integration of a dosing that has taken place', () => {
    const owed = given(courseAfter('integration booked 1')).when(decision('declined'));
    expect(owed.session('integration-1').status).toBe('scheduled');
    expect(owed.status.phase).toBe('integrationDue');
  });

  it('is announced to the client in neutral words, and the therapist offers therapy', () => {
    early()
      .thenMessagesTo('client', 'courseDeclined', '2027-01-20 11:05')
      .thenTask('offer-therapy', 'therapist')
      .thenNoTask('book-preparation');
    expect(early().status).toMatchObject({ phase: 'declined', waitingOn: 'therapist' });
  });

  it('is announced once, whether or not it is then closed', () => {
    early()
      .when(said('courseClosed', { outcome: 'declined' }))
      .thenAccepted()
      .hours(48)
      .thenMessages('courseDeclined', '2027-01-20 11:05')
      .thenNoMessages('courseEndedEarly');
  });

  it('is announced in the morning when it is declined and closed at night', () => {
    given(courseAfter('preparation 3'))
      .at('2027-01-20T22:00-08:00')
      .when(decision('declined'), said('courseClosed', { outcome: 'declined' }))
      .hours(24)
      .thenMessages('courseDeclined', '2027-01-21 09:00');
  });

  it('is not treated as unresponsive: the therapist decides', () => {
    early().at('2027-03-20T12:00-07:00').thenNoMessages('reachOut').thenNoTask('silence-decision');
  });

  it('continues when it is approved after all, and announces a second decline', () => {
    const approved = early().hours(24).when(decision('approved'));
    approved.thenNoTask('offer-therapy').thenTask('book-preparation', 'frontDesk');
    expect(approved.status.phase).toBe('preparation');
    approved
      .hours(24)
      .when(decision('declined'))
      .thenMessages('courseDeclined', '2027-01-20 11:05', '2027-01-22 11:05');
  });

  it('offers no booster', () => {
    given(courseAfter('maintenance'))
      .when(decision('declined'))
      .at('2027-07-30T12:00-07:00')
      .thenNoMessages('boosterNotice')
      .thenNoMessages('boosterMissed');
  });

  it('sends no invitation to a follow-up', () => {
    const at = '2027-05-25T12:00-07:00';
    given(courseAfter('dosing booked 3')).when(decision('declined')).at(at).thenNoMessages('followUpDue');
    expect(given(courseAfter('dosing booked 3')).at(at).sent('followUpDue')).not.toEqual([]);
  });

  it('owes no dose review: the decision is already made', () => {
    const reviewed = given(courseAfter('integration 2')).thenTask('dose-review', 'prescriber');
    const answered = reviewed.when(decision('declined')).thenNoTask('dose-review');
    answered
      .hours(24 * 30)
      .thenNoTask('decision-overdue')
      .thenNoMessages('decisionOverdue');
    answered
      .hours(24 * 30)
      .when(said('courseClosed', { outcome: 'lostToFollowUp' }))
      .thenRejected('no-step-owed')
      .when(said('courseClosed', { outcome: 'declined' }))
      .thenAccepted();
    answered.when(decision('approved')).thenTask('dose-review', 'prescriber');
  });

  it('leaves a session under way alone', () => {
    given(courseAfter('dosing started 1'))
      .when(decision('declined'))
      .hours(1.5)
      .when(about('dosingEnded', 'dosing-1'))
      .thenAccepted();
  });
});
