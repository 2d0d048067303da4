import type { Event } from '../../src/course/events';
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

  it('is claimed once; another attempt is in doubt, the same one is not', async () => {
    const { course, key } = await pending();
    expect(await messages().claim(course, key, 'a')).toMatchObject({
      state: 'claimed',
      message: { key, attempts: 1, facts: { session: 'dosing-1' }, recipient: 'client' },
    });
    expect(await messages().claim(course, key, 'b')).toMatchObject({ state: 'inDoubt' });
    expect(await messages().claim(course, key, 'a')).toMatchObject({ state: 'claimed' });
  });

  it('is claimed by exactly one of many at once', async () => {
    const { course, key } = await pending();
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, n) => messages().claim(course, key, `attempt-${n}`)),
    );
    expect(claims.filter((claim) => claim.state === 'claimed')).toHaveLength(1);
    expect(claims.filter((claim) => claim.state === 'inDoubt')).toHaveLength(7);
  });

  it('is sent with the answer of the transport, and stays sent', async () => {
    const { course, key, id } = await pending();
    await messages().claim(course, key, 'a');
    const sent = { messageId: '<a@practice>', response: '250 queued', at: AT };
    expect(await messages().markSent(id, sent)).toBe(true);
    expect(await messages().markSent(id, { ...sent, response: 'again' })).toBe(false);
    expect(await messages().markFailed(id, 'late')).toBe(false);
    expect(await messages().release(id, 'late')).toBe(false);
    expect(await messages().claim(course, key, 'b')).toEqual({ state: 'sent' });
    expect(await messages().find(course, key)).toMatchObject({
      state: 'sent',
      response: '250 queued',
      sentAt: AT,
    });
  });

  it('is pending again after a definite refusal of the connection', async () => {
    const { course, key, id } = await pending();
    await messages().claim(course, key, 'a');
    await messages().release(id, 'connection-refused');
    expect(await messages().find(course, key)).toMatchObject({
      state: 'pending',
      lastError: 'connection-refused',
    });
    expect(await messages().claim(course, key, 'b')).toMatchObject({ message: { attempts: 2 } });
  });

  it('can be parked and claimed later', async () => {
    const { course, key, id } = await pending();
    await messages().claim(course, key, 'a');
    await messages().park(id, 'smtp-outage');
    expect(await state({ course, key })).toBe('parked');
    expect(await messages().claim(course, key, 'b')).toMatchObject({ state: 'claimed' });
  });

  it('of unknown outcome is sent again only on purpose', async () => {
    const { course, key, id } = await pending();
    await messages().claim(course, key, 'a');
    await messages().markUnknown(id, 'process-died');
    expect(await messages().claim(course, key, 'b')).toEqual({ state: 'unknown' });
    expect(await messages().claimAgain(course, key, 'b')).toMatchObject({ state: 'claimed' });
  });

  it('that failed or was dropped is not claimed', async () => {
    const failed = await pending();
    await messages().markFailed(failed.id, 'no-such-mailbox');
    expect(await messages().claim(failed.course, failed.key, 'a')).toEqual({ state: 'failed' });
    const dropped = await pending();
    await messages().markDropped(dropped.id, 'stale');
    expect(await messages().claim(dropped.course, dropped.key, 'a')).toEqual({ state: 'dropped' });
  });

  it('that was never committed is missing', async () => {
    expect(await messages().claim('course-none', 'none', 'a')).toEqual({ state: 'missing' });
  });

  const dropped = (key: string): Event => ({
    ...{ type: 'messageDropped', at: AT, key, template: 'session-reminder', to: 'client', reason: 'stale' },
  });

  it('is dropped by the course, also when it was never due', async () => {
    const { course, key } = await pending();
    await store().commitStep(step(course, 2, [dropped(key), dropped('never-due')]));
    expect(await messages().ofCourse(course)).toMatchObject([
      { key, state: 'dropped', dropReason: 'stale' },
      { key: 'never-due', state: 'dropped', dropReason: 'stale' },
    ]);
  });

  it('dropped while an attempt is running is dropped when that attempt does not succeed', async () => {
    const { course, key, id } = await pending();
    await messages().claim(course, key, 'a');
    await store().commitStep(step(course, 2, [dropped(key)]));
    expect(await state({ course, key })).toBe('sending');
    await messages().release(id, 'connection-refused');
    expect(await state({ course, key })).toBe('dropped');
  });

  it('follows what the course notes about its delivery, but never from sent back', async () => {
    const { course, key, id } = await pending();
    await store().commitStep(step(course, 2, [{ type: 'messageUndelivered', at: AT, key, how: 'parked' }]));
    expect(await state({ course, key })).toBe('parked');
    await store().commitStep(step(course, 3, [{ type: 'messageDelivered', at: AT, key }]));
    expect(await messages().find(course, key)).toMatchObject({ state: 'sent', sentAt: AT });
    await store().commitStep(step(course, 4, [{ type: 'messageUndelivered', at: AT, key, how: 'failed' }]));
    expect(await state({ course, key })).toBe('sent');
    expect(id).toMatch(/^msg-[0-9a-f]{32}$/);
  });
});
