import { sql } from 'kysely';
import { courseStream } from '../../src/store';
import { AT, charged, due, newId, noted, opened, step, SUMMARY } from './fixtures';
import { storeForTests } from '../support/store';

const store = storeForTests();

describe('the log', () => {
  const tables = ['course_steps', 'events', 'ledger', 'audit', 'invoices'];

  async function filled(): Promise<string> {
    const course = newId('course');
    await store().commitStep(step(course, 1, [noted('one'), charged('charge-1', 25_000)]));
    await store().commitStep(step(course, 2, [noted('two'), noted('three')], { firstSeq: 3 }));
    await store().invoices.issue({ courseId: course, entry: 'charge-1', cents: 25_000, issuedAt: AT });
    await store().audit.append({ stream: courseStream(course), at: AT, kind: 'signed-in', detail: {} });
    return course;
  }

  it.each(tables)('cannot be changed in %s', async (table) => {
    await filled();
    const change = sql`update ${sql.table(table)} set ${sql.ref(table === 'audit' ? 'kind' : table === 'course_steps' ? 'at' : table === 'events' ? 'cause' : 'entry')} = null`;
    await expect(change.execute(store().db)).rejects.toMatchObject({ code: 'append-only' });
  });

  it.each(tables)('cannot be deleted from in %s, nor emptied', async (table) => {
    await filled();
    await expect(sql`delete from ${sql.table(table)}`.execute(store().db)).rejects.toMatchObject({
      code: 'append-only',
    });
    await expect(sql`truncate ${sql.table(table)} cascade`.execute(store().db)).rejects.toMatchObject({
      code: 'append-only',
    });
  });

  it('finds a row that was changed past the trigger', async () => {
    const course = await filled();
    expect(await store().events.verify(course)).toMatchObject({ ok: true });
    await past('events', sql`update events set cause = 'forged' where course_id = ${course} and seq = 3`);
    expect(await store().events.verify(course)).toEqual({ ok: false, brokenAt: 2 });
  });

  it('finds events cut off the end', async () => {
    const course = await filled();
    await past('events', sql`delete from events where course_id = ${course} and seq = 4`);
    expect(await store().events.verify(course)).toEqual({ ok: false, brokenAt: 3 });
  });

  it('finds a changed entry of the audit', async () => {
    const stream = newId('access');
    const by = { role: 'engineer' as const, id: 'staff-9' };
    await Promise.all(
      [1, 2, 3].map((read) =>
        store().audit.append({ stream, at: AT, kind: 'plain-text-read', by, detail: { read } }),
      ),
    );
    expect(await store().audit.verify(stream)).toMatchObject({ ok: true });
    await past('audit', sql`update audit set by_id = 'other' where stream = ${stream} and seq = 2`);
    expect(await store().audit.verify(stream)).toEqual({ ok: false, brokenAt: 1 });
  });

  /** As somebody with the database in hand could. */
  async function past(table: string, change: ReturnType<typeof sql>): Promise<void> {
    const trigger = (how: string) =>
      sql.raw(`alter table ${table} ${how} trigger ${table}_append_only`).execute(store().db);
    await trigger('disable');
    await change.execute(store().db);
    await trigger('enable');
  }
});

describe('the timeline', () => {
  it('comes in pages, newest last', async () => {
    const course = newId('course');
    await store().commitStep(step(course, 1, ['1', '2', '3', '4', '5'].map(noted)));
    const last = await store().events.timeline(course, { limit: 2 });
    expect(last.events.map(({ seq }) => seq)).toEqual([4, 5]);
    const middle = await store().events.timeline(course, { limit: 2, cursor: last.next ?? '' });
    expect(middle.events.map(({ seq }) => seq)).toEqual([2, 3]);
    const first = await store().events.timeline(course, { limit: 2, cursor: middle.next ?? '' });
    expect(first).toEqual({ events: [expect.objectContaining({ seq: 1 })] });
  });
});

describe('a rebuild', () => {
  it('derives tasks, ledger, messages and summary again', async () => {
    const course = newId('course');
    const summary = { ...SUMMARY, phase: 'supply' as const, balanceCents: 25_000 };
    await store().commitStep(step(course, 1, [opened('book'), due('welcome'), charged('charge-1', 25_000)]));
    await store().commitStep(
      step(course, 2, [{ type: 'taskClosed', at: AT, key: 'book' }, opened('book')], {
        firstSeq: 4,
        summary,
      }),
    );
    const view = async () => ({
      tasks: await store().tasks.ofCourse(course),
      ledger: await store().ledger.ofCourse(course),
      messages: await store().messages.ofCourse(course),
      course: await store().courses.find(course),
    });
    const before = await view();
    expect(before.tasks.map(({ closedAt }) => closedAt)).toEqual([AT, undefined]);
    await sql`delete from tasks where course_id = ${course}`.execute(store().db);
    await sql`update courses set phase = 'lost', balance_cents = 0 where id = ${course}`.execute(store().db);
    await store().rebuild();
    expect(await view()).toEqual(before);
  });

  it('keeps what transports answered, and doubts a message whose row was lost', async () => {
    const course = newId('course');
    await store().commitStep(step(course, 1, [due('kept'), due('lost')]));
    const { id } = (await store().messages.find(course, 'kept')) ?? { id: '' };
    await store().messages.markSent(id, { messageId: '<m@x>', response: '250 ok', at: AT });
    await sql`delete from messages where course_id = ${course} and key = 'lost'`.execute(store().db);
    await store().rebuild();
    expect(await store().messages.ofCourse(course)).toMatchObject([
      { key: 'kept', state: 'sent', messageId: '<m@x>' },
      { key: 'lost', state: 'unknown' },
    ]);
  });
});
