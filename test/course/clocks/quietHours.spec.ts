import { courseAfter, LOS_ANGELES } from '../support/courses';
import { given, type Scene } from '../support/given';
import { noteDelivery, recordsOutcome } from '../../../src/course/step';
import { booked, moved, report } from '../support/signals';
import { onTheWall } from '../support/zoned';
import { instant } from '../../../src/time/instant';

describe('quiet hours', () => {
  it('apply to a message that was due by day and is seen at night', () => {
    const asleep = given(courseAfter('enrolment')).wakingAt('2027-01-18T23:00-08:00');
    asleep.hours(0).thenNoMessages('reachOut');
    expect(
      asleep
        .at('2027-01-19T09:00-08:00')
        .all('messageDue')
        .map(({ recordedAt }) => recordedAt),
    ).toEqual(['2027-01-19T17:00:00.000Z']);
  });

  it('apply to what happened by day and is reported at night', () => {
    const reported = given(courseAfter('enrolment'))
      .at('2027-01-04T22:00-08:00')
      .when(
        report(
          'sessionScheduled',
          { kind: 'preparation', start: '2027-01-08T14:00-08:00' },
          { occurredAt: '2027-01-04T15:00-08:00' },
        ),
      );
    reported.thenNoMessages('sessionBooked');
  });
});

describe('what is about an appointment of the next morning', () => {
  const evening = (start: string) =>
    given(courseAfter('enrolment'))
      .at('2027-01-07T12:00-08:00')
      .when(booked('preparation', start))
      .at('2027-01-07T20:30-08:00');
  const canceled = (scene: Scene) =>
    scene.when(report('sessionCancelled', { session: 'preparation-1', reason: 'practice' }));

  it.each(['2027-01-08T08:30-08:00', '2027-01-08T09:00-08:00', '2027-01-08T12:00-08:00'])(
    'leaves at once: off at %s',
    (start) => {
      canceled(evening(start)).thenMessages('sessionCancelled', '2027-01-07 20:30');
    },
  );

  it('waits for the morning if there is time', () => {
    canceled(evening('2027-01-08T12:01-08:00'))
      .thenNoMessages('sessionCancelled')
      .at('2027-01-08T09:00-08:00')
      .thenMessages('sessionCancelled', '2027-01-08 09:00');
  });

  it('leaves at once: moved to it', () => {
    evening('2027-01-08T15:00-08:00')
      .when(moved('preparation-1', '2027-01-08T08:30-08:00'))
      .thenMessages('sessionMoved', '2027-01-07 20:30');
  });

  it('leaves at once: moved away from it', () => {
    evening('2027-01-08T08:30-08:00')
      .when(moved('preparation-1', '2027-01-20T15:00-08:00'))
      .thenMessages('sessionMoved', '2027-01-07 20:30');
  });

  it('leaves at once: booked for it', () => {
    given(courseAfter('enrolment'))
      .at('2027-01-07T23:30-08:00')
      .when(booked('preparation', '2027-01-08T08:30-08:00'))
      .thenMessages('sessionBooked', '2027-01-07 23:30');
  });
});

describe('during a hold', () => {
  const onHold = () =>
    given(courseAfter('enrolment'))
      .at('2027-01-04T12:00-08:00')
      .when(
        booked('preparation', '2027-01-08T14:00-08:00'),
        report('holdPlaced', { reason: 'ill', reviewOn: '2027-01-20T10:00-08:00' }),
      );
  const withheld = (scene: Scene) =>
    scene.all('messageWithheld').map(({ template, at }) => [template, onTheWall(LOS_ANGELES, at)]);

  it('the client hears of appointments that are booked, moved or canceled', () => {
    onHold()
      .at('2027-01-05T10:00-08:00')
      .when(moved('preparation-1', '2027-01-09T14:00-08:00'))
      .thenMessages('sessionMoved', '2027-01-05 10:00')
      .at('2027-01-05T11:00-08:00')
      .when(report('sessionCancelled', { session: 'preparation-1', reason: 'practice' }))
      .thenMessages('sessionCancelled', '2027-01-05 11:00');
  });

  it('each message that is held back is recorded, once, when it was due', () => {
    const later = onHold().at('2027-01-08T15:00-08:00').thenNoMessages('sessionReminder');
    expect(withheld(later)).toEqual([
      ['sessionReminder', '2027-01-07 14:00'],
      ['sessionReminder', '2027-01-08 12:00'],
    ]);
  });

  it('what was held back goes out after it, if it is still fresh', () => {
    const lifted = onHold()
      .at('2027-01-07T15:00-08:00')
      .when(report('holdLifted', { hold: 'hold-1', reason: 'well again' }));
    lifted.thenMessages('sessionReminder', '2027-01-07 14:00');
  });

  const calls = (scene: Scene) =>
    Object.values(scene.course.tasks).flatMap(({ kind, key, dueBy }) =>
      kind === 'call-instead-of-mail'
        ? [`${key} by ${dueBy ? onTheWall(LOS_ANGELES, dueBy) : 'any time'}`]
        : [],
    );

  it('a session that goes on is called about instead of the reminder, once', () => {
    const reminded = onHold().at('2027-01-08T13:00-08:00');
    expect(calls(reminded)).toEqual([
      'call-instead-of-mail:sessionReminder:preparation-1.0.24h:client by 2027-01-08 14:00',
    ]);
  });

  it('the call is over when it is made, when the reminder arrives after all, or when the session has moved', () => {
    const due = onHold().at('2027-01-07T14:30-08:00');
    expect(calls(due)).toHaveLength(1);
    const key = 'call-instead-of-mail:sessionReminder:preparation-1.0.24h:client';
    due
      .when(report('taskCompleted', { task: key }))
      .at('2027-01-08T13:00-08:00')
      .thenNoTask('call-instead-of-mail');
    const { course, now } = due
      .when(report('holdLifted', { hold: 'hold-1', reason: 'well again' }))
      .thenMessages('sessionReminder', '2027-01-07 14:00')
      .thenTask('call-instead-of-mail', 'frontDesk');
    const arrived = {
      type: 'messageDelivered' as const,
      at: now,
      key: 'sessionReminder:preparation-1.0.24h:client',
    };
    given(noteDelivery(course, arrived, now).course).thenNoTask('call-instead-of-mail');
    due.when(moved('preparation-1', '2027-01-09T14:00-08:00')).thenNoTask('call-instead-of-mail');
  });

  it('and the new time is called about again, also after the earlier call', () => {
    const again = onHold()
      .at('2027-01-07T14:30-08:00')
      .when(
        report('taskCompleted', {
          task: 'call-instead-of-mail:sessionReminder:preparation-1.0.24h:client',
        }),
        moved('preparation-1', '2027-01-09T14:00-08:00'),
      )
      .at('2027-01-08T15:00-08:00');
    expect(calls(again)).toEqual([
      'call-instead-of-mail:sessionReminder:preparation-1.1.24h:client by 2027-01-09 14:00',
    ]);
  });

  it('nobody is called about it who got a reminder before the hold', () => {
    given(courseAfter('enrolment'))
      .at('2027-01-04T12:00-08:00')
      .when(booked('preparation', '2027-01-08T14:00-08:00'))
      .at('2027-01-07T15:00-08:00')
      .thenMessages('sessionReminder', '2027-01-07 14:00')
      .when(report('holdPlaced', { reason: 'ill', reviewOn: '2027-01-20T10:00-08:00' }))
      .at('2027-01-08T13:00-08:00')
      .thenNoTask('call-instead-of-mail');
  });

  it('nor about a dosing session, which cannot begin', () => {
    given(courseAfter('dosing booked 1'))
      .when(report('holdPlaced', { reason: 'ill', reviewOn: '2027-03-01T10:00-08:00' }))
      .at('2027-02-15T09:00-08:00')
      .thenNoTask('call-instead-of-mail');
  });

  it('a message stopped on its way is withheld, not superseded', () => {
    const { course, now } = onHold();
    const event = {
      type: 'messageDropped',
      at: now,
      key: 'sessionReminder:preparation-1.0.24h:client',
      template: 'sessionReminder',
      to: 'client',
      reason: 'superseded',
    } as const;
    const noted = noteDelivery(course, event, now);
    expect(noted.events.map(({ type }) => type)).toEqual(['messageWithheld', 'taskOpened']);
    // Not recorded, the workflow would record it again, forever.
    expect(noted.events.map((each) => recordsOutcome(each, event))).toEqual([true, false]);
  });

  it('what will be held back is listed as such', () => {
    expect(onHold().status.comingUp).toContainEqual({
      ...{ due: instant('2027-01-07T14:00-08:00'), kind: 'message', withheld: 'on-hold' },
      key: 'sessionReminder:preparation-1.0.24h:client',
    });
  });
});
