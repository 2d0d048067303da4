import { atTimeOfDay, startOfDay } from '../../../src/time/civil';
import { plusMinutes } from '../../../src/time/instant';
import { CALM, courseAfter, LOS_ANGELES } from '../support/courses';
import { given } from '../support/given';
import { about, booked, moved, released, report } from '../support/signals';

/** CALM, if it asked for no support person. */
const UNACCOMPANIED = { ...CALM, dosing: { ...CALM.dosing, supportPersonWhenRemote: false } };
const START = '2027-02-15T10:00-08:00';

describe('a dosing session', () => {
  it('uses one dose, and starts the cycle', () => {
    const after = given(courseAfter('support for dosing 1'))
      .at(START)
      .when(about('dosingStarted', 'dosing-1'))
      .thenEvents('dosingStarted');
    expect(after.course.supply).toMatchObject({ dispensed: 2, used: 1 });
    expect(after.course.cycles).toMatchObject([{ number: 1, dosing: 'dosing-1', integrations: 0 }]);
  });

  it('may start an hour early', () => {
    given(courseAfter('support for dosing 1'))
      .at('2027-02-15T09:00-08:00')
      .when(about('dosingStarted', 'dosing-1'))
      .thenAccepted();
  });

  it('must be moved first to start earlier', () => {
    given(courseAfter('support for dosing 1'))
      .at('2027-02-15T08:59-08:00')
      .when(about('dosingStarted', 'dosing-1'))
      .thenRejected('session-not-yet', 'frontDesk', 'therapist');
  });

  it('does not start at home while the support person is not there', () => {
    const there = (supportPersonPresent: boolean) =>
      report('dosingStarted', { session: 'dosing-1', supportPersonPresent });
    const scene = given(courseAfter('support for dosing 1')).at(START);
    scene.when(there(false)).thenRejected('support-person-absent');
    expect(scene.when(there(true)).session('dosing-1').supportPersonPresent).toBe(true);
  });

  it('starts without one where the protocol asks for none', () => {
    const scene = given(courseAfter('dosing booked 1', { protocol: UNACCOMPANIED })).at(START);
    scene.when(report('dosingStarted', { session: 'dosing-1', supportPersonPresent: false })).thenAccepted();
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
      .thenRejected('escort-missing', 'therapist', 'prescriber', 'lead')
      .when(released('dosing-1'))
      .thenEvents('clientReleased');
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

  it('becomes a task when nobody reports its outcome', () => {
    given(courseAfter('support for dosing 1'))
      .at('2027-02-15T23:59-08:00')
      .thenNoTask('session-outcome')
      .hours(0.1)
      .thenTask('session-outcome', 'therapist');
  });

  it('becomes a task when nobody reports its end, counted from its start', () => {
    const begun = given(courseAfter('support for dosing 1'))
      .at(START)
      .hours(1)
      .when(about('dosingStarted', 'dosing-1'));
    begun
      .thenAccepted()
      .at('2027-02-16T00:59-08:00')
      .thenNoTask('session-outcome')
      .hours(0.1)
      .thenTask('session-outcome', 'therapist')
      .when(about('dosingEnded', 'dosing-1'))
      .thenNoTask('session-outcome');
  });

  it('becomes a task when it ended and nobody reports the release', () => {
    given(courseAfter('dosing ended 1'))
      .at('2027-02-15T23:44-08:00')
      .thenNoTask('session-outcome')
      .hours(0.1)
      .thenTask('session-outcome', 'therapist')
      .when(released('dosing-1'))
      .thenNoTask('session-outcome');
  });

  it('becomes a task again after it started, even if somebody had completed that task before', () => {
    given(courseAfter('support for dosing 1'))
      .at('2027-02-16T01:00-08:00')
      .when(
        report('taskCompleted', { task: 'session-outcome:dosing-1.0' }),
        report('dosingStarted', { session: 'dosing-1' }, { occurredAt: START }),
      )
      .thenAccepted()
      .thenTask('session-outcome', 'therapist');
  });

  it('accepts vitals and readiness', () => {
    const { course } = given(courseAfter('support for dosing 1'))
      .when(report('readinessAttested', { session: 'dosing-1' }))
      .thenEvents('readinessAttested');
    expect(course.sessions.at(-1)?.readyAt).toBe(course.clock);
  });
});

describe('the release', () => {
  const limits = () => report('vitalsLimitsSet', { systolicMax: 140, diastolicMax: 90, pulseMax: 100 });
  const measured = (systolic: number) => ({ systolic, diastolic: 80, pulse: 70 });
  const after = (systolic: number) =>
    report('vitalsRecorded', { session: 'dosing-1', when: 'after', vitals: measured(systolic) });
  const goes = (systolic?: number) =>
    report('clientReleased', {
      session: 'dosing-1',
      oriented: true,
      escort: true,
      ...(systolic !== undefined && { vitals: measured(systolic) }),
    });
  const limited = () => given(courseAfter('dosing ended 1')).when(limits());

  it('needs vitals where the prescriber set limits, reported with it or before', () => {
    limited().when(goes()).thenRejected('vitals-missing', 'therapist', 'client');
    limited().when(after(140), goes()).thenAccepted();
    const { course } = limited().when(goes(140)).thenAccepted();
    expect(course.sessions.find(({ ref }) => ref === 'dosing-1')?.vitalsAfter).toEqual(measured(140));
  });

  it('waits while they are outside the limits', () => {
    limited().when(goes(141)).thenRejected('vitals-outside-limits', 'prescriber');
    limited().when(after(141), goes()).thenRejected('vitals-outside-limits', 'prescriber');
    limited().when(after(141), goes(140)).thenAccepted();
  });

  it('needs no vitals where there are no limits, unless the protocol requires them', () => {
    const ended = courseAfter('dosing ended 1');
    given(ended).when(goes()).thenAccepted();
    const { protocol } = ended;
    const asked = { ...protocol, dosing: { ...protocol.dosing, vitalsAtRelease: true } };
    given({ ...ended, protocol: asked })
      .when(goes())
      .thenRejected('vitals-missing');
    given({ ...ended, protocol: asked })
      .when(goes(200))
      .thenAccepted();
  });
});

describe('house calls', () => {
  const houseCall = (start: string) => booked('dosing', start, { setting: 'houseCall' });

  const approved = (count: number) => report('houseCallsApproved', { count });
  const first = () => given(courseAfter('preparation 6'));

  it('may be the first sessions, if approved', () => {
    first().when(houseCall('2027-02-15T10:00-08:00')).thenRejected('house-call-unapproved', 'lead');
    first().when(approved(1), houseCall('2027-02-15T10:00-08:00')).thenAccepted();
  });

  it('are possible only at the start', () => {
    given(courseAfter('integration 1'))
      .when(approved(2), houseCall('2027-03-01T10:00-08:00'))
      .thenRejected('house-calls-used', 'lead');
  });

  it('are limited to the approved number', () => {
    const second = (count: number) =>
      first()
        .when(approved(count), houseCall('2027-02-15T10:00-08:00'))
        .at('2027-02-15T10:00-08:00')
        .when(about('dosingStarted', 'dosing-1'))
        .hours(2)
        .when(about('dosingEnded', 'dosing-1'), released('dosing-1'))
        .when(booked('integration', '2027-02-16T10:00-08:00'))
        .at('2027-02-16T10:50-08:00')
        .when(about('integrationCompleted', 'integration-1'), houseCall('2027-03-01T10:00-08:00'));
    second(1).thenRejected('house-call-unapproved', 'lead');
    second(2).thenAccepted();
  });

  it('are never approved beyond the limit of the protocol', () => {
    first().when(approved(3)).thenRejected('house-calls-used', 'lead');
  });

  it('are not counted when a preparation session was one', () => {
    const visited = given(courseAfter('starter supply')).when(
      booked('preparation', '2027-02-08T10:00-08:00', { setting: 'houseCall' }),
      booked('preparation', '2027-02-09T10:00-08:00', { setting: 'houseCall' }),
    );
    visited.when(approved(1), houseCall('2027-02-15T10:00-08:00')).thenAccepted();
  });
});

describe('the series', () => {
  it('asks the prescriber after the second exploratory session', () => {
    given(courseAfter('dosing started 2')).thenNoTask('dose-review');
    given(courseAfter('dosing ended 2')).thenTask('dose-review', 'prescriber');
  });

  it('cannot be confirmed after the first', () => {
    given(courseAfter('integration 1'))
      .when(report('doseConfirmed', {}))
      .thenRejected('exploratory-not-done', 'therapist');
  });

  it('is confirmed once', () => {
    given(courseAfter('dose confirmed'))
      .when(report('doseConfirmed', {}))
      .thenRejected('dose-already-confirmed', 'prescriber');
  });

  it('continues with the remaining prescription once confirmed', () => {
    const { course } = given(courseAfter('further supply'));
    expect(course.supply).toMatchObject({ dispensed: 8, used: 2 });
  });

  it('is over after eight', () => {
    given(courseAfter('integration 8'))
      .when(booked('dosing', '2027-06-20T10:00-07:00'))
      .thenRejected('series-complete', 'therapist');
  });

  it('continues when the course review decides on more', () => {
    given(courseAfter('integration 8'))
      .when(
        report('courseReviewed', { decision: 'moreDosing', dosings: 2 }),
        booked('dosing', '2027-06-20T10:00-07:00'),
      )
      .thenAccepted();
  });

  it('is reviewed again after more dosing, even if the first review task was completed by hand', () => {
    const more = given(courseAfter('integration 8')).when(
      report('taskCompleted', {
        task:
          Object.keys(courseAfter('integration 8').tasks).find((key) => key.startsWith('course-review')) ??
          '',
      }),
    );
    const decided = more.when(
      report('courseReviewed', { decision: 'moreDosing', dosings: 1 }),
      report('prescriptionIssued', { doses: 1 }),
      report('shipmentReceived', { doses: 1 }),
      booked('dosing', '2027-05-28T10:00-07:00'),
      report('supportPersonConfirmed', { session: 'dosing-9' }),
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

const vitals = (systolic: number, diastolic: number) => ({ systolic, diastolic, pulse: 70 });

describe('vital signs', () => {
  const measured = (systolic: number, diastolic: number) =>
    report('vitalsRecorded', { session: 'dosing-1', when: 'before', vitals: vitals(systolic, diastolic) });

  it.each([
    [80, 120],
    [120, 120],
  ])('that contradict themselves are refused: %d over %d', (systolic, diastolic) => {
    given(courseAfter('support for dosing 1'))
      .when(measured(systolic, diastolic))
      .thenRejected('vitals-contradict', 'therapist', 'client');
    given(courseAfter('dosing ended 1'))
      .when(
        report('clientReleased', {
          session: 'dosing-1',
          oriented: true,
          escort: true,
          vitals: vitals(systolic, diastolic),
        }),
      )
      .thenRejected('vitals-contradict');
  });

  it('that do not are taken', () => {
    given(courseAfter('support for dosing 1')).when(measured(120, 119)).thenAccepted();
  });
});

const dosed = () => given(courseAfter('dosing ended 1')).hours(1);
const left = (by: 'prescriber' | 'lead' = 'prescriber') =>
  report('clientLeftAgainstAdvice', { session: 'dosing-1', arranged: 'a neighbor picks them up' }, { by });

describe('a release', () => {
  it('is refused with a time before the session ended', () => {
    const scene = dosed();
    const { endedAt = scene.now } = scene.course.cycles[0] ?? {};
    const releasedAt = (occurredAt: string) =>
      scene.when(
        report('clientReleased', { session: 'dosing-1', oriented: true, escort: true }, { occurredAt }),
      );
    releasedAt(plusMinutes(endedAt, -1)).thenRejected('released-before-end', 'therapist');
    releasedAt(endedAt).thenAccepted();
  });
});

describe('a client who leaves against advice', () => {
  it('cannot be released without an escort; the prescriber or the lead reports that they left', () => {
    dosed().when(released('dosing-1', false)).thenRejected('escort-missing');
    const gone = dosed().when(left('lead')).thenEvents('clientLeftAgainstAdvice');
    expect(gone.session('dosing-1')).toMatchObject({ status: 'completed', leftAt: gone.now });
    expect(gone.course.cycles[0]).toMatchObject({ releasedAt: gone.now });
    gone.when(released('dosing-1')).thenRejected('nobody-recovering');
  });

  it('is called within two hours', () => {
    const gone = dosed().when(left()).thenTask('against-advice-call', 'therapist');
    expect(gone.course.tasks['against-advice-call:dosing-1']).toMatchObject({
      dueBy: plusMinutes(gone.now, 120),
    });
    gone
      .when(report('taskCompleted', { task: 'against-advice-call:dosing-1' }))
      .thenNoTask('against-advice-call');
    dosed().when(released('dosing-1')).thenNoTask('against-advice-call');
  });

  it('is also called if the course ends then', () => {
    dosed().when(left(), report('clientWithdrew', {})).thenTask('against-advice-call', 'therapist');
  });

  it('has integration as after any dose', () => {
    dosed().when(left()).thenTask('book-integration', 'frontDesk');
  });

  it('is no client who is still in session, or who has left', () => {
    given(courseAfter('support for dosing 1')).when(left()).thenRejected('nobody-recovering');
    dosed().when(left(), left()).thenRejected('nobody-recovering');
  });
});

describe('vital signs measured across midnight', () => {
  /** Limits are set, and the session begins at ten past midnight. */
  const measuredAt = (hour: number, minute: number) => {
    const booking = given(courseAfter('support for dosing 1'));
    const { start } = booking.session('dosing-1');
    const night = plusMinutes(startOfDay(LOS_ANGELES, start, 1), 10);
    return booking
      .when(
        report('vitalsLimitsSet', { systolicMax: 140, diastolicMax: 90, pulseMax: 100 }),
        moved('dosing-1', night),
        report('supportPersonConfirmed', { session: 'dosing-1' }),
      )
      .at(atTimeOfDay(LOS_ANGELES, start, 0, hour, minute))
      .when(
        report('vitalsRecorded', {
          session: 'dosing-1',
          when: 'before',
          vitals: { systolic: 120, diastolic: 80, pulse: 70 },
        }),
      )
      .thenAccepted()
      .at(night)
      .when(about('dosingStarted', 'dosing-1'));
  };

  it('count if they were taken in the last two hours', () => {
    measuredAt(22, 10).thenAccepted();
  });

  it('do not count if they are older, though from the evening before', () => {
    measuredAt(22, 9).thenRejected('vitals-missing', 'therapist', 'client');
  });
});
