import { sql } from 'kysely';
import { endEmbedded, openEmbedded, type EmbeddedPostgres } from '../../src/postgres';
import { openStore, type Store } from '../../src/store';
import { temporaryFolder } from '../stack/support/temporary';
import { charged, newId, noted, step } from './fixtures';

describe('a database of its own', () => {
  let server: EmbeddedPostgres;
  let store: Store;
  beforeAll(async () => {
    server = await openEmbedded(dataDir);
    store = openStore({ databaseUrl: server.url });
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });
  const dataDir = temporaryFolder();

  it('is migrated once, by one of four processes that begin at once', async () => {
    const others = [1, 2, 3].map(() => openStore({ databaseUrl: server.url }));
    const migrated = await Promise.all([store, ...others].map((each) => each.migrate()));
    await Promise.all(others.map((each) => each.close()));
    expect(migrated.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('is unavailable, retryably, while the server is down; nothing committed is lost', async () => {
    const course = newId('course');
    await store.commitStep(step(course, 1, [noted('before'), charged('charge-1', 100)]));
    await endEmbedded(dataDir);
    const offered = step(course, 2, [noted('after')], { firstSeq: 3 });
    const down = await store.commitStep(offered).catch((error: unknown) => error);
    expect(down).toMatchObject({ code: 'database-unavailable', retryable: true });
    await expect(store.ping()).rejects.toMatchObject({ code: 'database-unavailable' });
    const again = await openEmbedded(dataDir);
    expect(again.url).toBe(server.url);
    await store.commitStep(offered);
    expect((await store.events.ofCourse(course)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(await store.events.verify(course)).toMatchObject({ ok: true });
    await again.stop();
  });

  it('that dies in the middle of a transaction ends the transaction, and nothing else', async () => {
    const course = newId('course');
    const failed = store.db.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      await sql`select pg_terminate_backend(${rows[0]?.pid ?? 0}, 5000)`.execute(store.db);
      // The connection has broken while no statement was under way.
      await new Promise(setImmediate);
      await sql`select 1`.execute(transaction);
    });
    await expect(failed).rejects.toMatchObject({ code: 'database-unavailable' });
    await store.commitStep(step(course, 1, [noted('after')]));
    expect(await store.events.ofCourse(course)).toHaveLength(1);
  });
});
