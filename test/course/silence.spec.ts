import { courseAfter } from './support/courses';
import { given } from './support/given';
import { booked, said } from './support/said';

/** The last completed step: consents on Monday 4 January 2027 at 09:30. */
const silent = () => given(courseAfter('enrolment'));

describe('silence', () => {
  it('is answered after 14, 17 and 20 days', () => {
    silent()
      .at('2027-01-30T12:00-08:00')
      .thenMessagesTo('client', 'reachOut', '2027-01-18 09:30', '2027-01-21 09:30', '2027-01-24 09:30');
  });

  it('is for a clinician to decide after 21', () => {
    silent()
      .at('2027-01-25T09:29-08:00')
      .thenNoTask('silence-decision')
      .hours(0.1)
      .thenTask('silence-decision', 'therapist')
      .thenMessagesTo('therapist', 'silenceDecision', '2027-01-25 09:30');
  });

  it('never closes a course by itself', () => {
    expect(silent().at('2028-01-04T12:00-08:00').course.closed).toBeUndefined();
  });

  it('is none while a session is booked', () => {
    silent()
      .when(booked('preparation', '2027-03-01T10:00-08:00'))
      .at('2027-01-30T12:00-08:00')
      .thenMessages('reachOut');
  });

  it('is none while the prescriber has the referral', () => {
    given(courseAfter('preparation 3')).at('2027-02-20T12:00-08:00').thenMessages('reachOut');
  });

  it('is none while a supply is on its way', () => {
    given(courseAfter('prescription'))
      .when(said('sessionCancelled', { session: 'preparation-4' }))
      .at('2027-02-20T12:00-08:00')
      .thenMessages('reachOut');
  });

  it('begins anew with the next completed step', () => {
    silent()
      .at('2027-01-20T12:00-08:00')
      .when(said('consentSigned', { kinds: ['part2'] }))
      .at('2027-02-04T12:00-08:00')
      .thenMessages('reachOut', '2027-01-18 09:30', '2027-02-03 12:00');
  });
});
