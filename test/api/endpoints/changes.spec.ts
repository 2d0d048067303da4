/** Live updates over HTTP, on a real PostgreSQL: what is told, to whom, in which order, and when a stream ends. */
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { pino } from 'pino';
import request from 'supertest';
import { instant } from '../../../src/time/instant';
import { startApi, type RunningApi } from '../../../src/api/startApi';
import { createToken } from '../../../src/security/tokens';
import { noted, opened, step } from '../../store/fixtures';
import { ADA, apiApp, type ApiApp } from '../support/apiApp';
import { openEvents, type Events } from '../support/stream';

const IDLE_MINUTES = 30;

let api: ApiApp;
let server: RunningApi;
let clock = Date.now();
const streams: Events[] = [];
beforeAll(async () => {
  api = await apiApp({ now: () => new Date(clock) });
});
beforeEach(async () => {
  clock = Date.now();
  server = await start();
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
  await server.stop();
});
afterAll(() => api.store.close());

const start = (): Promise<RunningApi> => {
  const { store, engine, keyring } = api;
  const log = pino({ level: 'silent' });
  const deps = { store, engine, keyring, log, heartbeatSeconds: 0.05, idleMinutes: IDLE_MINUTES };
  return startApi({ ...deps, now: () => new Date(clock) }, { port: 0 });
};

async function open(headers: Record<string, string> = api.as('therapist')): Promise<Events> {
  const stream = await openEvents(`${server.url}/api/v1/changes`, headers);
  streams.push(stream);
  await stream.until(({ type }) => type === 'ready');
  return stream;
}

/** Until there is a place for it. */
async function openAgain(headers: Record<string, string>): Promise<void> {
  for (;;) {
    const again = await openEvents(`${server.url}/api/v1/changes`, headers).catch(() => undefined);
    if (!again) continue;
    streams.push(again);
    return;
  }
}

const tells = (kind: string, ids: object) => (event: object) =>
  isDeepStrictEqual(event, { type: 'change', kind, ...ids });

/** Something that is told after everything before it. */
async function caughtUp(stream: Events): Promise<void> {
  const client = await api.newClient();
  await stream.until(tells('client', { client }));
}

describe('a change', () => {
  it('is told to everyone on the staff once it is committed, by ids only', async () => {
    const course = await api.newCourse();
    const { clientId: client } = (await api.store.courses.find(course)) ?? {};
    const [one, other] = [await open(), await open(api.as('biller'))];
    await api.store.commitStep(step(course, 1, [noted(ADA.name), opened('book-preparation')]));
    for (const stream of [one, other]) {
      await stream.until(tells('course', { course, client }));
      await caughtUp(stream);
      expect(stream.seen.filter(tells('course', { course, client }))).toHaveLength(1);
      expect(JSON.stringify(stream.seen)).not.toContain(ADA.name);
    }
  });

  it('that is rolled back is never told', async () => {
    const [course, refused] = [await api.newCourse(), await api.newCourse()];
    const stream = await open();
    const gap = step(refused, 2, [noted('never')], { firstSeq: 9 });
    await expect(api.store.commitStep(gap)).rejects.toMatchObject({ code: 'revision-gap' });
    const undone = api.store.atOnce(async ({ clients }) => {
      await clients.change((await clients.ofCourse(course))?.id ?? '', { name: 'Never Stored' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await caughtUp(stream);
    expect(stream.seen.filter(({ type }) => type === 'change')).toHaveLength(1);
  });

  it('is told in the order of the commits', async () => {
    const stream = await open();
    const courses: string[] = [];
    for (let each = 0; each < 20; each += 1) courses.push(await api.newCourse());
    stream.seen.length = 0;
    for (const course of courses) await api.store.commitStep(step(course, 1, [noted('x')]));
    await caughtUp(stream);
    const told = stream.seen.filter(({ kind }) => kind === 'course').map(({ course }) => course);
    expect(told).toEqual(courses);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'to contact data',
      () => newClient().then((id) => api.store.clients.change(id, { name: 'New Name' })),
      'client',
    ],
    ['to the staff', () => api.staffed(['therapist']), 'staff'],
    [
      'to the practice',
      () => api.patch('/api/v1/practice', 'lead', { officeAddress: '1 Example Street' }).expect(200),
      'practice',
    ],
    ['to an e-mail', () => failOneMessage(), 'messages'],
    [
      'to the protocols',
      () =>
        api.store.protocols.add({
          id: 'new',
          version: 1,
          content: {},
          savedAt: instant('2027-01-04T17:00:00Z'),
          savedBy: 'staff-lead',
        }),
      'protocols',
    ],
  ])('%s is told', async (_what, change, kind) => {
    const stream = await open();
    await change();
    expect(await stream.until((event) => event.kind === kind)).toMatchObject({ type: 'change' });
  });

  it('to nobody but the staff', async () => {
    for (const role of ['client', 'supportPerson', 'partner', 'engineer'] as const)
      await request(server.url).get('/api/v1/changes').set(api.as(role)).expect(403);
    await request(server.url).get('/api/v1/changes').expect(401);
  });
});

const newClient = () => api.newClient();

async function failOneMessage(): Promise<void> {
  const course = await api.newCourse();
  const { rows } = await sql<{ id: string }>`
    insert into messages (id, course_id, key, template, recipient, safety, stale_at, facts, due_at, due_seq, state)
    values (${course}, ${course}, 'key', 'sessionReminder', 'client', false, now(), '{}', now(), 1, 'pending')
    returning id`.execute(api.store.db);
  await api.store.db
    .updateTable('messages')
    .set({ state: 'failed' })
    .where('id', '=', rows[0]?.id ?? '')
    .execute();
}

describe('a break', () => {
  it('of the connection to the database is told, and mended: then everything is to be read again', async () => {
    const stream = await open();
    stream.seen.length = 0;
    await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where application_name = 'throughline changes' and datname = current_database()`.execute(api.store.db);
    await stream.until(({ type }) => type === 'interrupted');
    await stream.until(({ type }) => type === 'ready');
    await caughtUp(stream);
    expect(stream.seen.map(({ type }) => type).slice(0, 2)).toEqual(['interrupted', 'ready']);
  });

  it('at the end of the process does not delay it, and another process goes on', async () => {
    const stream = await open();
    const begun = Date.now();
    await server.stop();
    await stream.ended;
    expect(Date.now() - begun).toBeLessThan(1_000);
    expect(stream.seen.map(({ type }) => type)).not.toContain('ended');
    server = await start();
    await caughtUp(await open());
  });
});

describe('a stream', () => {
  const ends = async (stream: Events): Promise<void> => {
    await stream.until(({ type }) => type === 'ended');
    await stream.ended;
  };

  it('ends when the person signs out, and nobody else’s does', async () => {
    const [mine, theirs] = [await api.signedIn('therapist'), await api.signedIn('therapist')];
    const [stream, other] = [await open(mine), await open(theirs)];
    await request(server.url).post('/api/v1/session/sign-out').set(mine).expect(200);
    await ends(stream);
    await caughtUp(other);
    expect(other.seen.map(({ type }) => type)).not.toContain('ended');
  });

  it('ends when the person is removed, or loses the roles that may have it', async () => {
    const [leaves, changes] = [await api.signedIn('biller'), await api.signedIn('biller')];
    const [gone, changed] = [await open(leaves), await open(changes)];
    const idOf = async (cookie: { Cookie: string }) =>
      ((await request(server.url).get('/api/v1/session').set(cookie)).body as { person: { id: string } })
        .person.id;
    await api.signedIn('lead');
    await (await api.person('lead')).post(`/api/v1/staff/${await idOf(leaves)}/remove`, {}).expect(200);
    await ends(gone);
    await (
      await api.person('lead')
    )
      .patch(`/api/v1/staff/${await idOf(changes)}`, { roles: ['engineer'] })
      .expect(200);
    await ends(changed);
  });

  it('ends when the token is revoked', async () => {
    const staffId = 'somebody-else';
    const { token, record } = await createToken(api.store.tokens, { role: 'frontDesk', staffId }, new Date());
    const stream = await open({ Authorization: `Bearer ${token}` });
    await api.store.tokens.revoke(record.id);
    await ends(stream);
    expect(stream.seen.at(-1)).toEqual({ type: 'ended' });
  });

  it('does not keep a sign-in from running out, and ends with it', async () => {
    const cookie = await api.signedIn('therapist');
    clock += (IDLE_MINUTES - 1) * 60_000;
    const stream = await open(cookie);
    await caughtUp(stream);
    expect(stream.seen.map(({ type }) => type)).not.toContain('ended');
    clock += 60_000;
    await ends(stream);
    await request(server.url).get('/api/v1/tasks').set(cookie).expect(401);
  });

  it('survives that nobody knows whether the sign-in lasts', async () => {
    const stream = await open(await api.signedIn('therapist'));
    const find = jest.spyOn(api.store.signIns, 'find').mockRejectedValue(new Error('the database is away'));
    while (find.mock.calls.length < 3) await new Promise(setImmediate);
    find.mockRestore();
    await caughtUp(stream);
  });

  it('is refused beyond ten of one person, until one of them ends', async () => {
    const cookie = await api.signedIn('therapist');
    const mine = await Promise.all(Array.from({ length: 10 }, () => open(cookie)));
    const more = await request(server.url).get('/api/v1/changes').set(cookie).expect(429);
    expect(more.body).toMatchObject({ code: 'rate-limited' });
    await open(await api.signedIn('therapist'));
    mine[0]?.close();
    await mine[0]?.ended;
    await openAgain(cookie);
  });

  it('takes no place if its reader leaves before it begins', async () => {
    const cookie = await api.signedIn('therapist');
    const { signIns } = api.store;
    const find = signIns.find.bind(signIns);
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const holding = jest.spyOn(signIns, 'find').mockImplementation(async (...which) => {
      await held;
      return find(...which);
    });
    const leaving = new AbortController();
    const left = Array.from({ length: 10 }, () =>
      fetch(`${server.url}/api/v1/changes`, { headers: cookie, signal: leaving.signal }).catch(
        () => undefined,
      ),
    );
    while (holding.mock.calls.length < left.length) await new Promise(setImmediate);
    leaving.abort();
    await Promise.all(left);
    await (await fetch(`${server.url}/healthz`)).text();
    goOn();
    holding.mockRestore();
    await openAgain(cookie);
    expect(streams).toHaveLength(1);
  });

  it('takes no fields', async () => {
    await request(server.url).get('/api/v1/changes?since=1').set(api.as('lead')).expect(400);
  });

  it('is for this site only', async () => {
    const headers = { ...(await api.signedIn('lead')), 'Sec-Fetch-Site': 'cross-site' };
    await request(server.url).get('/api/v1/changes').set(headers).expect(403);
  });
});
