/** Whatever is sent, nobody gets a 500: each operation is asked with odd paths, queries, headers and bodies. */
import type { Endpoint } from '../../src/api/http/operation';
import { once } from 'node:events';
import type { Server } from 'node:http';
import fc from 'fast-check';
import request from 'supertest';
import { exampleOf } from '../../src/api/openapi/examples';
import { ENDPOINTS, FALLBACKS } from '../../src/api/registry';
import { apiApp, type ApiApp } from './support/apiApp';

/** `THROUGHLINE_RUNS=5000 THROUGHLINE_SEED=7` looks longer, or again. */
const numRuns = Number(process.env.THROUGHLINE_RUNS ?? 120);
/** Long enough on a busy machine, however long the look. */
const patience = 60_000 + numRuns * 500;
const seed = Number(process.env.THROUGHLINE_SEED ?? Date.now() % 1_000_000);

let api: ApiApp;
let server: Server;
let ids: string[];
beforeAll(async () => {
  api = await apiApp({ limits: { perToken: 1_000_000, perAddress: 1_000_000 } });
  ids = [await api.newCourse(), await api.newClient()];
  server = api.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await once(server, 'close');
  await api.store.close();
});

/** A stream is answered without end. */
const ALL = [...ENDPOINTS, ...FALLBACKS].filter(({ events }) => !events);
/** In an address half of a surrogate pair cannot stand. */
const inAddress = (text: string): string => encodeURIComponent(Buffer.from(text).toString());

const oddText = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '\0', 'a\0b', '\ud83d', '\udc00x', '\u200b', '\u202e', '%', '%00', '../..', "';--", 'null'],
    ...['__proto__', 'constructor', 'x'.repeat(3_000), '9999-12-31T23:59:59-12:00', '0000-01-01T00:00:00Z'],
    ...['2027-01-04T09:00:00-08:00', '9999-12-31', '-1', '1e309', 'NaN', '+010000-01-01T00:00:00.000Z'],
  ),
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc
    .array(fc.oneof(fc.string({ unit: 'binary' }), fc.integer()), { maxLength: 3 })
    .map((position) => Buffer.from(JSON.stringify(position)).toString('base64url')),
);
const deep = fc.nat(20_000).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`);
const oddValue = fc.oneof(oddText, fc.jsonValue(), fc.double(), fc.integer(), fc.constant(null));

/** One field of the example replaced, added, or all of it. */
type BodyChange = { at: number; value: unknown } | { extra: string; value: unknown } | { whole: string };
const bodyChange: fc.Arbitrary<BodyChange> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ at: fc.nat(20), value: oddValue }) },
  { weight: 2, arbitrary: fc.record({ extra: oddText, value: oddValue }) },
  { weight: 1, arbitrary: fc.record({ whole: fc.oneof(deep, fc.json(), oddText) }) },
);

function bodyOf({ schemas }: Endpoint, change: BodyChange): string {
  if ('whole' in change) return change.whole;
  const example = exampleOf(schemas.body);
  const fields = typeof example === 'object' && example !== null ? Object.entries(example) : [];
  if ('extra' in change) fields.push([change.extra, change.value]);
  else if (fields.length > 0) {
    const [name] = fields[change.at % fields.length] ?? ['?'];
    fields[change.at % fields.length] = [name, change.value];
  }
  // Written by hand: `__proto__` would not become a field of an object.
  return `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`;
}

const headers = fc.record(
  {
    'Content-Type': fc.constantFrom(
      ...[
        'application/json',
        'application/json; charset=utf-16',
        'application/json; charset=x',
        'text/plain',
      ],
    ),
    'Content-Encoding': fc.constantFrom('gzip', 'br', 'deflate', 'identity', 'x'),
    'Accept-Encoding': fc.constantFrom('*;q=0', 'br', 'gzip;q=x'),
    Accept: fc.constantFrom('', 'text/html', '*/*;q=0'),
    'Idempotency-Key': fc.constantFrom('k-1', '', 'a b', 'x'.repeat(101), '__proto__'),
    'X-Request-Id': fc.constantFrom('x', ''),
    'X-Forwarded-For': fc.constantFrom('x', '1.1.1.1, 2.2.2.2'),
    Range: fc.constantFrom('bytes=99999999999-', 'x'),
    'If-Match': fc.constantFrom('"x"'),
    'X-HTTP-Method-Override': fc.constantFrom('TRACE'),
  },
  { requiredKeys: [] },
);

const asked = fc.record({
  endpoint: fc.constantFrom(...ALL.map(({ id }) => id)),
  role: fc.nat(20),
  id: fc.oneof(fc.nat(1), oddText),
  query: fc.array(fc.tuple(fc.oneof(fc.nat(20), oddText), oddText), { maxLength: 3 }),
  change: fc.option(bodyChange),
  headers,
});

/** Whatever the seed: one request each that is answered, not understood, and about nothing. */
const CERTAIN = [
  ['listTasks', 0, []],
  ['listTasks', 0, [['due', 'never']]],
  ['readCourse', 1, []],
].map(([endpoint, id, query]) => [{ endpoint, role: 0, id, query, change: null, headers: {} }]) as [
  typeof asked extends fc.Arbitrary<infer Request> ? Request : never,
][];

describe('any request', () => {
  it(
    'ends with an answer or a refusal that has a code, never with a 500',
    async () => {
      const answered = new Map<number, number>();
      const property = fc.asyncProperty(asked, async ({ role, id, query, change, ...rest }) => {
        const endpoint = ALL.find((each) => each.id === rest.endpoint);
        if (!endpoint) throw new Error(rest.endpoint);
        const known = Object.keys(endpoint.schemas.query.shape);
        const pairs = query.map(([name, value]): [string, string] => [
          typeof name === 'number' ? (known[name % Math.max(1, known.length)] ?? 'x') : name,
          value,
        ]);
        const part = inAddress(typeof id === 'number' ? (ids[id] ?? '') : id);
        const search = new URLSearchParams(pairs).toString();
        const path = endpoint.path.replaceAll(/\{\w+\}/g, part || '-');
        const who = endpoint.roles[role % endpoint.roles.length] ?? 'lead';
        const client = request(server);
        const sent = client[endpoint.method](`${path}?${search}`)
          .set(api.as(who))
          .set({ 'Idempotency-Key': `any-${role}`, 'Content-Type': 'application/json', ...rest.headers });
        const answer = await (endpoint.method === 'get' || !change
          ? sent
          : sent.send(bodyOf(endpoint, change)));
        answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1);
        expect([endpoint.id, answer.status, answer.status < 500]).toEqual([endpoint.id, answer.status, true]);
        if (answer.status >= 400) expect(answer.body).toHaveProperty('code');
      });
      await fc.assert(property, { numRuns, seed, examples: CERTAIN });
      expect([...answered.keys()]).toEqual(expect.arrayContaining([200, 400, 404]));
    },
    patience,
  );

  it(
    'ends so at the addresses open to all',
    async () => {
      const paths = [
        '/',
        '/docs',
        '/docs/swagger-ui.css',
        '/openapi.json',
        '/healthz',
        '/readyz',
        '/sign-in',
      ];
      const open = fc.record({
        path: fc.oneof(
          fc.constantFrom(...paths),
          oddText.map((token) => `/unsubscribe/${inAddress(token)}`),
          oddText.map((text) => `/${inAddress(text)}`),
        ),
        method: fc.constantFrom('get', 'head', 'post', 'put', 'trace', 'options', 'propfind', 'delete'),
        headers,
      });
      const property = fc.asyncProperty(open, async ({ path, method, headers }) => {
        const answer = await request(server)[method](path).set(headers);
        expect([method, path, answer.status, answer.status < 500]).toEqual([
          method,
          path,
          answer.status,
          true,
        ]);
      });
      await fc.assert(property, { numRuns, seed });
    },
    patience,
  );
});
