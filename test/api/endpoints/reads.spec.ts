/** Who looked at which clients: what is written down, what is not, and who may look it up. */
import pino from 'pino';
import request from 'supertest';
import { createApi } from '../../../src/api/createApi';
import { readLog, type ReadLog } from '../../../src/api/http/readLog';
import { wordsOfRead } from '../../../src/api/readWords';
import { ENDPOINTS } from '../../../src/api/registry';
import { STAFF } from '../../../src/api/roles';
import { ADA, apiApp, type ApiApp } from '../support/apiApp';

let api: ApiApp;
let reads: ReadLog;
let app: ReturnType<typeof createApi>;
let clock = Date.now();
beforeAll(async () => {
  api = await apiApp({ now: () => new Date(clock) });
  const { store, engine, keyring } = api;
  const log = pino({ level: 'silent' });
  reads = readLog(store, log);
  const deps = { store, engine, keyring, log, now: () => new Date(clock) };
  app = createApi(deps, { reads, leaving: new AbortController().signal });
});
// Later than everything before it.
beforeEach(() => {
  clock += 3_600_000;
});
afterAll(async () => {
  await reads.stop();
  await api.store.close();
});

const get = (path: string, headers: Record<string, string>) => request(app).get(path).set(headers);
const listed = async (query = '') => {
  await reads.flush();
  const answer = await request(api.app).get(`/api/v1/reads${query}`).set(api.as('lead')).expect(200);
  return answer.body as { reads: Record<string, unknown>[]; next?: string };
};
const ofCourse = async () => {
  const course = await api.newCourse();
  return { course, client: (await api.store.courses.find(course))?.clientId ?? '' };
};
/** Somebody new, so that nothing of theirs is known. */
const someone = async () => {
  const cookie = await api.signedIn('therapist', 'lead');
  const answer = await request(api.app).get('/api/v1/session').set(cookie);
  return { cookie, id: (answer.body as { person: { id: string } }).person.id };
};
const by = async (person: string) => (await listed(`?person=${person}`)).reads;

describe('a read', () => {
  it('is written down: who, in which role, what, whom and when', async () => {
    const [{ course, client }, { cookie, id }] = [await ofCourse(), await someone()];
    await get(`/api/v1/courses/${course}/ledger`, { ...cookie, 'Throughline-Role': 'lead' }).expect(200);
    expect(await by(id)).toEqual([
      {
        ...{
          number: expect.any(Number) as number,
          at: new Date(clock).toISOString(),
          person: id,
          role: 'lead',
        },
        ...{ name: 'Pat Example', operation: 'readLedger', what: 'read the ledger', course, count: 1 },
        clients: [{ id: client, name: ADA.name }],
      },
    ]);
    expect(await api.store.audit.verify('reads')).toMatchObject({ ok: true });
  });

  it('with a token is written down, and of contact data, too', async () => {
    const { client } = await ofCourse();
    await get(`/api/v1/clients/${client}`, api.as('frontDesk')).expect(200);
    expect((await listed(`?client=${client}`)).reads).toMatchObject([
      { operation: 'readClient', person: 'staff-frontDesk', role: 'frontDesk', clients: [{ id: client }] },
    ]);
  });

  it('of a list is one entry with everybody on it', async () => {
    const [{ client }, { cookie, id }] = [await ofCourse(), await someone()];
    const answer = await get('/api/v1/courses?limit=200', cookie).expect(200);
    const { courses } = answer.body as { courses: { client: { id: string } }[] };
    const count = new Set(courses.map((each) => each.client.id)).size;
    expect(await by(id)).toMatchObject([{ operation: 'listCourses', count }]);
    const [first] = (await listed(`?person=${id}&client=${client}`)).reads as { clients: object[] }[];
    expect(first?.clients[0]).toEqual({ id: client, name: ADA.name });
  });

  it('that is refused leaves nothing', async () => {
    const { course, client } = await ofCourse();
    await get(`/api/v1/courses/${course}/ledger`, api.as('prescriber')).expect(403);
    await get(`/api/v1/clients/${client}`, api.as('engineer')).expect(403);
    await get(`/api/v1/clients/${client}`, {}).expect(401);
    await get(`/api/v1/clients/${course}`, api.as('lead')).expect(404);
    await get(`/api/v1/courses/${client}`, api.as('lead')).expect(404);
    expect((await listed(`?client=${client}`)).reads).toEqual([]);
  });

  it('of what shows no client leaves nothing', async () => {
    const { cookie, id } = await someone();
    for (const path of ['morning', 'protocols', 'practice/staff', 'signals', 'clients?limit=0'])
      await get(`/api/v1/${path}`, cookie);
    expect(await by(id)).toEqual([]);
  });
});

describe('a viewing', () => {
  const background = { 'Throughline-Background': '1' };

  it('is one entry, however often the page reads itself again', async () => {
    const [{ course }, { cookie, id }] = [await ofCourse(), await someone()];
    const path = `/api/v1/courses/${course}/ledger`;
    await get(path, cookie).expect(200);
    for (let minutes = 0; minutes < 29; minutes += 1) {
      clock += 60_000;
      await get(path, { ...cookie, ...background }).expect(200);
    }
    expect(await by(id)).toHaveLength(1);
  });

  it('of somebody who comes back after a minute is another one; within it, it is not', async () => {
    const [{ course }, { cookie, id }] = [await ofCourse(), await someone()];
    const path = `/api/v1/courses/${course}/ledger`;
    await get(path, cookie).expect(200);
    clock += 59_000;
    await get(path, cookie).expect(200);
    expect(await by(id)).toHaveLength(1);
    clock += 2_000;
    await get(path, cookie).expect(200);
    expect(await by(id)).toHaveLength(2);
  });

  it('of a list that reads itself again names whoever is new on it, and nobody else', async () => {
    const { cookie, id } = await someone();
    await get('/api/v1/clients', cookie).expect(200);
    const { client } = await ofCourse();
    clock += 30_000;
    await get('/api/v1/clients', { ...cookie, ...background }).expect(200);
    const [latest, ...others] = await by(id);
    expect(latest).toMatchObject({ count: 1, clients: [{ id: client }] });
    expect(others).toHaveLength(1);
  });

  it('by another person, or in another role, is another one', async () => {
    const [{ course, client }, first, second] = [await ofCourse(), await someone(), await someone()];
    const path = `/api/v1/courses/${course}/ledger`;
    await get(path, first.cookie).expect(200);
    await get(path, { ...first.cookie, 'Throughline-Role': 'lead' }).expect(200);
    await get(path, second.cookie).expect(200);
    expect((await listed(`?client=${client}`)).reads).toHaveLength(3);
  });
});

describe('who looked', () => {
  it('is for the lead and admins', async () => {
    for (const role of ['therapist', 'prescriber', 'frontDesk', 'biller', 'engineer', 'client'] as const)
      await request(api.app).get('/api/v1/reads').set(api.as(role)).expect(403);
    await request(api.app).get('/api/v1/reads').set(api.as('admin')).expect(200);
  });

  it('comes in pages, the newest first', async () => {
    const { cookie, id } = await someone();
    const courses = [];
    for (let each = 0; each < 3; each += 1) courses.push((await ofCourse()).course);
    for (const course of courses) await get(`/api/v1/courses/${course}/ledger`, cookie).expect(200);
    const first = await listed(`?person=${id}&limit=2`);
    const rest = await listed(`?person=${id}&limit=2&cursor=${first.next ?? ''}`);
    expect([...first.reads, ...rest.reads].map(({ course }) => course)).toEqual(courses.reverse());
    expect(rest.next).toBeUndefined();
    await request(api.app).get('/api/v1/reads?cursor=x').set(api.as('lead')).expect(400);
  });
});

describe('what cannot be written', () => {
  const one = { operation: 'readLedger', course: 'c', clients: [] };
  const now = () => ({ now: new Date(clock).toISOString() as never, background: false });

  it('waits, and is written in the end', async () => {
    const add = jest.fn().mockRejectedValueOnce(new Error('away')).mockResolvedValue(undefined);
    const log = readLog({ reads: { add } }, pino({ level: 'silent' }));
    log.note({ role: 'lead', staffId: 'a' }, one, now());
    await expect(log.flush()).rejects.toThrow('away');
    await log.stop();
    await log.stop();
    expect(add.mock.calls.map(([batch]) => (batch as object[]).length)).toEqual([1, 1]);
  });

  it('ends reading before anything is forgotten', async () => {
    const add = jest.fn().mockRejectedValue(new Error('away'));
    const log = readLog({ reads: { add } }, pino({ level: 'silent' }));
    const note = (course: number) => {
      log.note({ role: 'lead', staffId: 'a' }, { ...one, course: String(course) }, now());
    };
    for (let course = 0; course < 5_000; course += 1) note(course);
    expect(() => {
      note(5_000);
    }).toThrow('cannot be written down');
    await log.stop();
  });
});

/** Reviewed: what these return has nobody in it. Others must name each as `client` or in `clients`, or as `inquiry` or in `inquiries`, with the id. */
const NOBODY = [
  ...[
    'readCalendarFeed',
    'renewCalendarFeed',
    'readPractice',
    'readMailServer',
    'changeMailServer',
    'sendTestMail',
  ],
  ...[
    'readMorning',
    'readMoney',
    'listSignalForms',
    'listStaff',
    'listAccounts',
    'listTokens',
    'streamChanges',
  ],
  ...[
    'listConsentTexts',
    'readConsentText',
    'listProtocols',
    'readProtocol',
    'listProtocolFields',
    'estimateProtocol',
    'checkProtocol',
    'tryProtocol',
  ],
  ...['compareProtocols', 'createToken', 'rotateToken'],
  ...['readPractice', 'readMailServer', 'changeMailServer', 'sendTestMail'],
];

it('every operation that staff read by names its clients in a way that is seen, or shows none', () => {
  const reading = ENDPOINTS.filter(
    ({ open, method, keyed, roles }) =>
      !open && (method === 'get' || keyed === false) && roles.some((role) => STAFF.includes(role)),
  );
  const isSilent = ({ path, schemas, media }: (typeof reading)[number]): boolean => {
    if (/\/(courses|clients|inquiries)\/\{id\}/.test(path) || media) return false;
    return !/"(clients?|inquir(y|ies))"/.test(JSON.stringify(shapeOf(schemas.response)));
  };
  const ids = (some: typeof reading) => some.map(({ id }) => id).filter((id) => !NOBODY.includes(id));
  expect(ids(reading.filter(isSilent))).toEqual([]);
  const seen = ids(reading.filter((each) => !isSilent(each)));
  expect(seen.filter((id) => wordsOfRead(id).startsWith('used '))).toEqual([]);
});

/** The names of all fields. */
function shapeOf(schema: unknown, depth = 0): unknown {
  const { shape, element, def } = schema as {
    shape?: Record<string, unknown>;
    element?: unknown;
    def?: { innerType?: unknown };
  };
  if (depth > 6) return null;
  if (shape)
    return Object.fromEntries(Object.entries(shape).map(([key, each]) => [key, shapeOf(each, depth + 1)]));
  if (element) return shapeOf(element, depth + 1);
  return def?.innerType ? shapeOf(def.innerType, depth + 1) : null;
}
