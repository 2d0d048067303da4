import { plusHours } from '../../../src/time/instant';
import { plan } from '../../../src/course/forecast/plan';
import { CALM, courseAfter, wholeLife, type Setup } from '../support/courses';
import { given } from '../support/given';
import { booked, said } from '../support/said';

const asking: Setup = {
  protocol: {
    ...CALM,
    screening: { ...CALM.screening, labs: true, training: true },
    dosing: { ...CALM.dosing, rideHomeWhenInPerson: true },
    setting: 'inPerson',
  },
};

const approved = () => given(courseAfter('approval', asking));

describe('labs and training', () => {
  it('are tasks of the prescriber from the approval until they are done', () => {
    approved()
      .thenTask('labs', 'prescriber')
      .thenTask('training', 'prescriber')
      .when(said('labsCleared', {}), said('trainingCompleted', {}))
      .thenNoTask('labs')
      .thenNoTask('training');
  });

  it('are a task again once the labs are too old', () => {
    const cleared = approved().when(said('labsCleared', {}));
    cleared
      .hours(24 * 89)
      .thenNoTask('labs')
      .hours(48)
      .thenTask('labs', 'prescriber');
  });

  /** Labs cleared on January 26 hold until noon of April 26; two weeks before the session of May 20 they have expired. */
  const expiring = (bookedAt: string, start = '2027-05-20T10:00-07:00') =>
    given(courseAfter('starter supply', asking))
      .when(said('labsCleared', {}, { occurredAt: '2027-01-26T12:00-08:00' }))
      .at(bookedAt)
      .when(booked('dosing', start));

  it('are a task two weeks before a session for which they will be too old, or when it is booked', () => {
    const early = expiring('2027-02-01T12:00-08:00', '2027-05-01T10:00-07:00');
    early.thenAccepted().at('2027-04-17T09:59-07:00').thenNoTask('labs');
    const task = Object.values(
      early.at('2027-04-17T10:00-07:00').thenTask('labs', 'prescriber').course.tasks,
    );
    expect(task.find(({ kind }) => kind === 'labs')?.dueBy).toBe('2027-05-01T17:00:00.000Z');
    expiring('2027-04-20T12:00-07:00', '2027-05-01T10:00-07:00').thenTask('labs', 'prescriber');
    expiring('2027-02-01T12:00-08:00')
      .at('2027-04-26T23:58-07:00')
      .thenNoTask('labs')
      .hours(0.1)
      .thenTask('labs', 'prescriber');
  });

  it('are not a task while they are valid until the session', () => {
    expiring('2027-02-01T12:00-08:00', '2027-04-26T11:00-07:00')
      .at('2027-04-26T10:00-07:00')
      .thenNoTask('labs');
  });

  it('are a task after the series only while a booked session is not covered', () => {
    const maintained = given(courseAfter('maintenance', asking))
      .hours(24 * 40)
      .thenNoTask('labs');
    const { now } = maintained;
    const booster = maintained.when(booked('dosing', plusHours(now, 24 * 60))).thenAccepted();
    const owed = booster.hours(24 * 59).thenTask('labs', 'prescriber');
    owed.when(said('labsCleared', {})).thenNoTask('labs');
    owed.when(said('sessionCancelled', { session: 'dosing-9' })).thenNoTask('labs');
    maintained
      .when(said('labsCleared', {}), booked('dosing', plusHours(now, 24 * 5)))
      .hours(1)
      .thenNoTask('labs');
  });

  it.each(['labsCleared', 'trainingCompleted'] as const)(
    '%s is refused where the protocol does not require it',
    (name) => {
      given(courseAfter('approval'))
        .when(said(name, {}))
        .thenRejected(name === 'labsCleared' ? 'labs-not-asked' : 'training-not-asked', 'lead');
    },
  );
});

describe('a ride home', () => {
  const session = () =>
    given(courseAfter('starter supply', asking)).when(booked('dosing', '2027-01-29T10:00-08:00'));

  it('is a task for the front desk the day before, until it is confirmed', () => {
    session().at('2027-01-28T09:59-08:00').thenNoTask('ride-home');
    session()
      .at('2027-01-28T10:00-08:00')
      .thenTask('ride-home', 'frontDesk')
      .when(said('rideHomeConfirmed', { session: 'dosing-1' }))
      .thenNoTask('ride-home');
  });
});

describe('the forecast', () => {
  it('reaches the end of a course that requires labs, training and a ride home', () => {
    const { course, signals } = wholeLife(asking);
    expect(course.closed?.outcome).toBe('completed');
    expect(plan(course)).toBeUndefined();
    expect(signals.filter(({ answer }) => !answer.accepted)).toEqual([]);
  });
});
