import { courseAfter } from './support/courses';
import { given } from './support/given';
import { about, booked, released, said } from './support/said';

const START = '2027-02-15T10:00-08:00';

describe('a dosing session', () => {
  it('uses one dose, and begins the cycle', () => {
    const after = given(courseAfter('support for dosing 1'))
      .at(START)
      .when(about('dosingStarted', 'dosing-1'))
      .thenEvents('dosingStarted');
    expect(after.course.supply).toEqual({ dispensed: 2, used: 1 });
    expect(after.course.cycles).toMatchObject([{ number: 1, dosing: 'dosing-1', integrations: 0 }]);
  });

  it('may start an hour early', () => {
    given(courseAfter('support for dosing 1'))
      .at('2027-02-15T09:00-08:00')
      .when(about('dosingStarted', 'dosing-1'))
      .thenAccepted();
  });

  it('is moved first when it starts earlier', () => {
    given(courseAfter('support for dosing 1'))
      .at('2027-02-15T08:59-08:00')
      .when(about('dosingStarted', 'dosing-1'))
      .thenRejected('session-not-yet', 'frontDesk', 'therapist');
  });

  it('needs a booking', () => {
    given(courseAfter('preparation 6'))
      .when(about('dosingStarted', 'dosing-1'))
      .thenRejected('no-session-booked');
  });

  it('is booked one at a time', () => {
    given(courseAfter('dosing booked 1'))
      .when(booked('dosing', '2027-02-17T10:00-08:00'))
      .thenRejected('dosing-already-booked');
  });

  it('cannot end before it started', () => {
    given(courseAfter('dosing started 1'))
      .hours(1)
      .when(about('dosingEnded', 'dosing-1', { occurredAt: '2027-02-15T09:59-08:00' }))
      .thenRejected('ends-before-start', 'therapist');
  });

  it('cannot end twice', () => {
    given(courseAfter('dosing ended 1'))
      .when(about('dosingEnded', 'dosing-1'))
      .thenRejected('no-dosing-under-way');
  });

  it('is released only into the care of an escort', () => {
    given(courseAfter('dosing ended 1'))
      .when(released('dosing-1', false))
      .thenRejected('escort-missing', 'supportPerson', 'therapist')
      .when(released('dosing-1'))
      .thenEvents('released');
  });

  it('is not released before it has ended', () => {
    given(courseAfter('dosing started 1')).when(released('dosing-1')).thenRejected('nobody-recovering');
  });

  it('keeps the dose when the client does not come', () => {
    const { course } = given(courseAfter('support for dosing 1'))
      .at(START)
      .when(about('sessionNoShow', 'dosing-1'))
      .thenEvents('sessionNoShow');
    expect(course.supply.used).toBe(0);
  });

  it('is asked after when nobody says how it went', () => {
    given(courseAfter('support for dosing 1'))
      .at('2027-02-15T23:59-08:00')
      .thenNoTask('session-outcome')
      .hours(0.1)
      .thenTask('session-outcome', 'therapist');
  });

  it('takes vitals and readiness', () => {
    const { course } = given(courseAfter('support for dosing 1'))
      .when(said('readinessAttested', { session: 'dosing-1' }))
      .thenEvents('readinessAttested');
    expect(course.sessions.at(-1)?.readyAt).toBe(course.clock);
  });
});

describe('house calls', () => {
  const houseCall = (start: string) => booked('dosing', start, { setting: 'houseCall' });

  it('may be the first sessions', () => {
    given(courseAfter('preparation 6')).when(houseCall('2027-02-15T10:00-08:00')).thenAccepted();
  });

  it('come at the start only', () => {
    given(courseAfter('integration 1'))
      .when(houseCall('2027-03-01T10:00-08:00'))
      .thenRejected('house-calls-used', 'lead');
  });
});

describe('the series', () => {
  it('asks the prescriber after the second exploratory session', () => {
    given(courseAfter('dosing started 2')).thenNoTask('dose-review');
    given(courseAfter('dosing ended 2')).thenTask('dose-review', 'prescriber');
  });

  it('cannot be confirmed after the first', () => {
    given(courseAfter('integration 1'))
      .when(said('doseConfirmed', {}))
      .thenRejected('exploratory-not-done', 'therapist');
  });

  it('is confirmed once', () => {
    given(courseAfter('dose confirmed'))
      .when(said('doseConfirmed', {}))
      .thenRejected('dose-already-confirmed', 'prescriber');
  });

  it('goes on with the remaining prescription once confirmed', () => {
    const { course } = given(courseAfter('further supply'));
    expect(course.supply).toEqual({ dispensed: 8, used: 2 });
  });

  it('is over after eight', () => {
    given(courseAfter('integration 8'))
      .when(booked('dosing', '2027-06-20T10:00-07:00'))
      .thenRejected('series-complete', 'therapist');
  });

  it('goes on when the course review decides on more', () => {
    given(courseAfter('integration 8'))
      .when(
        said('courseReviewed', { decision: 'moreDosing', dosings: 2 }),
        booked('dosing', '2027-06-20T10:00-07:00'),
      )
      .thenAccepted();
  });

  it('is reviewed again after more dosing, though the first review task was done by hand', () => {
    const more = given(courseAfter('integration 8')).when(
      said('taskCompleted', {
        task:
          Object.keys(courseAfter('integration 8').tasks).find((key) => key.startsWith('course-review')) ??
          '',
      }),
    );
    const decided = more.when(
      said('courseReviewed', { decision: 'moreDosing', dosings: 1 }),
      said('prescriptionIssued', { doses: 1 }),
      said('shipmentReceived', { doses: 1 }),
      booked('dosing', '2027-05-28T10:00-07:00'),
      said('supportPersonConfirmed', { session: 'dosing-9' }),
    );
    const dosed = decided
      .at('2027-05-28T10:00-07:00')
      .when(about('dosingStarted', 'dosing-9'))
      .hours(2)
      .when(
        about('dosingEnded', 'dosing-9'),
        released('dosing-9'),
        booked('integration', '2027-05-29T14:00-07:00'),
      );
    dosed
      .at('2027-05-29T14:45-07:00')
      .when(about('integrationCompleted', 'integration-9'))
      .thenTask('course-review', 'therapist');
  });
});
