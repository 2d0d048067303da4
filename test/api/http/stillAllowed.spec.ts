import { setImmediate as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import request from 'supertest';
import { ENDPOINTS } from '../../../src/api/registry';
import { MANAGERS } from '../../../src/api/roles';
import { loadProtocol, protocolLibrary } from '../../../src/protocols/load';
import type { Store } from '../../../src/store';
import { freshStore } from '../../support/store';
import { type Answer, codeOf } from '../support/answers';
import { apiApp, PASSWORD } from '../support/apiApp';

type Endpoint = (typeof ENDPOINTS)[number];

/** They ask or compute only, send an e-mail to whom they name, or report to courses. */
const CHANGE_NOTHING = ['checkHours', 'tryProtocol', 'sendTestMail', 'moveCourses'];
const TOKENS = ['createToken', 'rotateToken', 'revokeToken'];
const isGuarded = ({ id, method, roles, path, open }: Endpoint): boolean =>
  method !== 'get' &&
  !open &&
  !path.includes('/courses/') &&
  !CHANGE_NOTHING.includes(id) &&
  (TOKENS.includes(id) || roles.every((role) => MANAGERS.includes(role)));
const guarded = ENDPOINTS.filter(isGuarded);

let used: Store | undefined;
afterEach(() => used?.close());

/** The API on a store in which `happens` just before each transaction. */
async function interrupted() {
  const store: Store = await freshStore();
  const before = { happens: (): Promise<unknown> => Promise.resolve() };
  const atOnce: Store['atOnce'] = async (work) => {
    await before.happens();
    return store.atOnce(work);
  };
  used = store;
  const api = await apiApp({ store: { ...store, atOnce } });
  return { api, before, store };
}

const content = () => ({
  ...(protocolLibrary().raw('calm', 1) as object),
  version: loadProtocol('calm').version + 1,
});
const bodyFor = ({ id }: Endpoint): object =>
  ({
    changeMailServer: { host: 'mail.example.org', port: 465, security: 'tls' },
    changePractice: { name: 'Cedar Practice' },
    changeCalendar: { closedDays: ['2027-12-24'] },
    addStaff: { name: 'Nia Example', email: 'nia@cedar.example', roles: ['admin'] },
    changeStaff: { roles: ['admin'] },
    createToken: { name: 'Nightly report', role: 'lead', days: 90 },
    importClients: { clients: 'client,name,phone\n1,Nora Invented,503 555 0123' },
    saveProtocol: { protocol: content() },
    saveConsentText: {
      ...{ kind: 'telehealth', language: 'en', version: 1 },
      body: 'I agree that sessions take place by video.',
    },
  })[id] ?? {};

describe('a request that is under way when its manager is removed', () => {
  it.each(guarded.map(({ id }) => id))('changes nothing: %s', async (id) => {
    const endpoint = guarded.find((each) => each.id === id);
    if (!endpoint) throw new Error('it is in the list');
    const { api, before, store } = await interrupted();
    const lead = await api.person('lead');
    await api.staffed(['lead']);
    const other = await api.staffed(['therapist']);
    const mine = await lead.post('/api/v1/tokens', { name: 'Mine', role: 'lead', days: 9 }).expect(201);
    const target = id.endsWith('Token')
      ? (mine.body as { id: string }).id
      : id === 'removeClient'
        ? await api.newClient()
        : other;
    const asked = () => {
      const path = endpoint.path.replace('{id}', target);
      const sent = endpoint.method === 'patch' ? request(api.app).patch(path) : request(api.app).post(path);
      const password = endpoint.inPerson?.password && { ownPassword: PASSWORD };
      return sent
        .set({ ...lead.cookie, 'Idempotency-Key': 'under-way' })
        .send({ ...bodyFor(endpoint), ...password });
    };
    const audited = async () =>
      Promise.all(
        ['staff', 'practice', 'access', 'protocols', 'clients'].map(
          async (stream) => (await store.audit.list(stream)).length,
        ),
      );
    const [staff, entries] = [await store.staff.list(), await audited()];
    before.happens = () => store.staff.save({ ...pat(lead.id), roles: ['therapist'] });
    expect(codeOf(await asked())).toEqual([403, 'role-refused']);
    expect([(await store.staff.list()).length, await audited()]).toEqual([staff.length, entries]);
    // With the role, the same request is carried out.
    before.happens = () => store.staff.save({ ...pat(lead.id), roles: ['lead'] });
    await store.staff.save({ ...pat(lead.id), roles: ['lead'] });
    expect((await asked()).status).toBeLessThan(300);
  });

  it('waits for who is removing them', async () => {
    const { api, store } = await interrupted();
    const lead = await api.person('lead');
    let adding: Promise<Answer> | undefined;
    await store.atOnce(async (all) => {
      await all.staff.waitForOthers();
      await all.staff.leave(lead.id, '2027-01-04T17:00:00.000Z' as never);
      const body = { name: 'Nia Example', email: 'nia@cedar.example', roles: ['admin'] };
      adding = lead.post('/api/v1/staff', body).then((answer) => answer);
      const waits = sql<object>`select 1 from pg_locks where not granted`;
      while ((await waits.execute(store.db)).rows.length === 0) await pause();
    });
    expect(adding && codeOf(await adding)).toEqual([403, 'role-refused']);
    expect(await store.staff.byEmail('nia@cedar.example')).toBeUndefined();
  });
});

const pat = (id: string) => ({
  ...{ id, name: 'Pat Example', email: `${id}@cedar.example` },
  createdAt: '2027-01-01T00:00:00.000Z' as never,
});
