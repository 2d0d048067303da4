import { boosterWindow, inMaintenance } from '../../src/course/selectors/maintenance';
import type { Recorded } from '../../src/course/events';
import { instant, plusHours, toMs, type Instant } from '../../src/time/instant';
import { book, consents, dosingEnded, courseUntil, shortCalm, signal } from '../support/courseStates';
import { coursesForTests } from '../support/courses';

const courses = coursesForTests();

/** An event as it must be on every way: without what differs from run to run. */
const essence = ({ recordedAt: _recordedAt, ...event }: Recorded): unknown =>
  event.type === 'courseStarted' ? { ...event, course: '', cause: '' } : event;

/** Sent not before it was due, and not much after. */
const punctual = ({ dueAt, sentAt }: { dueAt: Instant; sentAt?: Instant }): boolean =>
  sentAt !== undefined && sentAt >= dueAt && toMs(sentAt) - toMs(dueAt) < 60_000;

describe('the main path', () => {
  it('from the consents to the first integration is what the pure model says, event for event', async () => {
    const { events, reports } = courseUntil(({ cycles }) => cycles[0]?.integratedAt !== undefined);
    const course = await courses().start();
    for (const { at, signal: one } of reports) {
      await course.skipTo(at);
      expect(await course.report(one)).toMatchObject({ accepted: true, repeated: false });
    }
    await course.settled();
    expect((await course.events()).map(essence)).toEqual(events.map(essence));

    const messages = await course.messages();
    expect(messages.filter(({ state }) => state !== 'sent')).toEqual([]);
    const mails = courses().mail.messages();
    for (const { messageId } of messages) {
      expect(mails.filter(({ raw }) => raw.includes(String(messageId)))).toHaveLength(1);
    }
    expect(messages.filter(({ recipient }) => recipient === 'partner')).toMatchObject([
      { template: 'referral' },
    ]);
    expect(await course.count('EVENT_TYPE_WORKFLOW_TASK_FAILED')).toBe(0);
    expect(await courses().store.events.verify(course.id)).toMatchObject({ ok: true });
  });
});

describe('a dosing without integration', () => {
  it('is breached once, at its 72 h, with mail to therapist and lead; a late integration counts', async () => {
    const from = courseUntil(({ cycles }) => cycles[0]?.releasedAt !== undefined);
    const ended = dosingEnded(from);
    const deadline = plusHours(ended, 72);
    const course = await courses().start({ from });
    await course.skipTo(plusHours(deadline, -1));
    expect(await course.eventsOf('breached')).toEqual([]);
    await course.advanceTo(deadline);
    expect(await course.eventsOf('breached')).toMatchObject([
      { at: deadline, kind: 'integration', cycle: 1 },
    ]);
    const mails = await course.messagesOf('integrationBreach');
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual(['lead', 'therapist']);
    expect(mails.every(punctual)).toBe(true);

    await course.advanceTo(plusHours(deadline, 48));
    const start = plusHours(deadline, 50);
    expect(await course.report(signal('sessionScheduled', { kind: 'integration', start }))).toMatchObject({
      accepted: true,
    });
    await course.skipTo(plusHours(start, 1));
    await course.report(signal('integrationCompleted', { session: 'integration-1' }));
    expect((await course.state()).cycles).toMatchObject([{ breachedAt: deadline, integrations: 1 }]);
    expect(await course.eventsOf('breached')).toHaveLength(1);
    await course.settled();
    expect(await course.messagesOf('integrationBreach')).toHaveLength(2);
  });

  it('is not breached when integration takes place before the 72 h end', async () => {
    const from = courseUntil(({ cycles }) => cycles[0]?.integratedAt !== undefined);
    const course = await courses().start({ from });
    await course.advanceTo(plusHours(dosingEnded(from), 73));
    expect(await course.eventsOf('breached')).toEqual([]);
  });
});

describe('the reminders of a session', () => {
  const remindersOf = async (startAt: string, session: string) => {
    const course = await courses().start({ startAt: instant(startAt) });
    await course.report(consents());
    await course.report(book('preparation', session));
    await course.advanceTo(instant(session));
    const reminders = await course.messagesOf('sessionReminder');
    expect(reminders.every(punctual)).toBe(true);
    return reminders.map(({ dueAt }) => dueAt);
  };

  it('keep to the clock on the wall in the night summer time begins', async () => {
    // Sunday 10:00 PDT: 24 hours before is Saturday 9:00 PST; 2 hours before is in quiet hours, so 20:00.
    expect(await remindersOf('2036-03-05T09:00:00-08:00', '2036-03-09T10:00:00-07:00')).toEqual([
      instant('2036-03-08T09:00:00-08:00'),
      instant('2036-03-08T20:00:00-08:00'),
    ]);
  });

  it('keep to the clock on the wall in the night summer time ends', async () => {
    // Sunday 9:30 PST: 24 hours before is Saturday 10:30 PDT; 2 hours before is in quiet hours, so 20:00.
    expect(await remindersOf('2036-10-29T09:00:00-07:00', '2036-11-02T09:30:00-08:00')).toEqual([
      instant('2036-11-01T10:30:00-07:00'),
      instant('2036-11-01T20:00:00-07:00'),
    ]);
  });

  it('move with a reschedule: none for the old time, both for the new one', async () => {
    const course = await courses().start();
    await course.report(consents());
    await course.report(book('preparation', '2036-01-10T14:00:00-08:00'));
    await course.skipTo(instant('2036-01-08T12:00:00-08:00'));
    const start = instant('2036-01-15T14:00:00-08:00');
    await course.report(signal('sessionRescheduled', { session: 'preparation-1', start }));
    await course.advanceTo(instant('2036-01-13T14:00:00-08:00'));
    expect(await course.messagesOf('sessionReminder')).toEqual([]);
    await course.advanceTo(start);
    expect((await course.messagesOf('sessionReminder')).map(({ dueAt }) => dueAt)).toEqual([
      plusHours(start, -24),
      plusHours(start, -2),
    ]);
    expect(await course.messagesOf('sessionMoved')).toMatchObject([{ state: 'sent' }]);
  });

  it('move earlier too: the timer follows', async () => {
    const course = await courses().start();
    await course.report(consents());
    await course.report(book('preparation', '2036-01-25T14:00:00-08:00'));
    const start = instant('2036-01-10T14:00:00-08:00');
    await course.report(signal('sessionRescheduled', { session: 'preparation-1', start }));
    await course.advanceTo(start);
    const reminders = await course.messagesOf('sessionReminder');
    expect(reminders.map(({ dueAt }) => dueAt)).toEqual([plusHours(start, -24), plusHours(start, -2)]);
    expect(reminders.every(punctual)).toBe(true);
  });

  it('are gone with a cancellation, and the client is notified', async () => {
    const course = await courses().start();
    await course.report(consents());
    await course.report(book('preparation', '2036-01-10T14:00:00-08:00'));
    await course.skipTo(instant('2036-01-08T12:00:00-08:00'));
    await course.report(signal('sessionCancelled', { session: 'preparation-1', reason: 'practice' }));
    await course.advanceTo(instant('2036-01-10T15:00:00-08:00'));
    expect(await course.messagesOf('sessionReminder')).toEqual([]);
    expect(await course.messagesOf('sessionCancelled')).toMatchObject([{ state: 'sent' }]);
  });
});

describe('the booster window', () => {
  it('is announced, opens, is about to close and is missed, each at its instant', async () => {
    const calm = shortCalm();
    const protocol = { ...calm, dosing: { ...calm.dosing, planned: 1, exploratory: 0 } };
    const from = courseUntil(inMaintenance, { protocol });
    const window = boosterWindow(from.course);
    if (!window) throw new Error('a course in maintenance has a window');
    const course = await courses().start({ from });
    const booster = (start: Instant) => signal('sessionScheduled', { kind: 'dosing', start });

    await course.advanceTo(plusHours(window.notice, 24));
    expect(await course.messagesOf('boosterNotice')).toMatchObject([{ state: 'sent' }]);
    expect(await course.refused(booster(plusHours(window.opens, -24)))).toMatchObject({
      code: 'booster-window-not-open',
      reasons: [{ notBefore: window.opens }],
    });
    await course.advanceTo(window.opens);
    await course.advanceTo(plusHours(window.closingNotice, 24));
    expect(await course.messagesOf('boosterClosing')).toMatchObject([{ state: 'sent' }]);
    await course.advanceTo(plusHours(window.closes, 24));
    expect(await course.eventsOf('noticed')).toMatchObject([
      { kind: 'boosterWindowOpened', at: window.opens },
      { kind: 'boosterWindowMissed', at: window.closes },
    ]);
    expect(await course.refused(booster(plusHours(window.closes, 200)))).toMatchObject({
      code: 'medical-review-owed',
    });
  });
});
