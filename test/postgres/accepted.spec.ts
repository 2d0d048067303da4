/** What the database confirmed is there after its server was killed, again and again, at any instant. */
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { openEmbedded, temporaryDataDir, type EmbeddedPostgres } from '../../src/postgres';
import { openStore, StoreError, type Store } from '../../src/store';
import { apiApp, type ApiApp } from '../api/support/apiApp';
import { until } from '../../tools/until';
import { newId, noted, step } from '../store/fixtures';
import { ask, gone, killServer } from './support/cluster';

const seed = Number(process.env.THROUGHLINE_SEED ?? Date.now() % 1_000_000);
const KILLS = 6;
const WRITERS = 4;
const LONGEST_MS = 250;

describe('an embedded database whose server is killed', () => {
  const dataDir = temporaryDataDir();
  let server: EmbeddedPostgres;
  let store: Store;
  let api: ApiApp;
  beforeAll(async () => {
    server = await openEmbedded(dataDir);
    store = openStore({ databaseUrl: server.url });
    await store.migrate();
    api = await apiApp({ store });
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  it('waits for the disk before it confirms', async () => {
    const settings = ['fsync', 'synchronous_commit', 'full_page_writes'];
    const shown = await ask(server.url, `select name, setting from pg_settings where name = any ('{${settings.join()}}')`); // prettier-ignore
    expect(shown.map(({ setting }) => setting)).toEqual(['on', 'on', 'on']);
  });

  it(`loses nothing it accepted (seed ${seed})`, async () => {
    const working = { until: false };
    const courses = Array.from({ length: WRITERS }, () => newId('course'));
    const tried = { unanswered: 0 };

    /** Offers one step after another, each until it is accepted, as the workflow does. */
    const write = async (course: string): Promise<number> => {
      let accepted = 0;
      while (!working.until) {
        const offered = step(course, accepted + 1, [noted(`number ${accepted + 1}`)]);
        try {
          await store.commitStep(offered);
          accepted += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(StoreError);
          expect(error).toMatchObject({ retryable: true });
          tried.unanswered += 1;
          await pause(5);
        }
      }
      return accepted;
    };
    const writing = courses.map(write);
    const delays = fc.sample(fc.integer({ min: 1, max: LONGEST_MS }), { seed, numRuns: KILLS });
    for (const delay of delays) {
      await pause(delay);
      await gone(killServer(dataDir));
      await until('the server is back', () => store.ping().then(() => true, () => false)); // prettier-ignore
    }
    working.until = true;
    const accepted = await Promise.all(writing);
    const stored = await Promise.all(courses.map((course) => store.events.ofCourse(course)));
    const found = stored.map((events) => events.length);
    const sum = (counts: number[]) => counts.reduce((all, each) => all + each, 0);
    process.stderr.write(
      `database killed ${KILLS} times (seed ${seed}): accepted ${sum(accepted)}, found ${sum(found)}, ` +
        `tried again ${tried.unanswered}\n`,
    );
    // A step that was stored and whose answer was lost is not offered again once the writing is over.
    found.forEach((count, writer) => {
      expect(count - (accepted[writer] ?? 0)).toBeGreaterThanOrEqual(0);
      expect(count - (accepted[writer] ?? 0)).toBeLessThanOrEqual(1);
    });
    for (const course of courses) expect(await store.events.verify(course)).toMatchObject({ ok: true });
    expect(sum(accepted)).toBeGreaterThan(0);
  });

  it('lets the API answer 503 with Retry-After meanwhile, and go on by itself', async () => {
    const id = await api.newClient();
    await gone(killServer(dataDir));
    const meanwhile = await api.get(`/api/v1/clients/${id}`, 'frontDesk');
    expect(meanwhile.status).toBe(503);
    expect(meanwhile.body).toMatchObject({ code: 'database-unavailable' });
    expect(Number(meanwhile.headers['retry-after'])).toBeGreaterThan(0);
    await until('it answers again', async () => (await api.get(`/api/v1/clients/${id}`, 'frontDesk')).status === 200); // prettier-ignore
  });
});
