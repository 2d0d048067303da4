/** Input that no well-meaning client sends gets a refusal with a code, and never reaches the database. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import request from 'supertest';
import { ADA, apiApp, type ApiApp } from './support/apiApp';

let api: ApiApp;
beforeAll(async () => {
  api = await apiApp();
});
afterAll(() => api.store.close());

const codeOf = ({ status, body }: request.Response): [number, unknown] => [
  status,
  (body as { code?: unknown }).code,
];

describe('a body whose Content-Encoding is not what it is', () => {
  const sent = async (encoding: string, body: Buffer | string) => {
    const post = request(api.app)
      .post('/api/v1/clients')
      .set(api.as('frontDesk'))
      .set({ 'Idempotency-Key': `k-${encoding}`, 'Content-Type': 'application/json' })
      .set('Content-Encoding', encoding);
    post.write(body);
    return codeOf(await post);
  };
  const rubbish = Buffer.from([0x9b, 0x13, 0x00, 0xff, 0xfe, 0x01, 0x77]);

  it.each(['gzip', 'deflate', 'br'])('is refused: %s', async (encoding) => {
    expect(await sent(encoding, JSON.stringify(ADA))).toEqual([400, 'json-malformed']);
    expect(await sent(encoding, rubbish)).toEqual([400, 'json-malformed']);
  });

  it.each(['compress', 'gzip, gzip', 'x', 'identity, gzip'])(
    'is refused when unknown: %s',
    async (encoding) => {
      expect(await sent(encoding, JSON.stringify(ADA))).toEqual([415, 'media-type-refused']);
    },
  );

  it('is read when there is none', async () => {
    expect((await sent('identity', JSON.stringify(ADA)))[0]).toBe(201);
  });
});

describe('a field that no object keeps', () => {
  const change = (body: string) =>
    request(api.app)
      .patch('/api/v1/practice')
      .set({ ...api.as('lead'), 'Idempotency-Key': 'no-field', 'Content-Type': 'application/json' })
      .send(body);

  it('is refused by its name', async () => {
    const day = '{"opens":"09:00","closes":"17:00"}';
    const refused = await change(`{"hours":{"monday":${day},"__proto__":${day}}}`).expect(400);
    expect(refused.body).toMatchObject({
      ...{ code: 'request-invalid' },
      errors: [{ field: 'hours.__proto__', message: 'is not a field of anything' }],
    });
  });
});

describe('text that the database cannot hold', () => {
  const LONE = String.fromCharCode(0xd83d);

  it('is refused in a query', async () => {
    const answer = await api.get('/api/v1/courses?text=a%00b').expect(400);
    expect(answer.body).toMatchObject({ code: 'request-invalid', errors: [{ field: 'text' }] });
  });

  it('is refused in a path', async () => {
    for (const path of ['/api/v1/protocols/%00', '/api/v1/courses/%00', '/api/v1/courses/%00/ledger']) {
      expect(codeOf(await api.get(path, 'lead'))).toEqual([400, 'request-invalid']);
    }
  });

  it.each([
    ['a NUL', 'Ada\u0000Example'],
    ['half of a surrogate pair', `Ada ${LONE}`],
  ])('is refused in a body: %s', async (_, name) => {
    const answer = await api.post('/api/v1/clients', 'frontDesk', { ...ADA, name }).expect(400);
    expect(answer.body).toMatchObject({ code: 'request-invalid', errors: [{ field: 'name' }] });
    const course = await api.newCourse();
    const note = await api.post(`/api/v1/courses/${course}/signals/crisisFlagged`, 'therapist', {
      note: name,
    });
    expect(codeOf(note)).toEqual([400, 'request-invalid']);
    expect(api.asked.signals).toEqual([]);
  });

  it('is refused in the name of a field', async () => {
    const answer = await api.post('/api/v1/clients', 'frontDesk', { ...ADA, 'sh\u0000e': 1 }).expect(400);
    expect(answer.body).toMatchObject({ code: 'request-invalid' });
  });

  it('is refused in a cursor', async () => {
    const cursor = (...position: unknown[]) => Buffer.from(JSON.stringify(position)).toString('base64url');
    for (const odd of [
      cursor('2027-01-04T17:00:00.000Z', 'a\u0000'),
      cursor('2027-99-99T99:99:99Z', 'a'),
      cursor('2027-01-04T17:00:00.000Z', LONE),
    ]) {
      for (const list of ['clients', 'courses']) {
        expect(codeOf(await api.get(`/api/v1/${list}?cursor=${odd}`))).toEqual([400, 'cursor-invalid']);
      }
    }
  });

  it('differs from text with everything people write', async () => {
    const name = 'Ñandú 葛\u{e0100} Zoë 😀';
    const made = await api.post('/api/v1/clients', 'frontDesk', { ...ADA, name }).expect(201);
    const { id } = made.body as { id: string };
    expect((await api.get(`/api/v1/clients/${id}`)).body).toMatchObject({ name });
  });
});

describe('methods an address does not have', () => {
  it.each([
    ...['/healthz', '/readyz', '/', '/docs', '/docs/start.js', '/openapi.json', '/sign-in', '/console/x'],
    ...[
      '/unsubscribe/abcdefghijklmnopqrst',
      '/api/v1/clients',
      '/api/v1/practice',
      '/api/v1/practice/calendar',
    ],
  ])('are refused at %s with those it has, and nothing is echoed', async (path) => {
    for (const method of ['trace', 'put', 'delete', 'propfind', 'options'] as const) {
      const answer = await request(api.app)[method](path).set('X-Echo', 'secret-of-the-caller');
      expect([method, ...codeOf(answer)]).toEqual([method, 405, 'method-refused']);
      expect(answer.headers.allow).toMatch(/GET|POST|PATCH/);
      expect(answer.text).not.toContain('secret-of-the-caller');
    }
  });

  it('are refused where nothing is', async () => {
    expect(codeOf(await request(api.app).trace('/nothing'))).toEqual([404, 'route-unknown']);
  });
});

describe('contact data that reach nobody', () => {
  it.each([
    ['phone', '     '],
    ['phone', '-------'],
    ['phone', '555-0100'],
    ['phone', '503 555 0100 503 555 0101'],
    ['email', 'ada@example..org'],
    ['name', '\u200b'],
    ['name', '\u202eadA'],
    ['zone', 'America/Nowhere'],
    ['zone', 'EST'],
    ['zone', 'UTC'],
    ['zone', 'america/los_angeles'],
  ])('are refused when a client is taken in or changed: %s %j', async (field, value) => {
    const refused = { code: 'request-invalid', errors: [{ field }] };
    const made = await api.post('/api/v1/clients', 'frontDesk', { ...ADA, [field]: value }).expect(400);
    expect(made.body).toMatchObject(refused);
    const id = await api.newClient();
    const changed = await api.patch(`/api/v1/clients/${id}`, 'frontDesk', { [field]: value }).expect(400);
    expect(changed.body).toMatchObject(refused);
  });
});

describe('contact data of a client', () => {
  it('are tidied, and widely taken', async () => {
    const odd = { email: " O'Hara+1@Example.ORG ", phone: ' (503) 555-0100 x12 ' };
    const made = await api.post('/api/v1/clients', 'frontDesk', { ...ADA, ...odd }).expect(201);
    expect(made.body).toMatchObject({ email: "O'Hara+1@example.org", phone: '(503) 555-0100 x12' });
  });

  it('can be removed where a client can do without: the phone number, by null; the audit names the field', async () => {
    const id = await api.newClient();
    const path = `/api/v1/clients/${id}`;
    const changed = await api.patch(path, 'frontDesk', { phone: null, name: 'Ada Moved' }).expect(200);
    expect(changed.body).toMatchObject({ client: { name: 'Ada Moved' }, courses: 0 });
    expect((await api.get(path)).body).not.toHaveProperty('phone');
    const again = await api.patch(path, 'frontDesk', { phone: '503 555 0111' }).expect(200);
    expect(again.body).toMatchObject({ client: { phone: '503 555 0111' } });
    for (const field of ['name', 'zone']) await api.patch(path, 'frontDesk', { [field]: null }).expect(400);
    const rows = await api.store.db.selectFrom('audit').selectAll().where('stream', '=', 'clients').execute();
    expect(rows.filter(({ detail }) => JSON.stringify(detail).includes(id))).toMatchObject([
      { kind: 'client-changed', byRole: 'frontDesk', detail: { changed: ['name'], removed: ['phone'] } },
      { kind: 'client-changed', detail: { changed: ['phone'], removed: [] } },
    ]);
    expect(JSON.stringify(rows)).not.toContain('503 555');
  });
});

describe('a client without e-mail', () => {
  const { email: _, ...WALTER } = ADA;

  it('is taken in with a phone number', async () => {
    const made = await api.post('/api/v1/clients', 'frontDesk', WALTER).expect(201);
    expect(made.body).not.toHaveProperty('email');
    const { id } = made.body as { id: string };
    expect((await api.get(`/api/v1/clients/${id}`).expect(200)).body).toMatchObject({ phone: WALTER.phone });
    expect((await api.get('/api/v1/clients?limit=1').expect(200)).body).toMatchObject({ clients: [{ id }] });
  });

  it('needs one', async () => {
    const { phone: _phone, ...nothing } = WALTER;
    const refused = await api.post('/api/v1/clients', 'frontDesk', nothing).expect(400);
    expect(refused.body).toMatchObject({ code: 'request-invalid', errors: [{ field: 'phone' }] });
  });

  it('can be one whose address was removed, and gets one again', async () => {
    const path = `/api/v1/clients/${await api.newClient()}`;
    await api.patch(path, 'frontDesk', { email: null }).expect(200);
    expect((await api.get(path)).body).not.toHaveProperty('email');
    await api.patch(path, 'frontDesk', { email: 'ada.new@example.org' }).expect(200);
    expect((await api.get(path)).body).toMatchObject({ email: 'ada.new@example.org' });
  });
});

describe('where clients are told to be', () => {
  const path = '/api/v1/practice';
  const PLACES = { officeAddress: '12 Cedar Street, Portland', videoLink: 'https://video.example/cedar' };

  it('is changed by the lead, each on its own, and removed by null', async () => {
    const lead = await api.person('lead');
    expect((await lead.patch(path, PLACES).expect(200)).body).toMatchObject(PLACES);
    const { videoLink } = PLACES;
    const removed = await api.patch(path, 'admin', { officeAddress: null }).expect(200);
    expect(removed.body).toMatchObject({ videoLink, secondFactorRequired: true });
    expect(removed.body).not.toHaveProperty('officeAddress');
    expect(await api.store.practice.get()).toMatchObject({ name: 'CALM demo', videoLink });
    expect(await api.store.practice.get()).not.toHaveProperty('officeAddress');
    expect(await api.store.audit.list('practice')).toMatchObject([
      { kind: 'practice-changed', detail: { changed: ['officeAddress'] } },
      { kind: 'practice-changed', detail: { changed: ['officeAddress', 'videoLink'] } },
    ]);
    await api.patch('/api/v1/practice/calendar', 'lead', { closedDays: [] }).expect(200);
    expect(await api.store.practice.get()).toMatchObject({ videoLink });
  });

  it.each([
    ['officeAddress', 'Cedar Ketamine Clinic, 12 Cedar Street'],
    ['officeAddress', '12 Cedar Street\nPortland'],
    ['officeAddress', '   '],
    ['videoLink', 'http://video.example/cedar'],
    ['videoLink', 'https://user:secret@video.example/cedar'],
    ['videoLink', 'javascript:alert(1)'],
    ['videoLink', 'video.example/cedar'],
    ['videoLink', 'https://localhost/cedar'],
    ['videoLink', 'https://ketamine.example/cedar'],
    ['videoLink', 'https://video.example/psychotherapy'],
  ])('is refused if it leads nowhere or reveals the kind of care: %s %j', async (field, value) => {
    const lead = await api.person('lead');
    const refused = await lead.patch(path, { [field]: value }).expect(400);
    expect(refused.body).toMatchObject({ code: 'request-invalid', errors: [{ field }] });
  });

  it('may be in a medical center', async () => {
    await api.patch(path, 'lead', { officeAddress: '100 Medical Center Drive, Portland' }).expect(200);
  });

  it('is nothing for others, and not an empty change', async () => {
    await api.patch(path, 'frontDesk', PLACES).expect(403);
    await api.patch(path, 'lead', {}).expect(400);
  });
});

describe('what is no HTTP request of ours', () => {
  let server: Server;
  beforeAll(async () => {
    server = api.app.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(async () => {
    server.close();
    await once(server, 'close');
  });

  const said = async (head: string): Promise<string> => {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.end(`${head}\r\nHost: x\r\nConnection: close\r\n\r\n`);
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    return answer.split('\r\n')[0] ?? '';
  };

  it.each([
    ['a method nobody knows', 'HARVEST /healthz HTTP/1.1', '400'],
    ['an address of 20 kB', `GET /healthz?${'x'.repeat(20_000)} HTTP/1.1`, '431'],
    ['a header of 20 kB', `GET /healthz HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`, '431'],
    ['an unknown transfer coding', 'POST /healthz HTTP/1.1\r\nTransfer-Encoding: x', '405'],
    ['two lengths', 'POST /healthz HTTP/1.1\r\nContent-Length: 0\r\nContent-Length: 1', '400'],
    ['an expectation nobody meets', 'GET /healthz HTTP/1.1\r\nExpect: cake', '417'],
    ['a broken escape', 'GET /api/v1/courses/%zz HTTP/1.1', '404'],
  ])('%s gets its 4xx', async (_, head, status) => {
    expect(await said(head)).toContain(`HTTP/1.1 ${status}`);
  });

  it('opens no tunnel', async () => {
    expect(await said('CONNECT example.org:443 HTTP/1.1')).not.toContain(' 200');
  });
});
