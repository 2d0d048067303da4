import request from 'supertest';
import { ADA, apiApp, type ApiApp } from './support/apiApp';

let api: ApiApp;
beforeAll(async () => {
  api = await apiApp();
});
afterAll(() => api.store.close());

describe('a request that is not well formed', () => {
  it('is answered with every field at fault', async () => {
    const answer = await api
      .post('/api/v1/clients', 'frontDesk', { ...ADA, email: 'nowhere', zone: 'Mars/Olympus', shoe: 44 })
      .expect(400);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      ...{ type: 'urn:throughline:problem:request-invalid', status: 400, code: 'request-invalid' },
      instance: answer.headers['x-request-id'],
    });
    const { errors } = answer.body as { errors: { field: string }[] };
    expect(errors.map(({ field }) => field).sort()).toEqual(['email', 'shoe', 'zone']);
    expect(answer.text).not.toContain('nowhere');
  });

  it('names fields of path and query too', async () => {
    const path = await api.get('/api/v1/courses/not-a-uuid').expect(400);
    expect(path.body).toMatchObject({ errors: [{ field: 'id', message: 'must be a UUID' }] });
    const query = await api.get('/api/v1/courses?limit=0&shoe=1').expect(400);
    expect((query.body as { errors: { field: string }[] }).errors.map(({ field }) => field)).toEqual([
      'limit',
      'shoe',
    ]);
  });

  it.each([
    ['malformed JSON', 'application/json', '{"name": ', 400, 'json-malformed'],
    ['JSON that is no object', 'application/json', '"Ada"', 400, 'json-malformed'],
    ['another media type', 'text/plain', 'name=Ada', 415, 'media-type-refused'],
    ['a form', 'application/x-www-form-urlencoded', 'name=Ada', 415, 'media-type-refused'],
    ['another charset', 'application/json; charset=latin1', '{}', 415, 'media-type-refused'],
    ['too much', 'application/json', JSON.stringify({ name: 'x'.repeat(110_000) }), 413, 'body-too-large'],
  ])('is refused: %s', async (_what, type, body, status, code) => {
    const answer = await request(api.app)
      .post('/api/v1/clients')
      .set(api.as('frontDesk'))
      .set('Idempotency-Key', 'k-1')
      .set('Content-Type', type)
      .send(body);
    expect([answer.status, answer.type, (answer.body as { code: string }).code]).toEqual([
      ...[status, 'application/problem+json', code],
    ]);
    expect(answer.text).not.toMatch(/node_modules|\.ts:|at .+\(/);
  });

  it('is refused for a body that unpacks to too much', async () => {
    const { gzipSync } = await import('node:zlib');
    const bomb = gzipSync(JSON.stringify({ name: 'x'.repeat(5_000_000) }));
    const sent = request(api.app)
      .post('/api/v1/clients')
      .set(api.as('frontDesk'))
      .set('Idempotency-Key', 'k-2')
      .set('Content-Type', 'application/json')
      .set('Content-Encoding', 'gzip');
    // supertest would write a Buffer of JSON type as text.
    sent.write(bomb);
    const answer = await sent;
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([413, 'body-too-large']);
  });

  it.each([
    ['get', '/api/v1/nothing', 404, 'route-unknown'],
    ['get', '/api/v1/courses/%ff', 404, 'route-unknown'],
    ['delete', '/api/v1/clients', 405, 'method-refused'],
  ] as const)('%s %s has its problem too', async (method, path, status, code) => {
    const answer = await request(api.app)[method](path).set(api.as('admin'));
    expect([answer.status, answer.type, (answer.body as { code: string }).code]).toEqual([
      ...[status, 'application/problem+json', code],
    ]);
  });

  it('says which methods an address has', async () => {
    const answer = await request(api.app).delete('/api/v1/clients').expect(405);
    expect(answer.headers.allow).toBe('POST, GET');
  });
});

describe('every answer', () => {
  it('carries a request id, the caller’s own when it is a UUID', async () => {
    const id = '7a0ec3ab-1c56-4d0c-9f7e-3a4f6a0b1d22';
    const own = await api.get('/api/v1/tasks').set('x-request-id', id).expect(200);
    expect(own.headers['x-request-id']).toBe(id);
    const other = await api.get('/api/v1/tasks').set('x-request-id', 'Ada Quietname').expect(200);
    expect(other.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('has the usual protections', async () => {
    const { headers } = await api.get('/api/v1/tasks').expect(200);
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.etag).toBeUndefined();
  });
});

describe('health', () => {
  it('is public and says what does not answer', async () => {
    await request(api.app).get('/healthz').expect(200, { status: 'ok' });
    await request(api.app)
      .get('/readyz')
      .expect(200, {
        status: 'ready',
        checks: { database: 'up', temporal: 'up', courses: { notResponding: 0 } },
      });
    api.script.down = 'temporal-unavailable';
    const down = await request(api.app).get('/readyz').expect(503);
    expect(down.body).toMatchObject({ code: 'not-ready', known: { database: 'up', temporal: 'down' } });
    delete api.script.down;
  });
});
