/** The texts that clients sign: a new version never changes an old one, and no sample gets in front of a client. */
import { sql } from 'kysely';
import { hashOf } from '../../../../src/security/secrets';
import { codeOf, bodyOf } from '../../support/answers';
import { apiApp, type ApiApp } from '../../support/apiApp';

const TEXTS = '/api/v1/practice/consent-texts';
const BODY = 'I agree that sessions take place by video.';

let api: ApiApp;
beforeAll(async () => {
  api = await apiApp();
});
afterAll(() => api.store.close());

const save = (body: object) => api.post(TEXTS, 'lead', { kind: 'telehealth', language: 'en', ...body });

describe('the texts of consents', () => {
  it('are none at first, with a marked sample of each kind in each language', async () => {
    const answer = await api.get(TEXTS, 'frontDesk').expect(200);
    const { inForce, versions, samples } = answer.body as Record<string, { body: string }[]>;
    expect([inForce, versions]).toEqual([[], []]);
    expect(samples).toHaveLength(10);
    for (const sample of samples ?? []) {
      expect(sample.body).toMatch(/^# (SAMPLE TEXT|TEXTO DE MUESTRA):/);
      expect(codeOf(await save({ version: 1, body: sample.body }))).toEqual([400, 'request-invalid']);
    }
  });

  it('are saved version by version: each stays as it was', async () => {
    const first = await save({ version: 1, body: `  ${BODY}\r\n\r\nI can stop.  ` }).expect(201);
    const text = `${BODY}\n\nI can stop.`;
    expect(bodyOf(first)).toMatchObject({ version: 1, body: text, sha256: hashOf(text) });
    await save({ version: 2, body: `${BODY} More.` }).expect(201);
    const answer = await api.get(TEXTS, 'lead').expect(200);
    const { inForce, versions } = answer.body as Record<string, unknown[]>;
    expect(inForce).toMatchObject([{ version: 2, body: `${BODY} More.` }]);
    expect(versions).toMatchObject([{ version: 2 }, { version: 1 }]);
    const read = await api.get(`${TEXTS}/version?kind=telehealth&language=en&version=1`, 'biller');
    expect(bodyOf(read)).toMatchObject({ version: 1, body: text });
    const audited = (await api.store.audit.list('practice')).map(({ kind, detail }) => ({ kind, detail }));
    expect(audited).toContainEqual({
      kind: 'consent-text-saved',
      detail: { kind: 'telehealth', language: 'en', version: 1, sha256: hashOf(text) },
    });
    await expect(
      sql`update consent_texts set body = 'Something else.'`.execute(api.store.db),
    ).rejects.toThrow();
  });

  it('are saved by one of two at a time, and the same press twice is one version', async () => {
    const body = { kind: 'part2', version: 1, body: 'I allow you to share my records.' };
    const answers = await Promise.all([save(body), save({ ...body, body: 'I allow you to share nothing.' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const [won] = (await api.store.consents.inForce('part2')).map((text) => text.body);
    await save({ ...body, body: won }).expect(201);
    expect(await api.store.consents.inForce('part2')).toHaveLength(1);
    expect(codeOf(await save({ ...body, version: 3 }))).toEqual([409, 'consent-text-version-taken']);
  });

  it.each([
    [{ version: 1, body: 'Too short.' }],
    [{ version: 1, body: 'x'.repeat(20_001) }],
    [{ version: 1, body: `${BODY}\u0000` }],
    [{ version: 1, body: `${BODY}\u202e reversed` }],
    [{ version: 0, body: BODY }],
    [{ version: 1, body: BODY, language: 'fr' }],
    [{ version: 1, body: BODY, kind: 'lunch' }],
  ])('refuse %j', async (body) => {
    expect(codeOf(await save(body))).toEqual([400, 'request-invalid']);
  });

  it('are entered by those who lead only, and one that is not there is said to be missing', async () => {
    const body = { kind: 'treatment', language: 'en', version: 1, body: BODY };
    expect(codeOf(await api.post(TEXTS, 'frontDesk', body))).toEqual([403, 'role-refused']);
    const read = await api.get(`${TEXTS}/version?kind=treatment&language=en&version=7`);
    expect(codeOf(read)).toEqual([404, 'consent-text-unknown']);
  });
});
