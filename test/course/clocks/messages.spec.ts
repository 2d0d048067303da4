import { courseAfter, started } from '../support/courses';
import { given } from '../support/given';
import { noteDelivery } from '../../../src/course/step';
import { booked, said } from '../support/said';
import type { Instant } from '../../../src/time/instant';
import type { Course } from '../../../src/course/state';

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

describe('a client who has ended e-mails', () => {
  const mail = (course: Course, key: string, at: Instant) =>
    noteDelivery(course, { type: 'messageUndelivered', at, key, how: 'optedOut' }, at).course;
  const optedOut = () => {
    const { course, now } = given(courseAfter('enrolment'));
    return given(mail(mail(course, 'welcome:course:client', now), 'estimateReady:a:client', now));
  };
  const calls = ({ tasks }: Course) => Object.keys(tasks).filter((key) => key.startsWith('call-'));
  const next = (scene: ReturnType<typeof optedOut>) =>
    scene.at('2027-01-04T12:00-08:00').when(booked('preparation', '2027-01-08T14:00-08:00'));

  it('is called: one task for all mails', () => {
    const later = next(optedOut()).thenNoMessages('sessionBooked').thenDropped('sessionBooked', 'opted-out');
    expect(calls(later.course)).toEqual([`call-instead-of-mail:${later.course.optedOutAt}`]);
  });

  it('gets e-mail again after consenting to it again', () => {
    const agreed = optedOut().when(said('consentSigned', { kinds: ['electronicMessages'] }));
    expect(calls(next(agreed).course)).toEqual([]);
    next(agreed).thenMessages('sessionBooked', '2027-01-04 12:00');
  });

  it('is called again after ending e-mails a second time', () => {
    const [first = ''] = calls(optedOut().course);
    const agreed = optedOut().when(
      said('taskCompleted', { task: first }),
      said('consentSigned', { kinds: ['electronicMessages'] }),
    );
    const { now } = agreed.hours(24);
    const again = given(mail(agreed.hours(24).course, 'sessionBooked:a:client', now));
    again.thenTask('call-instead-of-mail', 'frontDesk');
    expect(calls(again.course)).not.toContain(first);
  });

  it('does not by agreeing to something else', () => {
    const agreed = optedOut().when(said('consentSigned', { kinds: ['part2'] }));
    next(agreed).thenNoMessages('sessionBooked');
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
