import { defaultPayloadConverter } from '@temporalio/common';
import request from 'supertest';
import { signedInPage } from '../../src/security/codecPage';
import { writePayloads } from '../../src/security/codecWire';
import { encryptionCodec } from '../../src/security/payloadCodec';
import { codecApp, UI } from '../support/codecApp';
import { freshStore } from '../support/store';

const plain = defaultPayloadConverter.toPayload('Rosalind Example');
type Fixture = Awaited<ReturnType<typeof codecApp>>;

const signIn = ({ app }: Fixture, token: string) =>
  request(app).post('/codec/sign-in').type('form').send({ token });
const cookieOf = (answer: request.Response) => {
  const [cookie = ''] = (answer.headers['set-cookie'] ?? []) as unknown as string[];
  return { attributes: cookie, pair: cookie.split(';')[0] ?? '' };
};
const signedIn = async (fixture: Fixture) =>
  cookieOf(await signIn(fixture, fixture.engineer.token).expect(303)).pair;
const decode = async ({ app, keyring }: Fixture, cookie: string, origin: string | undefined = UI) =>
  request(app)
    .post('/codec/decode')
    .set({ cookie, 'x-namespace': 'calm-demo', ...(origin === '' ? {} : { origin }) })
    .send(writePayloads(await encryptionCodec(keyring).encode([plain])));

describe('a signed-in engineer', () => {
  it('sees plain text in the Temporal UI', async () => {
    const fixture = await codecApp();
    const answer = await decode(fixture, `other=1; ${await signedIn(fixture)}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(writePayloads([plain]));
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': UI,
      'access-control-allow-credentials': 'true',
    });
    expect(fixture.audit).toMatchObject([
      { kind: 'codecSignedIn', staffId: 'staff-engineer' },
      { kind: 'payloadsDecoded', staffId: 'staff-engineer', by: 'session', payloads: 1 },
    ]);
  });

  it('holds a cookie that scripts cannot read, that stays on this site, and has no token in it', async () => {
    const fixture = await codecApp();
    const { attributes, pair } = cookieOf(await signIn(fixture, fixture.engineer.token));
    expect(attributes).toMatch(/; Max-Age=3600; Path=\/codec; .*HttpOnly; SameSite=Strict$/);
    expect(pair).not.toContain(fixture.engineer.token.slice(3));
    expect(pair).not.toContain(fixture.engineer.record.hash);
  });

  it('can have the cookie kept to HTTPS', async () => {
    const fixture = await codecApp({ secureCookie: true });
    expect(cookieOf(await signIn(fixture, fixture.engineer.token)).attributes).toContain('; Secure');
  });

  it('is signed out when the hour is over', async () => {
    const fixture = await codecApp();
    const cookie = await signedIn(fixture);
    fixture.time.now = new Date('2027-01-04T17:59:59Z');
    expect((await decode(fixture, cookie)).status).toBe(200);
    fixture.time.now = new Date('2027-01-04T18:00:00Z');
    const answer = await decode(fixture, cookie);
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ code: 'codec-sign-in-needed' });
  });

  it('is signed out when the token is revoked', async () => {
    const fixture = await codecApp();
    const cookie = await signedIn(fixture);
    await fixture.tokens.revoke(fixture.engineer.record.id);
    expect((await decode(fixture, cookie)).body).toMatchObject({ code: 'token-revoked' });
  });

  it.each(['http://127.0.0.1:8025', 'null', ''])('is not spoken for by a page at %j', async (origin) => {
    const fixture = await codecApp();
    const answer = await decode(fixture, await signedIn(fixture), origin);
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'codec-origin-refused' });
  });

  it('sees who they are on the page, and can sign out', async () => {
    const fixture = await codecApp();
    const cookie = await signedIn(fixture);
    const page = await request(fixture.app).get('/codec/sign-in').set({ cookie }).expect(200);
    expect(page.text).toContain('staff-engineer');
    const answer = await request(fixture.app).post('/codec/sign-out').set({ cookie }).expect(303);
    expect(cookieOf(answer).attributes).toMatch(
      /^throughline_codec=; Path=\/codec; Expires=Thu, 01 Jan 1970/,
    );
  });

  it('is signed out on the server too: a copy of the cookie reads nothing more', async () => {
    const fixture = await codecApp();
    const [copied, other] = [await signedIn(fixture), await signedIn(fixture)];
    await request(fixture.app).post('/codec/sign-out').set({ cookie: copied }).expect(303);
    expect((await decode(fixture, copied)).body).toMatchObject({ code: 'codec-sign-in-needed' });
    expect((await decode(fixture, other)).status).toBe(200);
    expect(fixture.audit.map(({ kind }) => kind)).toContain('codecSignedOut');
  });
});

describe('a staff id', () => {
  it('is shown as text, whatever is in it', () => {
    const page = signedInPage('/codec', '<img src=x onerror="alert(1)">', new Date(0), UI);
    expect(page).not.toContain('<img');
    expect(page).toContain('&#60;img src=x onerror=&#34;alert(1)&#34;&#62;');
  });
});

describe('a session cookie', () => {
  it('is random, and nothing else is taken for one', async () => {
    const fixture = await codecApp();
    const [one, other] = [await signedIn(fixture), await signedIn(fixture)];
    expect(one).not.toBe(other);
    for (const change of [
      (cookie: string) => cookie.slice(0, -1),
      (cookie: string) => `${cookie}A`,
      (cookie: string) => cookie.replace(/=.*/, `=${'A'.repeat(43)}`),
      (cookie: string) => cookie.replace(/=.*/, `=${fixture.engineer.record.hash}`),
    ]) {
      expect((await decode(fixture, change(one))).status).toBe(401);
    }
  });

  it('counts in every process that shares the database, and so does its end', async () => {
    const store = await freshStore();
    const shared = { tokens: store.tokens, sessions: store.codecSessions };
    const first = await codecApp(shared);
    const second = await codecApp({ ...shared, keyring: first.keyring });
    const begun = await signedIn(first);
    const reads = async () => (await decode({ ...second, keyring: first.keyring }, begun)).status;
    expect(await reads()).toBe(200);
    await request(second.app).post('/codec/sign-out').set({ cookie: begun }).expect(303);
    expect((await decode(first, begun)).status).toBe(401);
    const again = await signedIn(first);
    await store.tokens.revoke(first.engineer.record.id);
    expect((await decode(first, again)).body).toMatchObject({ code: 'token-revoked' });
    first.time.now = new Date('2027-01-04T18:00:01Z');
    await signIn(first, (await first.tokenFor('engineer')).token).expect(303);
    expect(await store.db.selectFrom('codecSessions').select('tokenId').execute()).toHaveLength(1);
    await store.close();
  });
});

describe('the sign-in page', () => {
  it('is a form a person can use, on which nothing can run', async () => {
    const { app } = await codecApp();
    const page = await request(app).get('/codec/sign-in').expect(200).expect('content-type', /html/);
    expect(page.text).toMatch(/<html lang="en">[\s\S]*<label for="token">[\s\S]*action|<form/);
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(page.headers['referrer-policy']).toBe('same-origin');
  });

  it('says so when a token is not good, does not repeat it, and sets no cookie', async () => {
    const fixture = await codecApp();
    const answer = await signIn(fixture, 'tl_<script>').expect(401);
    expect(answer.text).toContain('role="alert"');
    expect(answer.text).not.toContain('<script>');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(fixture.audit).toMatchObject([{ kind: 'codecSignInRefused', code: 'token-malformed' }]);
  });

  it('refuses a good token of another role', async () => {
    const fixture = await codecApp();
    const { token } = await fixture.tokenFor('admin');
    const answer = await signIn(fixture, token).expect(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('takes its own form only', async () => {
    const fixture = await codecApp();
    const { token } = fixture.engineer;
    await signIn(fixture, token).set({ host: 'kap.example:1', origin: 'http://kap.example:1' }).expect(303);
    await signIn(fixture, token).set({ host: 'kap.example:1', origin: 'http://kap.example:2' }).expect(403);
    await signIn(fixture, token).set('origin', 'null').expect(403);
  });

  it('stops guessing after the attempts allowed, and does not count good ones', async () => {
    const fixture = await codecApp({ signInAttempts: 2 });
    for (let i = 0; i < 3; i++) await signIn(fixture, fixture.engineer.token).expect(303);
    await signIn(fixture, 'wrong').expect(401);
    await signIn(fixture, 'wrong').expect(401);
    const answer = await signIn(fixture, 'wrong').expect(429);
    expect(answer.headers['retry-after']).toBeDefined();
  });

  it('lets a good token in, however many wrong ones came from its address', async () => {
    const fixture = await codecApp();
    for (let i = 0; i < 12; i++) await signIn(fixture, `tl_${'x'.repeat(43)}`);
    await signIn(fixture, `tl_${'x'.repeat(43)}`).expect(429);
    expect(fixture.audit).toHaveLength(10);
    await signIn(fixture, fixture.engineer.token).expect(303);
    await signIn(fixture, `tl_${'y'.repeat(43)}`).expect(429);
  });

  it.each(['gzip', 'deflate', 'br'])('refuses a form whose %s cannot be unpacked', async (encoding) => {
    const { app, engineer } = await codecApp();
    const form = request(app).post('/codec/sign-in').type('form').set('Content-Encoding', encoding);
    await form.send({ token: engineer.token }).expect(400);
  });
});
