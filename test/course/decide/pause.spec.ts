import { courseAfter } from '../support/courses';
import { given } from '../support/given';
import { booked, report } from '../support/signals';
import type { Role } from '../../../src/catalog/shapes';

/** Dosing 1 ended on Monday 15 February 2027 at 11:45; its integration took place the day after. */
const integrated = () => given(courseAfter('integration 1'));
const pausing = (by: Role = 'therapist', reviewOn = '2027-04-01T10:00-07:00') =>
  report('coursePaused', { reason: 'traveling', reviewOn }, { by });
const resuming = (by: Role = 'therapist') => report('courseResumed', {}, { by });
const paused = () => integrated().when(pausing()).thenAccepted();

describe('a pause', () => {
  it('is a hold with an owner and a review date, and pages nobody', () => {
    const { course } = paused().thenEvents('coursePaused', 'holdOpened').thenNoMessages('safetyPage');
    expect(course.holds).toMatchObject([{ reason: 'pause', owner: 'therapist', note: 'traveling' }]);
    paused()
      .thenNoTask('incident')
      .thenNoTask('review-hold')
      .at('2027-04-01T10:00-07:00')
      .thenTask('review-hold', 'therapist');
  });

  it('stops dosing', () => {
    paused().when(booked('dosing', '2027-03-01T10:00-08:00')).thenRejected('on-hold', 'therapist');
  });

  it('does not count as unresponsiveness', () => {
    paused().at('2027-04-20T10:00-07:00').thenNoMessages('reachOut').thenNoTask('silence-decision');
  });

  it('is limited to one at a time, with its review in the future', () => {
    paused().when(pausing()).thenRejected('already-paused', 'therapist');
    integrated()
      .when(pausing('therapist', '2027-02-01T10:00-08:00'))
      .thenRejected('review-in-the-past', 'therapist');
  });

  it('ends when the course resumes, and unresponsiveness counts from then', () => {
    paused()
      .at('2027-03-01T10:00-08:00')
      .when(resuming())
      .thenEvents('courseResumed', 'holdLifted')
      .thenNoTask('review-hold')
      .at('2027-03-16T10:00-07:00')
      .thenMessages('reachOut', '2027-03-15 09:00')
      .when(resuming())
      .thenRejected('not-paused', 'therapist', 'prescriber');
  });

  it('by the prescriber cannot be ended by the therapist', () => {
    integrated()
      .when(pausing('prescriber'), resuming('therapist'))
      .thenRejected('hold-not-yours', 'prescriber')
      .when(resuming('prescriber'))
      .thenAccepted();
    paused().when(resuming('prescriber')).thenAccepted();
  });

  it('leaves an adverse event reported during it to the prescriber', () => {
    paused()
      .when(report('adverseEventReported', {}), resuming())
      .thenAccepted()
      .thenGates('on-hold')
      .thenTask('incident', 'prescriber');
  });
});

describe('after a pause, more than three months since dosing', () => {
  const dosing = () => booked('dosing', '2027-06-10T10:00-07:00');
  /** The session ended on February 15 at 11:45: any hour of the day three months later counts. */
  const long = () => paused().at('2027-05-18T00:00-07:00').when(resuming());

  it('a clinician must check before the next dosing', () => {
    long()
      .thenTask('clinician-check', 'therapist')
      .when(report('followUpCompleted', {}))
      .thenNoTask('clinician-check')
      .when(dosing())
      .thenAccepted();
    long().when(dosing()).thenRejected('clinician-check-owed', 'prescriber', 'therapist');
  });

  it('the therapist may do the check, and report it', () => {
    long()
      .when(report('gateOverridden', { gate: 'clinician-check-owed', reason: 'seen and well' }))
      .thenNoTask('clinician-check')
      .when(dosing())
      .thenAccepted();
  });

  it('no check is needed on the day before, to its last minute', () => {
    paused()
      .at('2027-05-17T23:59-07:00')
      .when(resuming(), dosing())
      .thenAccepted()
      .thenNoTask('clinician-check')
      .hours(0.1)
      .thenTask('clinician-check', 'therapist');
  });

  it('the same applies when the hold was lifted by hand', () => {
    paused()
      .at('2027-05-20T10:00-07:00')
      .when(report('holdLifted', { hold: 'hold-1', reason: 'back again' }))
      .thenTask('clinician-check', 'therapist');
  });

  it('no check is needed without a pause', () => {
    integrated().at('2027-05-20T10:00-07:00').when(dosing()).thenAccepted();
  });
});
