import { courseAfter, LOS_ANGELES, started } from '../support/courses';
import { dosedAt } from '../support/dosed';
import { given, type Scene } from '../support/given';
import { noteDelivery, recordsOutcome } from '../../../src/course/step';
import { booked, moved, said } from '../support/said';
import { onTheWall } from '../support/zoned';
import { instant } from '../../../src/time/instant';
import type { Course } from '../../../src/course/state';
import { taskSentence } from '../../../src/vocabulary/calls';

const noMail = () => said('consentRevoked', { kinds: ['electronicMessages'] });

describe('a client who has not agreed to mail', () => {
  const booking = () =>
    given(courseAfter('enrolment'))
      .at('2027-01-04T12:00-08:00')
      .when(noMail(), booked('preparation', '2027-01-08T14:00-08:00'));

  it('gets none: it is dropped with the reason', () => {
    booking().thenNoMessagesTo('client', 'sessionBooked').thenDropped('sessionBooked', 'not-consented');
  });

  it('is called instead', () => {
    booking().thenTask('call-instead-of-mail', 'frontDesk');
  });

  it('is called once a message, and no more when that is done', () => {
    const called = booking()
      .when(said('taskCompleted', { task: 'call-instead-of-mail:sessionBooked:preparation-1.0:client' }))
      .thenEvents('taskCompleted')
      .thenNoTask('call-instead-of-mail');
    expect(
      called
        .hours(10)
        .all('taskOpened')
        .filter(({ kind }) => kind === 'call-instead-of-mail'),
    ).toHaveLength(1);
  });

  it('does not keep staff from theirs', () => {
    booking().when(said('crisisFlagged', {})).thenMessagesTo('therapist', 'safetyPage', '2027-01-04 12:00');
  });
});

describe('a message that comes late', () => {
  const booking = () =>
    given(courseAfter('enrolment'))
      .at('2027-01-04T12:00-08:00')
      .when(booked('preparation', '2027-01-08T14:00-08:00'));

  it('is dropped when the session it reminds of has begun', () => {
    const woken = booking().wakingAt('2027-01-08T14:01-08:00').hours(0);
    expect(woken.all('messageDropped').map(({ template, reason }) => [template, reason])).toEqual([
      ['sessionReminder', 'stale'],
      ['sessionReminder', 'stale'],
    ]);
    woken.thenNoMessages('sessionReminder');
  });

  it('is still sent up to the beginning', () => {
    booking()
      .wakingAt('2027-01-08T14:00-08:00')
      .hours(0)
      .thenMessages('sessionReminder', '2027-01-07 14:00', '2027-01-08 12:00');
  });

  it('is dropped two days after it was due, for any template', () => {
    given(courseAfter('enrolment'))
      .wakingAt('2027-01-20T09:31-08:00')
      .hours(0)
      .thenDropped('reachOut', 'stale');
    given(courseAfter('enrolment'))
      .wakingAt('2027-01-20T09:30-08:00')
      .hours(0)
      .thenMessages('reachOut', '2027-01-18 09:30');
  });
});

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
        said(
          'sessionScheduled',
          { kind: 'preparation', start: '2027-01-08T14:00-08:00' },
          { occurredAt: '2027-01-04T15:00-08:00' },
        ),
      );
    reported.thenNoMessages('sessionBooked');
  });
});

describe('mail that fails', () => {
  const failed = (how: 'failed' | 'unknown') => {
    const { course, now } = given(courseAfter('enrolment'));
    return given(
      noteDelivery(course, { type: 'messageUndelivered', at: now, key: 'welcome:course:client', how }, now)
        .course,
    );
  };

  it.each([
    ['failed', 'call-instead-of-mail'],
    ['unknown', 'mail-outcome-unknown'],
  ] as const)('as %s becomes a task', (how, task) => {
    failed(how).thenTask(task, 'frontDesk');
  });

  it('and is delivered after all needs nobody', () => {
    const { course, now } = failed('unknown');
    const delivered = {
      type: 'messageDelivered',
      at: now,
      key: 'welcome:course:client',
      deferredAt: now,
    } as const;
    given(noteDelivery(course, delivered, now).course).thenNoTask('mail-outcome-unknown');
  });
});

describe('each message that did not reach the client', () => {
  const call = (key: string) => `call-instead-of-mail:${key}:client`;
  const calls = ({ tasks }: Course) => Object.keys(tasks).filter((key) => key.startsWith('call-'));
  const tasks = (course: Course) =>
    Object.values(course.tasks)
      .filter(({ kind }) => kind === 'call-instead-of-mail')
      .map(({ key, kind, session, dueBy }) => ({ session, dueBy, sentence: taskSentence({ key, kind }) }));
  /** The client has unsubscribed: the mail of the store, not the course, knows it. */
  const bounced = (scene: Scene): Scene => {
    const { now } = scene;
    let { course } = scene;
    for (const event of scene.all('messageDue')) {
      const { key, template, to } = event.message;
      if (to !== 'client' || key in course.undelivered) continue;
      course = noteDelivery(
        course,
        { type: 'messageDropped', at: now, key, template, to, reason: 'opted-out' },
        now,
      ).course;
    }
    return given(course);
  };
  const optedOut = () =>
    bounced(
      given(courseAfter('enrolment'))
        .at('2027-01-04T12:00-08:00')
        .when(booked('preparation', '2027-01-08T14:00-08:00')),
    );
  const ticked = (scene: Scene, key: string) => scene.when(said('taskCompleted', { task: call(key) }));

  it('is a call of its own, also after earlier calls are ticked off', () => {
    const called = ticked(optedOut(), 'sessionBooked:preparation-1.0');
    called.thenNoTask('call-instead-of-mail');
    const again = bounced(called.when(moved('preparation-1', '2027-01-08T16:00-08:00')));
    expect(calls(again.course)).toEqual([call('sessionMoved:preparation-1.1')]);
    const off = bounced(
      ticked(again, 'sessionMoved:preparation-1.1').when(
        said('sessionCancelled', { session: 'preparation-1', reason: 'practice' }),
      ),
    );
    expect(calls(off.course)).toEqual([call('sessionCancelled:preparation-1')]);
  });

  it('is due before the appointment, and says what to tell', () => {
    const { course } = bounced(optedOut().when(moved('preparation-1', '2027-01-04T16:00-08:00')));
    expect(tasks(course)).toEqual([
      {
        session: 'preparation-1',
        dueBy: instant('2027-01-04T16:00-08:00'),
        sentence: 'Tell the client the new time or place of their appointment: no e-mail has reached them.',
      },
    ]);
  });

  describe('and is about no appointment is due', () => {
    /** The client has no e-mail address. */
    const called = (template: string, at: string) => {
      const dosed = dosedAt('2027-02-15T11:45-08:00').at(at);
      const due = dosed.all('messageDue').find((each) => each.message.template === template);
      if (!due) throw new Error(`${template} is not due by ${at}`);
      const { key, to } = due.message;
      const event = {
        type: 'messageDropped',
        at: dosed.now,
        key,
        template: due.message.template,
        to,
        reason: 'no-address',
      } as const;
      return tasks(noteDelivery(dosed.course, event, dosed.now).course).map(({ dueBy }) => dueBy);
    };

    it.each([
      ['the same day: how they are', 'checkIn', '2027-02-16T10:00-08:00', '2027-02-16T23:59-08:00'],
      ['by the usual day', 'integrationInvite', '2027-02-16T11:45-08:00', '2027-02-17T23:59-08:00'],
      ['before the deadline', 'integrationWarning', '2027-02-17T11:45-08:00', '2027-02-18T11:45-08:00'],
    ])('%s', (_, template, at, dueBy) => {
      expect(called(template, at)).toEqual([instant(dueBy)]);
    });
  });

  it('is due before the earlier time of a session that was moved away', () => {
    const { course } = bounced(
      given(courseAfter('enrolment'))
        .at('2027-01-07T20:30-08:00')
        .when(booked('preparation', '2027-01-08T08:30-08:00'))
        .when(moved('preparation-1', '2027-01-15T14:00-08:00')),
    );
    expect(tasks(course).map(({ dueBy }) => dueBy)).toEqual([instant('2027-01-08T08:30-08:00')]);
  });

  it('needs nobody once what it says is no longer true', () => {
    const over = optedOut().when(moved('preparation-1', '2027-01-08T16:00-08:00'));
    expect(calls(over.course)).toEqual([]);
  });

  it('is opened again when the same message fails again', () => {
    const key = 'sessionBooked:preparation-1.0';
    const { course, now } = ticked(optedOut(), key);
    const event = { type: 'messageUndelivered', at: now, key: `${key}:client`, how: 'failed' } as const;
    expect(calls(noteDelivery(course, event, now).course)).toEqual([call(key)]);
  });

  it('is one of those that came too late', () => {
    given(courseAfter('enrolment'))
      .wakingAt('2027-01-20T09:31-08:00')
      .hours(0)
      .thenDropped('reachOut', 'stale')
      .thenTask('call-instead-of-mail', 'frontDesk');
  });

  it('is not staff’s', () => {
    const { course, now } = given(courseAfter('enrolment'));
    const event = {
      type: 'messageDropped',
      at: now,
      key: 'rhythmBreaking:a:therapist',
      template: 'rhythmBreaking',
      to: 'therapist',
      reason: 'stale',
    } as const;
    expect(calls(noteDelivery(course, event, now).course)).toEqual([]);
  });

  it('is none that the course no longer needs', () => {
    const { course, now } = given(courseAfter('enrolment'));
    const event = {
      type: 'messageDropped',
      at: now,
      key: 'reachOut:a:client',
      template: 'reachOut',
      to: 'client',
      reason: 'superseded',
    } as const;
    expect(calls(noteDelivery(course, event, now).course)).toEqual([]);
  });
});

describe('what is about an appointment of the next morning', () => {
  const evening = (start: string) =>
    given(courseAfter('enrolment'))
      .at('2027-01-07T12:00-08:00')
      .when(booked('preparation', start))
      .at('2027-01-07T20:30-08:00');
  const cancelled = (scene: Scene) =>
    scene.when(said('sessionCancelled', { session: 'preparation-1', reason: 'practice' }));

  it.each(['2027-01-08T08:30-08:00', '2027-01-08T09:00-08:00', '2027-01-08T12:00-08:00'])(
    'leaves at once: off at %s',
    (start) => {
      cancelled(evening(start)).thenMessages('sessionCancelled', '2027-01-07 20:30');
    },
  );

  it('waits for the morning if there is time', () => {
    cancelled(evening('2027-01-08T12:01-08:00'))
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
        said('holdPlaced', { reason: 'ill', reviewOn: '2027-01-20T10:00-08:00' }),
      );
  const withheld = (scene: Scene) =>
    scene.all('messageWithheld').map(({ template, at }) => [template, onTheWall(LOS_ANGELES, at)]);

  it('the client hears of appointments that are booked, moved or canceled', () => {
    onHold()
      .at('2027-01-05T10:00-08:00')
      .when(moved('preparation-1', '2027-01-09T14:00-08:00'))
      .thenMessages('sessionMoved', '2027-01-05 10:00')
      .at('2027-01-05T11:00-08:00')
      .when(said('sessionCancelled', { session: 'preparation-1', reason: 'practice' }))
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
      .when(said('holdLifted', { hold: 'hold-1', reason: 'well again' }));
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

  it('the call is over when it is made, when the reminder goes out after all, or when the session has moved', () => {
    const due = onHold().at('2027-01-07T14:30-08:00');
    expect(calls(due)).toHaveLength(1);
    const key = 'call-instead-of-mail:sessionReminder:preparation-1.0.24h:client';
    due
      .when(said('taskCompleted', { task: key }))
      .at('2027-01-08T13:00-08:00')
      .thenNoTask('call-instead-of-mail');
    due
      .when(said('holdLifted', { hold: 'hold-1', reason: 'well again' }))
      .thenMessages('sessionReminder', '2027-01-07 14:00')
      .thenNoTask('call-instead-of-mail');
    due.when(moved('preparation-1', '2027-01-09T14:00-08:00')).thenNoTask('call-instead-of-mail');
  });

  it('and the new time is called about again, also after the earlier call', () => {
    const again = onHold()
      .at('2027-01-07T14:30-08:00')
      .when(
        said('taskCompleted', {
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
      .when(said('holdPlaced', { reason: 'ill', reviewOn: '2027-01-20T10:00-08:00' }))
      .at('2027-01-08T13:00-08:00')
      .thenNoTask('call-instead-of-mail');
  });

  it('nor about a dosing session, which cannot begin', () => {
    given(courseAfter('dosing booked 1'))
      .when(said('holdPlaced', { reason: 'ill', reviewOn: '2027-03-01T10:00-08:00' }))
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

describe('a welcome', () => {
  it('waits for the consent and the morning', () => {
    given(started())
      .at('2027-01-04T22:00-08:00')
      .when(said('consentSigned', { kinds: ['electronicMessages'] }))
      .thenNoMessages('welcome')
      .at('2027-01-05T10:00-08:00')
      .thenMessages('welcome', '2027-01-05 09:00');
  });
});
