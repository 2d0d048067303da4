import { sql } from 'kysely';
import { newId } from './fixtures';
import { storeForTests } from '../support/store';

const store = storeForTests();

describe('the database', () => {
  it('answers, and migrating again does nothing', async () => {
    await store().ping();
    expect(await store().migrate()).toEqual([]);
  });

  it('gives values of the same types everywhere', async () => {
    const { rows } = await sql`select
      9007199254740991::int8 as big, count(*) as counted, sum(n) as summed, avg(n)::numeric as mean,
      timestamptz '2027-01-04 09:00:00.5-08' as at, date '2027-03-14' as day,
      '{"a":[1,{"b":null}]}'::jsonb as doc, true as yes, null::int as nothing
      from (values (1), (2)) as v (n)`.execute(store().db);
    expect(rows).toEqual([
      {
        ...{ big: Number.MAX_SAFE_INTEGER, counted: 2, summed: 3, mean: 1.5 },
        ...{ at: '2027-01-04T17:00:00.500Z', day: '2027-03-14' },
        ...{ doc: { a: [1, { b: null }] }, yes: true, nothing: null },
      },
    ]);
  });

  it('keeps a statement outside a transaction out of it: what it wrote survives the rollback', async () => {
    const [inside, outside] = [newId('staff'), newId('staff')];
    const member = (id: string) => ({
      ...{ id, roles: ['lead' as const], name: 'L', email: `${id}@example.org` },
      createdAt: '2027-01-04T17:00:00.000Z' as never,
    });
    let write: Promise<void> | undefined;
    const rolledBack = store()
      .db.transaction()
      .execute(async (tx) => {
        await tx.insertInto('staff').values(member(inside)).execute();
        write = store().staff.save(member(outside));
        await tx.selectFrom('staff').selectAll().execute();
        throw new Error('rolled back');
      });
    await expect(rolledBack).rejects.toThrow('rolled back');
    await write;
    expect(await store().staff.find(inside)).toBeUndefined();
    expect(await store().staff.find(outside)).toBeDefined();
  });

  it('goes on after a failed statement', async () => {
    await expect(sql`select nonsense`.execute(store().db)).rejects.toMatchObject({ code: 'query-failed' });
    await expect(sql`select 1 / 0`.execute(store().db)).rejects.toMatchObject({ code: 'value-refused' });
    await store().ping();
  });

  it('knows no name in the log: only courses and inquiries lead to a client', async () => {
    const { rows } = await sql<{ table: string }>`select table_name as table from information_schema.columns
      where table_schema = 'public' and column_name = 'client_id' order by 1`.execute(store().db);
    expect(rows.map(({ table }) => table)).toEqual(['broadcasts', 'courses', 'inquiries', 'support_persons']);
  });
});
