import { openStore, type Store } from '../../src/store';
import { charged, newId, noted, step } from './fixtures';
import { findPostgres, startPostgres, type PostgresServer } from './postgresServer';
import { storeSuite } from './suite';

const found = findPostgres();
if ('missing' in found) process.stdout.write(`PostgreSQL suite skipped: ${found.missing}\n`);

('bin' in found ? describe : describe.skip)('PostgreSQL', () => {
  let server: PostgresServer;
  let store: Store;
  let migrated: string[][];

  beforeAll(async () => {
    server = await startPostgres('bin' in found ? found.bin : '');
    store = await openStore({ databaseUrl: server.url });
    const others = await Promise.all([1, 2, 3].map(() => openStore({ databaseUrl: server.url })));
    migrated = await Promise.all([store, ...others].map((each) => each.migrate()));
    await Promise.all(others.map((each) => each.close()));
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  it('is migrated once, by one of four processes that begin at once', () => {
    expect(migrated.filter((names) => names.length > 0)).toHaveLength(1);
  });

  storeSuite(() => store);

  it('is unavailable, retryably, while the server is down; nothing committed is lost', async () => {
    const course = newId('course');
    await store.commitStep(step(course, 1, [noted('before'), charged('charge-1', 100)]));
    await server.crash();
    const offered = step(course, 2, [noted('after')], { firstSeq: 3 });
    const down = await store.commitStep(offered).catch((error: unknown) => error);
    expect(down).toMatchObject({ code: 'database-unavailable', retryable: true });
    await expect(store.ping()).rejects.toMatchObject({ code: 'database-unavailable' });
    await server.start();
    await store.commitStep(offered);
    expect((await store.events.ofCourse(course)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(await store.events.verify(course)).toMatchObject({ ok: true });
  }, 30_000);
});
