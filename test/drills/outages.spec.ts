import { ApplicationFailure } from '@temporalio/common';
import { instant, plusHours } from '../../src/time/instant';
import { StoreError } from '../../src/store';
import { book, consents, courseUntil, sessionStart, signal, START } from '../support/courseStates';
import { CLIENT_ADDRESS, coursesForTests } from '../support/courses';
import { until, type CourseUnderTest } from '../support/courseUnderTest';

const courses = coursesForTests();

const tasksOf = async (course: CourseUnderTest) => (await course.status()).tasks.map(({ key }) => key);

/** Waits until the mail server has not taken it. */
const deferred = (course: CourseUnderTest, template: string) =>
  until(
    `${template} is deferred`,
    () => course.messagesOf(template),
    ([message]) => message?.deferredAt !== undefined,
  );

/** Mails to the client of one course: its client has a mailbox of its own. */
const mailsOf = async (course: CourseUnderTest, template: string) => {
  const [message] = await course.messagesOf(template);
  return courses()
    .mail.messages()
    .filter(({ raw }) => message?.messageId && raw.includes(message.messageId));
};

describe('while the database is down', () => {
  it('steps wait for it: nothing is lost, nothing happens twice, and the course goes on', async () => {
    const course = await courses().start();
    let attempts = 0;
    courses().between.commit = async (request, real) => {
      attempts += 1;
      if (attempts <= 3) throw new StoreError('database-unavailable');
      return real(request);
    };
    const reported = consents();
    const saying = course.report(reported);
    await course.handle.signal('consentSigned', {
      ...{ id: 'meanwhile', by: { role: 'client', id: 'client-1' }, kinds: ['part2'] },
    });
    expect(await saying).toMatchObject({ accepted: true, repeated: false });
    await course.eventOf('consentSigned', ({ cause }) => cause === 'meanwhile');
    await course.settled();
    expect(attempts).toBeGreaterThan(3);
    const causes = (await course.eventsOf('consentSigned')).map(({ cause }) => cause);
    expect(causes.sort()).toEqual([reported.id, 'meanwhile'].sort());
    expect(await mailsOf(course, 'welcome')).toHaveLength(1);
    expect(await course.count('EVENT_TYPE_WORKFLOW_TASK_FAILED')).toBe(0);
  });

  it('a step whose answer is lost is stored once, and the course adopts it', async () => {
    const course = await courses().start();
    let stored = 0;
    courses().between.commit = async (request, real) => {
      const committed = await real(request);
      stored += 1;
      if (stored === 1) throw new StoreError('database-unavailable');
      return committed;
    };
    expect(await course.report(consents())).toMatchObject({ accepted: true, repeated: false, revision: 2 });
    expect(stored).toBe(2);
    expect(await course.eventsOf('consentSigned')).toHaveLength(1);
    await course.settled();
    expect(await mailsOf(course, 'welcome')).toHaveLength(1);
    expect((await courses().store.events.verify(course.id)).ok).toBe(true);
  });
});

describe('while the mail is down', () => {
  it('messages wait under one task of the practice, and are delivered once when it is back', async () => {
    const course = await courses().start();
    courses().mail.behave('refuse-temporarily');
    await course.report(consents());
    await course.report(book('preparation', '2036-01-20T10:00:00-08:00'));
    await course.skipTo(plusHours(START, 1));
    for (const template of ['welcome', 'sessionBooked']) await deferred(course, template);
    expect(await courses().store.practiceTasks.open(plusHours(START, 1))).toMatchObject([
      { kind: 'mail-outage', role: 'frontDesk', count: 2, courses: [course.id] },
    ]);
    expect(await course.eventsOf('messageUndelivered')).toEqual([]);
    // The course itself goes on.
    expect(await course.report(signal('consentSigned', { kinds: ['part2'] }))).toMatchObject({
      accepted: true,
    });

    courses().mail.behave('accept');
    await course.skipTo(plusHours(START, 2));
    await course.settled();
    expect((await course.eventsOf('messageDelivered')).map(({ key }) => key.split(':')[0]).sort()).toEqual([
      ...['sessionBooked', 'welcome'],
    ]);
    expect(await courses().store.practiceTasks.open(plusHours(START, 2))).toEqual([]);
    for (const template of ['welcome', 'sessionBooked']) {
      expect(await course.messagesOf(template)).toMatchObject([{ state: 'sent' }]);
      expect(await mailsOf(course, template)).toHaveLength(1);
    }
  });

  it('a message that has gone stale is dropped with that reason, and never sent', async () => {
    const course = await courses().start();
    await course.report(consents());
    await course.settled();
    courses().mail.behave('refuse-temporarily');
    await course.report(book('preparation', plusHours(START, 3)));
    await course.skipTo(plusHours(START, 4));
    const dropped = await course.eventOf('messageDropped', ({ template }) => template === 'sessionBooked');
    expect(dropped.reason).toBe('stale');
    courses().mail.behave('accept');
    await course.advanceTo(plusHours(START, 5));
    expect(await course.messagesOf('sessionBooked')).toMatchObject([
      { state: 'dropped', dropReason: 'stale' },
    ]);
    expect(await courses().store.practiceTasks.open(plusHours(START, 5))).toEqual([]);
  });
});

describe('a client', () => {
  it('is not woken by what could not be sent by day', async () => {
    const course = await courses().start();
    await course.report(consents());
    await course.settled();
    await course.skipTo(instant('2036-01-07T19:59:00-08:00'));
    courses().mail.behave('refuse-temporarily');
    await course.report(book('preparation', '2036-01-20T10:00:00-08:00'));
    await course.skipTo(instant('2036-01-07T20:30:00-08:00'));
    courses().mail.behave('accept');
    await course.skipTo(instant('2036-01-08T08:59:00-08:00'));
    expect(await mailsOf(course, 'sessionBooked')).toEqual([]);
    await course.advanceTo(instant('2036-01-08T09:30:00-08:00'));
    const [sent] = await course.messagesOf('sessionBooked');
    expect(sent).toMatchObject({ state: 'sent' });
    expect(sent?.sentAt).toMatch(/^2036-01-08T17:00:00/);
  });

  it('gets no late message about what is no longer true', async () => {
    const course = await courses().start();
    await course.report(consents());
    await course.settled();
    courses().mail.behave('refuse-temporarily');
    await course.report(book('preparation', '2036-01-20T10:00:00-08:00'));
    await course.skipTo(plusHours(START, 1));
    await deferred(course, 'sessionBooked');
    await course.report(signal('sessionCancelled', { session: 'preparation-1', reason: 'client' }));
    const dropped = await course.eventOf('messageDropped', ({ template }) => template === 'sessionBooked');
    expect(dropped.reason).toBe('superseded');
    courses().mail.behave('accept');
    await course.advanceTo(plusHours(START, 3));
    expect(await mailsOf(course, 'sessionBooked')).toEqual([]);
    expect(await course.messagesOf('sessionBooked')).toMatchObject([{ state: 'dropped' }]);
    expect(await courses().store.practiceTasks.open(plusHours(START, 3))).toEqual([]);
  });
});

describe('what can certainly not be done', () => {
  it('a mailbox that is refused for good becomes a call to make', async () => {
    const course = await courses().start();
    courses().mail.behave('refuse-permanently');
    await course.report(consents());
    await course.eventOf('taskOpened', ({ kind }) => kind === 'call-instead-of-mail');
    await course.settled();
    const { tasks } = await course.status();
    const call = tasks.find(({ kind }) => kind === 'call-instead-of-mail');
    expect(call).toMatchObject({ role: 'frontDesk' });
    expect(JSON.stringify(call)).not.toContain(CLIENT_ADDRESS);
    expect(await course.report(signal('taskCompleted', { task: String(call?.key) }))).toMatchObject({
      accepted: true,
    });
    expect(await tasksOf(course)).not.toContain(call?.key);
  });

  it('a referral and an invoice become work for people, and the course goes on', async () => {
    const from = courseUntil(({ sessions }) => sessions.length > 0);
    const course = await courses().start({ from });
    const start = sessionStart(from);
    courses().mail.behave('refuse-permanently');
    courses().between.invoice = () =>
      Promise.reject(ApplicationFailure.nonRetryable('none', 'charge-missing'));
    await course.skipTo(plusHours(start, 1));
    await course.report(signal('sessionCompleted', { session: 'preparation-1' }));
    await course.eventOf('taskOpened', ({ kind }) => kind === 'refer-by-hand');
    await course.eventOf('taskOpened', ({ kind }) => kind === 'invoice-by-hand');
    const kinds = (await course.status()).tasks.map(({ kind, role }) => `${kind} ${role}`);
    expect(kinds).toEqual(expect.arrayContaining(['refer-by-hand frontDesk', 'invoice-by-hand biller']));

    const sent = signal('referralSent', {});
    expect(await course.report(sent)).toMatchObject({ accepted: true });
    expect(await course.report(signal('prescriberDecision', { decision: 'approved' }))).toMatchObject({
      accepted: true,
    });
    expect((await course.state()).approval).toBeDefined();
  });
});

it('keeps to virtual time throughout: nothing of this was decided by the wall clock', async () => {
  const course = await courses().start();
  await course.report(consents());
  const events = await course.events();
  expect(events.every(({ at, recordedAt }) => at >= START && recordedAt >= START)).toBe(true);
  expect(events.every(({ recordedAt }) => recordedAt < instant('2036-01-08T00:00:00Z'))).toBe(true);
});
