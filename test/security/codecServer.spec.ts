import { defaultPayloadConverter } from '@temporalio/common';
import request from 'supertest';
import type { CodecServerOptions } from '../../src/security/codecServer';
import { codecServer } from '../../src/security/codecServer';
import { writePayloads } from '../../src/security/codecWire';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';
import { encryptionCodec } from '../../src/security/payloadCodec';
import { codecApp, UI } from '../support/codecApp';

const plain = defaultPayloadConverter.toPayload({ name: 'Rosalind Example' });
const plainJson = writePayloads([plain]);
type Fixture = Awaited<ReturnType<typeof codecApp>>;

const encrypted = async ({ keyring }: Pick<Fixture, 'keyring'>) =>
  writePayloads(await encryptionCodec(keyring).encode([plain]));
const decode = ({ app, engineer }: Fixture, body: object | string) =>
  request(app)
    .post('/codec/decode')
    .set({
      authorization: `Bearer ${engineer.token}`,
      'x-namespace': 'calm-demo',
      'content-type': 'application/json',
    })
    .send(body);

describe('the codec server, asked with a bearer token', () => {
  it('decodes for an engineer, and has it audited without content', async () => {
    const fixture = await codecApp();
    const answer = await decode(fixture, await encrypted(fixture)).expect(200);
    expect(answer.body).toEqual(plainJson);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(fixture.audit).toEqual([
      {
        kind: 'payloadsDecoded',
        at: '2027-01-04T17:00:00.000Z',
        staffId: 'staff-engineer',
        tokenId: fixture.engineer.record.id,
        by: 'bearer',
        namespace: 'calm-demo',
        payloads: 1,
        outcome: 'ok',
      },
    ]);
  });

  it('encodes what it can decode', async () => {
    const fixture = await codecApp();
    const sealed = await request(fixture.app)
      .post('/codec/encode?preserveStorageRefs=true')
      .set({ authorization: `Bearer ${fixture.engineer.token}`, 'x-namespace': 'calm-demo' })
      .send(plainJson)
      .expect(200);
    expect(JSON.stringify(sealed.body)).not.toContain(Buffer.from('Rosalind').toString('base64').slice(0, 8));
    expect((await decode(fixture, sealed.body as object)).body).toEqual(plainJson);
    expect(fixture.audit.map(({ kind }) => kind)).toEqual(['payloadsEncoded', 'payloadsDecoded']);
  });

  it.each(['therapist', 'admin', 'lead', 'client'] as const)('refuses the role %s', async (role) => {
    const fixture = await codecApp();
    const answer = await decode(
      { ...fixture, engineer: await fixture.tokenFor(role) },
      await encrypted(fixture),
    );
    expect(answer.status).toBe(403);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status: 403, code: 'codec-role-refused' });
    expect(fixture.audit).toEqual([]);
  });

  it('refuses a request without sign-in', async () => {
    const { app } = await codecApp();
    const answer = await request(app).post('/codec/decode').set('x-namespace', 'calm-demo').send(plainJson);
    expect(answer.status).toBe(401);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.headers['www-authenticate']).toContain('Bearer');
    expect(answer.body).toMatchObject({ code: 'codec-sign-in-needed' });
  });

  it.each([
    ['Basic eDp5', 'codec-sign-in-needed'],
    ['Bearer nonsense', 'token-malformed'],
    [`Bearer tl_${'a'.repeat(43)}`, 'token-unknown'],
  ])('refuses the Authorization %s', async (authorization, code) => {
    const { app } = await codecApp();
    const answer = await request(app)
      .post('/codec/decode')
      .set({ authorization })
      .send(plainJson)
      .expect(401);
    expect(answer.body).toMatchObject({ code });
  });

  it('refuses a revoked token', async () => {
    const fixture = await codecApp();
    await fixture.tokens.revoke(fixture.engineer.record.id);
    const answer = await decode(fixture, plainJson).expect(401);
    expect(answer.body).toMatchObject({ code: 'token-revoked' });
  });

  it.each([['other-practice'], ['']])('refuses the namespace %j', async (namespace) => {
    const fixture = await codecApp();
    const answer = await decode(fixture, await encrypted(fixture)).set('x-namespace', namespace);
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'codec-namespace-refused' });
  });

  it('refuses another origin even with a good token', async () => {
    const fixture = await codecApp();
    const answer = await decode(fixture, await encrypted(fixture)).set('origin', 'http://127.0.0.1:8025');
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'codec-origin-refused' });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each([
    ['{', 400, 'codec-body-invalid'],
    ['[]', 400, 'codec-body-invalid'],
    ['{"payloads":[{"data":"not base64!"}]}', 400, 'codec-body-invalid'],
    ['{"payloads":[{"externalPayloads":5}]}', 400, 'codec-body-invalid'],
    [`{"payloads":["${'a'.repeat(17 * 1024 * 1024)}"]}`, 413, 'codec-body-too-large'],
  ])('refuses a body that is not payloads (%#)', async (body, status, code) => {
    const answer = await decode(await codecApp(), body).expect(status);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ code });
  });

  it.each([
    ['gzip', 400],
    ['br', 400],
    ['x', 415],
  ] as const)('refuses a body that is not %s as it says', async (encoding, status) => {
    const answer = await decode(await codecApp(), '{}')
      .set('content-encoding', encoding)
      .expect(status);
    expect(answer.body).toMatchObject({ code: 'codec-body-invalid' });
  });

  it.each(['/decode', '/encode', '/sign-in', '/sign-out'])('refuses other methods at %s', async (path) => {
    const { app } = await codecApp();
    for (const method of ['trace', 'put', 'delete', 'propfind'] as const) {
      const answer = await request(app)[method](`/codec${path}`).set('x-echo', 'secret').expect(405);
      expect(answer.headers.allow).toContain('POST');
      expect(answer.text).not.toContain('secret');
    }
  });

  it('says so, and audits it, when the key is unknown', async () => {
    const fixture = await codecApp();
    const foreign = await encrypted({ keyring: parseKeyring(newKeyEntry('lost')) });
    const answer = await decode(fixture, foreign).expect(422);
    expect(answer.body).toMatchObject({ code: 'payload-key-unknown' });
    expect(fixture.audit).toMatchObject([{ kind: 'payloadsDecoded', outcome: 'payload-key-unknown' }]);
  });

  it('shows nothing when it cannot be audited', async () => {
    const fixture = await codecApp({ audit: () => Promise.reject(new Error('database down')) });
    const answer = await decode(fixture, await encrypted(fixture));
    expect(answer.status).toBe(503);
    expect(answer.text).toBe('');
  });
});

describe('the codec server, asked by a browser', () => {
  it('tells the Temporal UI, and no one else, that it may ask', async () => {
    const { app } = await codecApp();
    const asked = await request(app).options('/codec/decode').set('origin', UI).expect(204);
    expect(asked.headers).toMatchObject({
      'access-control-allow-origin': UI,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'Authorization, Content-Type, X-Namespace',
      'access-control-allow-methods': 'POST',
      vary: 'Origin',
    });
    const other = await request(app)
      .options('/codec/decode')
      .set('origin', 'https://evil.example')
      .expect(403);
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each(['*', 'http://127.0.0.1:8233/', 'null', 'localhost:8233'])(
    'takes no %s for an origin',
    (uiOrigin) => {
      expect(() => codecServer({ uiOrigin } as CodecServerOptions)).toThrow(TypeError);
    },
  );
});
