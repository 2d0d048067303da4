import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import request from 'supertest';
import { createApi } from '../../../src/api/createApi';
import type { ApiDeps } from '../../../src/api/http/deps';
import { createToken, type Role, ROLES } from '../../../src/security/tokens';
import type { Store } from '../../../src/store';
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
  const app = createApi({ engine: fake.engine, log: capture(lines), ...changes, store });
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
  return { app, as, get, lines, newClient, newCourse, patch, post, store, tokens, ...fake };
}

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
