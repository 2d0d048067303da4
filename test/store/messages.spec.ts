import { sql } from 'kysely';
import type { Event } from '../../src/course/events';
import { plusHours, plusMinutes } from '../../src/time/instant';
import { AT, due, newId, step } from './fixtures';
import { storeForTests } from '../support/store';

const store = storeForTests();

describe('a message', () => {
  const messages = () => store().messages;

  async function pending(key = 'reminder'): Promise<{ course: string; key: string; id: string }> {
    const course = newId('course');
    await store().commitStep(step(course, 1, [due(key)]));
    const found = await messages().find(course, key);
    return { course, key, id: found?.id ?? '' };
  }

  const state = async ({ course, key }: { course: string; key: string }) =>
    (await messages().find(course, key))?.state;

  it('is claimed once; one whose content has begun to go out is in doubt, for the same attempt not', async () => {
    const { course, key, id } = await pending();
    expect(await messages().claim(course, key, 'a')).toMatchObject({
      state: 'claimed',
      message: { key, attempts: 1, facts: { session: 'dosing-1' }, recipient: 'client' },
    });
    expect(await messages().beginContent({ id, token: 'a' }, AT)).toBe(true);
    expect(await messages().claim(course, key, 'b')).toMatchObject({ state: 'inDoubt' });
    expect(await messages().claim(course, key, 'a')).toMatchObject({ state: 'claimed' });
  });

  it('is taken over from an attempt whose content had not begun, which then sends nothing', async () => {
    const { course, key, id } = await pending();
    await messages().claim(course, key, 'dead');
    expect(await messages().claim(course, key, 'next')).toMatchObject({ state: 'claimed' });
    expect(await messages().beginContent({ id, token: 'dead' }, AT)).toBe(false);
    expect(await messages().markFailed({ id, token: 'dead' }, 'late')).toBe(false);
    await messages().defer({ id, token: 'dead' }, 'late', AT);
    expect(await state({ course, key })).toBe('sending');
    expect(await messages().beginContent({ id, token: 'next' }, AT)).toBe(true);
  });

  it('begins to go out for exactly one of many attempts at once', async () => {
    const { course, key, id } = await pending();
    const begun = await Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        await messages().claim(course, key, `attempt-${n}`);
        return messages().beginContent({ id, token: `attempt-${n}` }, AT);
      }),
    );
    expect(begun.filter(Boolean)).toHaveLength(1);
  });

  it('is sent with the answer of the transport, and stays sent', async () => {
    const { course, key, id } = await pending();
    await messages().claim(course, key, 'a');
    const sent = { messageId: '<a@practice>', response: '250 queued', at: AT };
    expect(await messages().markSent(id, sent)).toBe(true);
    expect(await messages().markSent(id, { ...sent, response: 'again' })).toBe(false);
    expect(await messages().markFailed({ id, token: 'a' }, 'late')).toBe(false);
    expect(await messages().markUnknown({ id, token: 'a' }, 'late')).toBe(false);
    expect(await messages().claim(course, key, 'b')).toEqual({ state: 'sent' });
    expect(await messages().find(course, key)).toMatchObject({
      state: 'sent',
      response: '250 queued',
      sentAt: AT,
    });
  });

  it('is pending again after a definite refusal of the connection, deferred since the first', async () => {
    const { course, key, id } = await pending();
    await messages().claim(course, key, 'a');
    expect(await messages().defer({ id, token: 'a' }, 'connection-refused', AT)).toBe(AT);
    expect(await messages().find(course, key)).toMatchObject({
      ...{ state: 'pending', lastError: 'connection-refused', deferredAt: AT },
    });
    const later = plusHours(AT, 1);
    expect(await messages().claim(course, key, 'b')).toMatchObject({ message: { attempts: 2 } });
    expect(await messages().defer({ id, token: 'b' }, 'connection-refused', later)).toBe(AT);
  });

  it('that waits for the morning is not deferred by the mail server any more', async () => {
    const { course, key, id } = await pending();
    await messages().claim(course, key, 'a');
    await messages().defer({ id, token: 'a' }, 'connection-refused', AT);
    await messages().rest(course, key);
    expect(await messages().find(course, key)).not.toHaveProperty('deferredAt');
  });

  it('put back is as it was, and can go out again', async () => {
    const { course, key, id } = await pending();
    await messages().claim(course, key, 'a');
    await messages().beginContent({ id, token: 'a' }, AT);
    await messages().putBack({ id, token: 'a' });
    expect(await messages().find(course, key)).not.toHaveProperty('contentAt');
    expect(await messages().claim(course, key, 'b')).toMatchObject({ state: 'claimed' });
  });

  it('of unknown outcome is sent again only on purpose', async () => {
    const { course, key, id } = await pending();
    await messages().claim(course, key, 'a');
    await messages().markUnknown({ id, token: 'a' }, 'process-died');
    expect(await messages().claim(course, key, 'b')).toEqual({ state: 'unknown' });
    expect(await messages().claimAgain(course, key, 'b')).toMatchObject({ state: 'claimed' });
  });

  it('that failed or was dropped is not claimed', async () => {
    const failed = await pending();
    await messages().claim(failed.course, failed.key, 'a');
    await messages().markFailed({ id: failed.id, token: 'a' }, 'no-such-mailbox');
    expect(await messages().claim(failed.course, failed.key, 'a')).toEqual({ state: 'failed' });
    const dropped = await pending();
    await messages().claim(dropped.course, dropped.key, 'a');
    await messages().markDropped({ id: dropped.id, token: 'a' }, 'stale');
    expect(await messages().claim(dropped.course, dropped.key, 'a')).toEqual({ state: 'dropped' });
  });

  it('that was never committed is missing', async () => {
    expect(await messages().claim('course-none', 'none', 'a')).toEqual({ state: 'missing' });
  });

  const dropped = (key: string): Event => ({
    ...{ type: 'messageDropped', at: AT, key, template: 'sessionReminder', to: 'client', reason: 'stale' },
  });

  it('is dropped by the course, also when it was never due', async () => {
    const { course, key } = await pending();
    await store().commitStep(step(course, 2, [dropped(key), dropped('never-due')]));
    expect(await messages().ofCourse(course)).toMatchObject([
      { key, state: 'dropped', dropReason: 'stale' },
      { key: 'never-due', state: 'dropped', dropReason: 'stale' },
    ]);
  });

  it('dropped while an attempt is running is dropped, and that attempt sends nothing', async () => {
    const { course, key, id } = await pending();
    await messages().claim(course, key, 'a');
    await store().commitStep(step(course, 2, [dropped(key)]));
    expect(await state({ course, key })).toBe('dropped');
    expect(await messages().beginContent({ id, token: 'a' }, AT)).toBe(false);
  });

  it('dropped while its content goes out is in doubt, until it is known to be sent', async () => {
    const { course, key, id } = await pending();
    await messages().claim(course, key, 'a');
    await messages().beginContent({ id, token: 'a' }, AT);
    await store().commitStep(step(course, 2, [dropped(key)]));
    expect(await state({ course, key })).toBe('unknown');
    await messages().markSent(id, { messageId: '<a@practice>', response: '250 queued', at: AT });
    expect(await messages().find(course, key)).toMatchObject({ state: 'sent' });
    expect(await messages().find(course, key)).not.toHaveProperty('dropReason');
  });

  it('follows what the course notes about its delivery, but never from sent back', async () => {
    const { course, key } = await pending();
    const noted = (how: 'failed' | 'unknown'): Event => ({ type: 'messageUndelivered', at: AT, key, how });
    await store().commitStep(step(course, 2, [noted('unknown')]));
    expect(await state({ course, key })).toBe('unknown');
    const delivered: Event = { type: 'messageDelivered', at: AT, key, deferredAt: AT };
    await store().commitStep(step(course, 3, [delivered]));
    expect(await messages().find(course, key)).toMatchObject({ state: 'sent', sentAt: AT });
    await store().commitStep(step(course, 4, [noted('failed')]));
    expect(await state({ course, key })).toBe('sent');
    expect((await messages().find(course, key))?.id).toMatch(/^msg-[0-9a-f]{32}$/);
  });
});

describe('the tasks of the practice', () => {
  /** As many messages as there are keys in a course of their own, each deferred at `AT`. */
  async function deferred(...all: Parameters<typeof due>[]): Promise<string> {
    const course = newId('course');
    await store().commitStep(
      step(
        course,
        1,
        all.map((one) => due(...one)),
      ),
    );
    for (const [key] of all) {
      const claim = await store().messages.claim(course, key, 'a');
      const id = 'message' in claim ? claim.message.id : '';
      await store().messages.defer({ id, token: 'a' }, 'mail-connection', AT);
    }
    return course;
  }
  const at = (minutes: number) => store().practiceTasks.open(plusMinutes(AT, minutes));
  const empty = () => sql`update messages set state = 'sent'`.execute(store().db);
  beforeEach(empty);
  afterEach(empty);

  it('are one for an outage of mail that has lasted minutes, with all that waits behind it', async () => {
    const course = await deferred(['one'], ['two']);
    const behind = newId('course');
    await store().commitStep(step(behind, 1, [due('three')]));
    expect(await at(2)).toEqual([]);
    const [outage, ...more] = await at(3);
    expect(more).toEqual([]);
    expect(outage).toMatchObject({ kind: 'mail-outage', role: 'frontDesk', since: AT, count: 3 });
    expect(outage?.courses.sort()).toEqual([course, behind].sort());
  });

  it('name no more than 50 courses', async () => {
    for (let n = 0; n < 51; n += 1) await deferred(['one']);
    expect(await at(3)).toMatchObject([{ count: 51, courses: { length: 50 } }]);
  });

  it('are over with the outage, and none while a client sleeps', async () => {
    const course = await deferred(['one']);
    await store().messages.rest(course, 'one');
    expect(await at(600)).toEqual([]);
    await deferred(['two']);
    await empty();
    expect(await at(600)).toEqual([]);
  });

  it('call for a safety page at its first failure, not for a referral', async () => {
    await deferred(['referral', { to: 'partner', safety: true }]);
    expect(await at(0)).toEqual([]);
    const course = await deferred(['page', { to: 'therapist', safety: true }]);
    expect(await at(0)).toMatchObject([
      { kind: 'safety-page-unsent', role: 'frontDesk', count: 1, courses: [course] },
    ]);
  });
});
