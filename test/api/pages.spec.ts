import { Router } from 'express';
import request from 'supertest';
import { apiApp, type ApiApp } from './support/apiApp';

let api: ApiApp;
beforeAll(async () => {
  const codec = Router();
  codec.get('/sign-in', (_req, res) => void res.send('codec'));
  api = await apiApp({ codec });
});
afterAll(() => api.store.close());

describe('a console that could not be built', () => {
  it('says so and why, and nothing else is missing', async () => {
    let failure: string | undefined = 'Could not resolve <./nope>';
    const broken = await apiApp({ store: api.store, console: __dirname, consoleFailure: () => failure });
    const page = await request(broken.app).get('/console/today').expect(503);
    expect(page.text).toMatch(/could not be built.*npm run build:console.*resolve &#60;.\/nope&#62;/s);
    await request(broken.app).get('/healthz').expect(200);
    failure = undefined;
    const built = await request(broken.app).get('/console/today');
    expect(built.text).not.toContain('could not be built');
  });
});

describe('the documentation page', () => {
  it('comes wholly from this server', async () => {
    const page = await request(api.app).get('/docs').expect(200);
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      expect(file).toMatch(/^\//);
      await request(api.app).get(file).expect(200);
    }
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
  });

  it('asks no public validator and keeps no token', async () => {
    const { text } = await request(api.app).get('/docs/start.js').expect(200);
    expect(text).toContain("validatorUrl: 'none'");
    expect(text).toContain('persistAuthorization: false');
  });

  it('is where the bare address leads', async () => {
    await request(api.app).get('/').expect(302).expect('Location', '/docs');
  });

  it('describes this very server, whatever its reader calls it', async () => {
    const answer = await request(api.app).get('/openapi.json').set('Host', 'care.example.org').expect(200);
    expect((answer.body as { servers: object[] }).servers).toEqual([{ url: 'http://care.example.org' }]);
    const odd = await request(api.app).get('/openapi.json').set('Host', 'a"b').expect(200);
    expect((odd.body as { servers: object[] }).servers).toEqual([{ url: '/' }]);
  });
});

describe('the codec server', () => {
  it('is mounted when there is one', async () => {
    await request(api.app).get('/codec/sign-in').expect(200, 'codec');
  });

  it('is not there otherwise', async () => {
    const bare = await apiApp({ store: api.store });
    await request(bare.app).get('/codec/sign-in').expect(404);
  });
});

describe('the link that ends e-mails', () => {
  it('asks on GET and does it on POST, without sign-in', async () => {
    const id = await api.newClient();
    const link = `/unsubscribe/${(await api.store.clients.find(id))?.unsubscribeToken ?? ''}`;
    await request(api.app)
      .get(link)
      .expect(200)
      .expect(/method="post"/);
    expect(await api.store.clients.find(id)).not.toHaveProperty('optedOutAt');
    await request(api.app).post(link).type('form').send('List-Unsubscribe=One-Click').expect(200);
    expect(await api.store.clients.find(id)).toHaveProperty('optedOutAt');
    expect(await api.store.audit.list('clients')).toMatchObject([
      { kind: 'opted-out', detail: { client: id } },
    ]);
  });

  it('tells nothing to who guesses', async () => {
    const answer = await request(api.app)
      .post(`/unsubscribe/${'a'.repeat(32)}`)
      .expect(404);
    expect(answer.body).toMatchObject({ code: 'link-unknown' });
  });
});
