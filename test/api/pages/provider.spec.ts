import { createServer, type Server } from 'node:http';
import request from 'supertest';
import { SIGN_IN_COOKIE } from '../../../src/api/http/visitor';
import { freePorts } from '../../../src/locks/freePorts';
import { fromMs } from '../../../src/time/instant';
import { startProvider, type TestProvider } from '../../support/provider';
import { apiApp, type ApiApp, PASSWORD } from '../support/apiApp';

let base: string;
let provider: TestProvider;
let api: ApiApp;
let server: Server;
beforeAll(async () => {
  const [port = 0] = await freePorts(1);
  base = `http://127.0.0.1:${port}`;
  provider = await startProvider(base);
  api = await apiApp({ provider: provider.with() });
  server = await listening(api, port);
});
afterAll(async () => {
  await closed(server);
  await api.store.close();
  await provider.stop();
});

async function listening({ app }: ApiApp, port: number): Promise<Server> {
  const made = createServer(app);
  await new Promise<void>((done) => made.listen(port, '127.0.0.1', done));
  return made;
}
const closed = async (made: Server): Promise<void> => {
  made.closeAllConnections();
  await new Promise((done) => made.close(done));
};

const requireFactor = async (secondFactorRequired: boolean) => {
  await api.store.practice.change({ secondFactorRequired });
};
const onStaff = async (id: string): Promise<void> => {
  const at = fromMs(0);
  const person = { id, name: 'Thea Example', email: `${id}@cedar.example`, roles: ['lead' as const] };
  await api.store.staff.save({ ...person, createdAt: at });
};

/** A browser, in short: it keeps cookies and follows redirects until our console. */
class Visit {
  private readonly jar = new Map<string, Map<string, string>>();

  async go(address: string, body?: string): Promise<{ address: URL; text: string }> {
    let next = { address: new URL(address, base), body };
    for (let steps = 0; steps < 20; steps += 1) {
      const cookies = this.jar.get(next.address.host) ?? new Map<string, string>();
      const answer = await fetch(next.address, {
        redirect: 'manual',
        headers: {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(next.body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(next.body !== undefined && { method: 'POST', body: next.body }),
      });
      for (const cookie of answer.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';');
        const [name = '', ...value] = pair.split('=');
        cookies.set(name, value.join('='));
      }
      this.jar.set(next.address.host, cookies);
      const location = answer.headers.get('location');
      const text = await answer.text();
      if (location === null) return { address: next.address, text };
      next = { address: new URL(location, next.address), body: undefined };
      if (next.address.origin === base && next.address.pathname.startsWith('/console'))
        return { address: next.address, text };
    }
    throw new Error('too many redirects');
  }

  cookie(name: string): string | undefined {
    return this.jar.get(new URL(base).host)?.get(name);
  }

  /** Signs in at the provider, and returns where the browser is in the end. */
  async signIn(login: string, to = '/auth/oidc'): Promise<string> {
    const form = (text: string) => /action="([^"]+)"/.exec(text)?.[1] ?? '';
    const first = await this.go(to);
    const second = await this.go(
      new URL(form(first.text), first.address).href,
      `prompt=login&login=${login}&password=x`,
    );
    const last = await this.go(new URL(form(second.text), second.address).href, 'prompt=consent');
    return `${last.address.pathname}${last.address.search}`;
  }
}

const sessionOf = async (visit: Visit): Promise<[number, unknown]> => {
  const cookie = `${SIGN_IN_COOKIE}=${visit.cookie(SIGN_IN_COOKIE) ?? ''}`;
  const answer = await request(api.app).get('/api/v1/session').set('Cookie', cookie);
  const body = answer.body as { code?: string; person?: { id: string } };
  return [answer.status, body.code ?? body.person?.id];
};

describe('signing in by the identity provider', () => {
  it('lets in who is on the staff, back to where they were', async () => {
    await requireFactor(false);
    await onStaff('thea');
    const visit = new Visit();
    expect(await visit.signIn('thea', '/auth/oidc?to=/console/clients')).toBe('/console/clients');
    expect(await sessionOf(visit)).toEqual([200, 'thea']);
    expect(visit.cookie('__Host-throughline-provider')).toBe('');
    expect(await api.store.audit.list('access', { limit: 1 })).toMatchObject([
      { kind: 'signed-in', detail: { staff: 'thea', by: 'provider' } },
    ]);
    expect(JSON.stringify(api.lines)).not.toMatch(/code=|cedar\.example/);
  });

  it('lets in nobody else: unknown, not verified, or gone', async () => {
    await onStaff('unverified-una');
    await onStaff('gone');
    await api.store.staff.leave('gone', fromMs(0));
    for (const login of ['stranger', 'unverified-una', 'gone']) {
      const visit = new Visit();
      expect(await visit.signIn(login)).toBe('/console/today?provider=nobody');
      expect(await sessionOf(visit)).toEqual([401, 'not-signed-in']);
    }
  });

  it('needs no second factor of ours where the provider has asked for one, and it lasts', async () => {
    await requireFactor(true);
    await onStaff('mia');
    await onStaff('plain-pat');
    const [mia, pat] = [new Visit(), new Visit()];
    await mia.signIn('mia');
    await pat.signIn('plain-pat');
    expect(await sessionOf(mia)).toEqual([200, 'mia']);
    expect(await sessionOf(pat)).toEqual([401, 'second-factor-setup-needed']);
    await requireFactor(false);
  });

  it('refuses what comes back to another browser, or twice', async () => {
    const visit = new Visit();
    const { address } = await visit.go('/auth/oidc');
    expect(address.origin).not.toBe(base);
    const back = '/auth/oidc/callback?code=guessed&state=guessed';
    for (const who of [new Visit(), visit]) {
      const { address: end } = await who.go(back);
      expect(`${end.pathname}${end.search}`).toBe('/console/today?provider=refused');
      expect(who.cookie(SIGN_IN_COOKIE)).toBeUndefined();
    }
  });

  it('leads back to our own console only', async () => {
    const visit = new Visit();
    expect(await visit.signIn('thea', '/auth/oidc?to=//evil.example/console/')).toBe('/console/today');
  });

  it('is offered where there is a provider', async () => {
    const ways = await request(api.app).get('/api/v1/session/ways').expect(200);
    expect(ways.body).toEqual({ provider: { name: 'Cedar accounts' } });
    const plain = await apiApp({ store: api.store });
    expect((await request(plain.app).get('/api/v1/session/ways').expect(200)).body).toEqual({});
    await request(plain.app).get('/auth/oidc').expect(404);
  });
});

describe('what is kept on the way to the provider', () => {
  it.each([
    [9, '/console/today'],
    [10, '/console/today?provider=refused'],
  ])('after %i minutes leads to %s, whatever the browser keeps', async (minutes, end) => {
    await requireFactor(false);
    await onStaff('thea');
    let now = Date.now();
    const pending = { state: 'x', nonce: 'x', verifier: 'x' };
    const own = await apiApp({
      ...{ store: api.store, keyring: api.keyring, now: () => new Date(now) },
      provider: {
        name: 'Cedar accounts',
        begin: () => Promise.resolve({ href: 'https://provider.example/', pending }),
        finish: () => Promise.resolve({ email: 'thea@cedar.example', secondFactor: true }),
      },
    });
    const left = await request(own.app).get('/auth/oidc').expect(302);
    const [cookie = ''] = (left.headers['set-cookie'] as unknown as string[]).map(
      (each) => each.split(';')[0] ?? '',
    );
    now += minutes * 60_000;
    const back = await request(own.app)
      .get('/auth/oidc/callback?code=x&state=x')
      .set('Cookie', cookie)
      .expect(302);
    expect(back.headers.location).toBe(end);
  });
});

describe('while the provider does not answer', () => {
  it('says so, and a password still signs in; once it answers, it is used again', async () => {
    const [port = 0] = await freePorts(1);
    const away = await startProvider(`http://127.0.0.1:${port}`);
    const given = away.with();
    await away.stop();
    const alone = await apiApp({ store: api.store, provider: given });
    await requireFactor(false);
    const answer = await request(alone.app).get('/auth/oidc?to=/console/clients').expect(302);
    expect(answer.headers.location).toBe('/console/clients?provider=unavailable');
    const id = await alone.staffed(['lead']);
    await request(alone.app)
      .post('/api/v1/session')
      .send({ email: `${id}@cedar.example`, password: PASSWORD })
      .expect(200);
  });
});
