import { courseAfter } from '../support/courses';
import { dosedAt } from '../support/dosed';
import { given, type Scene } from '../support/given';
import { noteDelivery } from '../../../src/course/step';
import { booked, moved, report } from '../support/signals';
import { instant } from '../../../src/time/instant';
import type { Course } from '../../../src/course/state';
import { taskSentence } from '../../../src/vocabulary/calls';

const noMail = () => report('consentRevoked', { kinds: ['electronicMessages'] });

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
      .when(report('taskCompleted', { task: 'call-instead-of-mail:sessionBooked:preparation-1.0:client' }))
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
    booking().when(report('crisisFlagged', {})).thenMessagesTo('therapist', 'safetyPage', '2027-01-04 12:00');
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
  const ticked = (scene: Scene, key: string) => scene.when(report('taskCompleted', { task: call(key) }));

  it('is a call of its own, also after earlier calls are ticked off', () => {
    const called = ticked(optedOut(), 'sessionBooked:preparation-1.0');
    called.thenNoTask('call-instead-of-mail');
    const again = bounced(called.when(moved('preparation-1', '2027-01-08T16:00-08:00')));
    expect(calls(again.course)).toEqual([call('sessionMoved:preparation-1.1')]);
    const off = bounced(
      ticked(again, 'sessionMoved:preparation-1.1').when(
        report('sessionCancelled', { session: 'preparation-1', reason: 'practice' }),
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
