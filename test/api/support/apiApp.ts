import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import request from 'supertest';
import { createApi } from '../../../src/api/createApi';
import type { ApiDeps } from '../../../src/api/http/deps';
import { SIGN_IN_COOKIE } from '../../../src/api/http/visitor';
import { newKeyEntry, parseKeyring } from '../../../src/security/keyring';
import { hashPassword } from '../../../src/security/passwords';
import { hashOf, newSecret } from '../../../src/security/secrets';
import { createToken, type Role, ROLES } from '../../../src/security/tokens';
import type { Store } from '../../../src/store';
import { fromMs } from '../../../src/time/instant';
import type { MemberRole } from '../../../src/vocabulary/roles';
import { freshStore } from '../../support/store';
import { fakeEngine } from './fakeEngine';

/** The client every log must keep quiet about. */
export const ADA = {
  name: 'Ada Quietname',
  email: 'ada.quiet@example.org',
  phone: '+1 503 555 0100',
  zone: 'America/Los_Angeles',
};

/** The API on a fresh database (unless one is given), with a fake engine, a token for each role, and its log to read. */
export async function apiApp(changes: Partial<ApiDeps> & { store?: Store } = {}) {
  const store: Store = changes.store ?? (await freshStore());
  await store.practice.save({
    ...{ name: 'CALM demo', zone: 'America/Los_Angeles', closedDays: [], contacts: {} },
    ...{ senderName: 'CALM', senderAddress: 'care@example.org', callbackNumber: '+1 503 555 0199' },
  });
  const tokens = await tokensFor(store);
  const lines: string[] = [];
  const fake = fakeEngine();
  const app = createApi({ keyring: KEYRING, engine: fake.engine, log: capture(lines), ...changes, store });
  const as = (role: Role) => ({ Authorization: `Bearer ${tokens[role]}` });

  const post = (path: string, role: Role, body: object, key: string = randomUUID()) =>
    request(app).post(path).set(as(role)).set('Idempotency-Key', key).send(body);
  const patch = (path: string, role: Role, body: object, key: string = randomUUID()) =>
    request(app).patch(path).set(as(role)).set('Idempotency-Key', key).send(body);
  const get = (path: string, role: Role = 'therapist') => request(app).get(path).set(as(role));
  const newClient = async (): Promise<string> =>
    ((await post('/api/v1/clients', 'frontDesk', ADA).expect(201)).body as { id: string }).id;
  const newCourse = async (): Promise<string> => {
    const made = await post('/api/v1/courses', 'frontDesk', { client: await newClient(), protocol: 'calm' });
    return (made.body as { id: string }).id;
  };
  const staffed = staffFor(store);
  const signedInAgain = async (staffId: string): Promise<{ Cookie: string }> => {
    const secret = newSecret();
    const at = fromMs((changes.now?.() ?? new Date()).getTime());
    const stage = { stage: 'signedIn', browser: 'Firefox on Windows', createdAt: at, seenAt: at } as const;
    await store.signIns.begin({ id: randomUUID(), hash: hashOf(secret), staffId, ...stage }, EARLIEST);
    return { Cookie: `${SIGN_IN_COOKIE}=${secret}` };
  };
  /** The header of a browser in which somebody with these roles is signed in, with a second factor. */
  const signedIn = async (...roles: MemberRole[]): Promise<{ Cookie: string }> => {
    const staffId = await staffed(roles);
    await store.accounts.turnOn(staffId, 'sealed', 0);
    return signedInAgain(staffId);
  };
  /** Somebody with these roles at a browser, who gives their password with everything they change. */
  const person = async (...roles: MemberRole[]) => {
    const id = await staffed(roles);
    await store.accounts.turnOn(id, 'sealed', 0);
    const cookie = await signedInAgain(id);
    const send =
      (method: 'post' | 'patch') =>
      (path: string, body: object, key: string = randomUUID()) =>
        (method === 'post' ? request(app).post(path) : request(app).patch(path))
          .set({ ...cookie, 'Idempotency-Key': key })
          .send({ ownPassword: PASSWORD, ...body });
    return { id, cookie, post: send('post'), patch: send('patch') };
  };
  return {
    app,
    as,
    person,
    get,
    keyring: KEYRING,
    signedIn,
    signedInAgain,
    staffed,
    lines,
    newClient,
    newCourse,
    patch,
    post,
    store,
    tokens,
    ...fake,
  };
}

const EARLIEST = fromMs(0);
const KEYRING = parseKeyring(newKeyEntry('test'));
export const PASSWORD = 'a long walk by the river';

/** Adds a person with these roles and the password above. Returns their id; their address is `<id>@cedar.example`. */
function staffFor(store: Store) {
  let passwordHash: Promise<string> | undefined;
  return async (roles: MemberRole[]): Promise<string> => {
    const id = `p-${randomUUID().slice(0, 8)}`;
    const [name, email] = ['Pat Example', `${id}@cedar.example`];
    await store.staff.save({ id, roles, name, email, createdAt: EARLIEST });
    await store.accounts.setPassword(id, await (passwordHash ??= hashPassword(PASSWORD)), EARLIEST);
    return id;
  };
}

export type Person = Awaited<ReturnType<ApiApp['person']>>;
export type ApiApp = Awaited<ReturnType<typeof apiApp>>;

async function tokensFor(store: Store): Promise<Record<Role, string>> {
  const made = await Promise.all(
    ROLES.map(async (role) => {
      const { token } = await createToken(store.tokens, { role, staffId: `staff-${role}` }, new Date());
      return [role, token] as const;
    }),
  );
  return Object.fromEntries(made) as Record<Role, string>;
}

function capture(lines: string[]) {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return pino({ level: 'trace' }, stream);
}
