/** Consents on pages: what is shown is what is signed, under the name that was typed, and it can be read ever after. */
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { ConsentKind } from '../../../../src/catalog/shapes';
import type { Event, Recorded } from '../../../../src/course/events';
import type { Mail } from '../../../../src/messages/compose';
import { linksAt } from '../../../../src/messages/links';
import type { SendResult } from '../../../../src/messages/transport';
import { hashOf } from '../../../../src/security/secrets';
import { createToken } from '../../../../src/security/tokens';
import { instant, plusHours, toMs, type Instant } from '../../../../src/time/instant';
import type { PagePurpose } from '../../../../src/vocabulary/pages';
import { step } from '../../../store/fixtures';
import { codeOf } from '../../support/answers';
import { ADA, apiApp, type ApiApp } from '../../support/apiApp';
import { fieldsOf, HEALTH, linkTo, openPage, pressOn } from '../../support/clientPages';
import { refusal } from '../../support/fakeEngine';

const NOW = instant('2027-01-04T17:00:00Z');
const SIGN = 'I have read this, and I sign it';
const TEXT = '# What this is about\n\nI agree to <b>ketamine</b> & therapy.\nSecond line.\n\nI can stop.';

let api: ApiApp;
let course: string;
let now: Instant = NOW;
let mails: Mail[];
let outcome: SendResult;
let saved: Partial<Record<string, number>>;

beforeAll(async () => {
  const transport = {
    send: (mail: Mail): Promise<SendResult> => {
      mails.push(mail);
      return Promise.resolve(outcome);
    },
  };
  const mailer = { transport, links: linksAt('https://care.example') };
  api = await apiApp({ mailer, now: () => new Date(toMs(now)) });
  saved = {};
});
afterAll(() => api.store.close());
beforeEach(async () => {
  now = NOW;
  mails = [];
  outcome = { outcome: 'accepted', answer: '250 ok' };
  api.asked.signals.length = 0;
  delete api.script.outcome;
  delete api.script.down;
  course = await api.newCourse();
});

const TEXTS = '/api/v1/practice/consent-texts';
const enter = (kind: ConsentKind, body = TEXT, language: 'en' | 'es' = 'en') => {
  const version = (saved[kind + language] ?? 0) + 1;
  saved[kind + language] = version;
  return api.post(TEXTS, 'lead', { kind, language, version, body }).expect(201);
};
const asks = (...kinds: ConsentKind[]): void => {
  api.script.status = { asked: kinds.map((consent) => ({ kind: 'consent', consent })) };
};
const link = (purpose: PagePurpose = 'consent') => linkTo(api, course, purpose, now);
const press = (path: string, form: object) => pressOn(api, path, form);
const proven = async (path: string, more: object = {}) =>
  (await press(path, { fact: ADA.phone.slice(-4), ...more }).expect(200)).text;
const signing = async (path: string) => ({
  ...fieldsOf(await proven(path), SIGN),
  ...{ answer: 'yes', signedAs: 'Ada Example' },
});
/** The course's log takes what was reported on pages, and more, as the workflow would have stored it. */
async function takesIn(...more: Event[]): Promise<void> {
  const before = (await api.store.events.ofCourse(course)).at(-1)?.seq ?? 0;
  const reported = api.asked.signals.splice(0).map(({ id: cause, name: type, by, ...fields }) => ({
    ...({ type, at: now, ...fields } as unknown as Event),
    ...{ cause, by },
  }));
  const others = more.map((each) => ({ ...each, cause: randomUUID(), by: STAFF }));
  const events = [...reported, ...others].map((each, index) => ({
    ...each,
    ...{ seq: before + index + 1, recordedAt: now },
  })) as Recorded[];
  await api.store.commitStep({ ...step(course, ++revision, []), events });
}
const STAFF = { role: 'frontDesk', id: 'staff-1' };
let revision: number;
beforeEach(() => {
  revision = 0;
});

describe('the page of a consent', () => {
  beforeAll(() => enter('treatment'));

  it('shows the text of the practice behind the second fact only', async () => {
    asks('treatment');
    const path = await link();
    const first = await openPage(api, path).expect(200);
    expect(first.text).toContain('The last four digits');
    expect(first.text).not.toMatch(HEALTH);
    const page = await proven(path);
    expect(page).toContain('<h3>What this is about</h3>');
    expect(page).toMatch(/I agree to &lt;b&gt;ketamine&lt;\/b&gt; &amp; therapy\.<br/);
    expect(page).toContain('Your full name, as your signature');
    expect(page).toContain('<title>A text to read and sign</title>');
    expect(api.asked.signals).toEqual([]);
  });

  it('reports the kind, version and hash in the name of the client, and keeps the name beside the course', async () => {
    asks('treatment');
    const path = await link();
    const done = await press(path, await signing(path)).expect(200);
    expect(done.text).toContain('Your signature is noted.');
    const { clientId } = (await api.store.courses.find(course)) ?? {};
    expect(api.asked.signals).toEqual([
      {
        ...{ name: 'consentSigned', kinds: ['treatment'], id: expect.stringMatching(/^page:/) as string },
        text: { language: 'en', version: 1, sha256: hashOf(TEXT) },
        by: { role: 'client', id: clientId },
      },
    ]);
    const [first] = api.asked.signals;
    expect(await api.store.consents.signatures(course)).toEqual([
      {
        ...{ courseId: course, signalId: first?.id, kind: 'treatment', language: 'en', version: 1 },
        ...{ typedName: 'Ada Example', signedAt: '2027-01-04T17:00:00.000Z' },
      },
    ]);
    expect(mails).toEqual([]);
    expect(api.lines.join('\n')).not.toContain('Ada Example');
  });

  it('takes the same press twice as one, and another name as another', async () => {
    asks('treatment');
    const path = await link();
    const form = await signing(path);
    await Promise.all([press(path, form).expect(200), press(path, form).expect(200)]);
    await press(path, { ...form, signedAs: 'Ada M. Example' }).expect(200);
    const [first, second, third] = api.asked.signals.map(({ id }) => id);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(await api.store.consents.signatures(course)).toHaveLength(2);
  });

  it.each(['', '   ', '...', 'A\u202eb', 'x'.repeat(201)])('is not signed as %j', async (signedAs) => {
    asks('treatment');
    const path = await link();
    const page = await press(path, { ...(await signing(path)), signedAs }).expect(200);
    expect(page.text).toContain('Please type your full name.');
    expect(api.asked.signals).toEqual([]);
    expect(await api.store.consents.signatures(course)).toEqual([]);
  });

  it('is shown again when another version came in between, and nothing is signed', async () => {
    asks('telehealth');
    await enter('telehealth', 'I agree to sessions by video, the first version.');
    const path = await link();
    const form = await signing(path);
    await enter('telehealth', 'I agree to sessions by video, the second version.');
    const again = await press(path, form).expect(200);
    expect(again.text).toContain('This text has changed since you opened it.');
    expect(again.text).toContain('the second version');
    expect(again.text).not.toContain('the first version');
    expect(api.asked.signals).toEqual([]);
    await press(path, { ...form, ...fieldsOf(again.text, SIGN) }).expect(200);
    expect(api.asked.signals).toMatchObject([{ text: { version: 2 } }]);
  });

  it('is not signed without the text that was shown, or with a text of another consent', async () => {
    asks('treatment', 'telehealth');
    const path = await link('overview');
    const { text: _shown, ...form } = { ...(await signingFrom(path, 'treatment')) };
    await press(path, form).expect(200);
    const other = await signingFrom(path, 'telehealth');
    await press(path, { ...form, text: other.text }).expect(200);
    expect(api.asked.signals).toEqual([]);
  });

  it('asks for nothing of which the practice has no text', async () => {
    asks('part2', 'treatment');
    const page = await proven(await link('overview'));
    expect(page).toContain('Read and sign: Your treatment');
    expect(page).not.toContain('42 CFR Part 2');
  });

  it('shows Spanish where the practice has it, and else the text that it has', async () => {
    asks('electronicMessages', 'treatment');
    await enter('electronicMessages', 'I agree to messages by e-mail.');
    await enter('electronicMessages', 'Acepto mensajes por correo.', 'es');
    const path = await link('overview');
    const spanish = await proven(path, { lang: 'es', show: 'consent:electronicMessages' });
    expect(spanish).toContain('<div lang="es">');
    expect(spanish).toContain('Acepto mensajes por correo.');
    const english = await proven(path, { lang: 'es', show: 'consent:treatment' });
    expect(english).toContain('<div lang="en">');
  });

  it('says so when the course refuses, and shows no signature', async () => {
    asks('treatment');
    api.script.outcome = refusal;
    const path = await link();
    const page = await press(path, await signing(path)).expect(409);
    expect(page.text).toContain('We could not note this now.');
    const list = await api.get(`/api/v1/courses/${course}/consents`, 'frontDesk').expect(200);
    expect(list.body).toEqual({ consents: [] });
  });
});

/** The fields of the page of one consent, reached from the overview. */
const signingFrom = async (path: string, kind: ConsentKind): Promise<Record<string, string>> => ({
  ...fieldsOf(await proven(path, { show: `consent:${kind}` }), SIGN),
  ...{ answer: 'yes', signedAs: 'Ada Example' },
});

describe('a copy by e-mail', () => {
  it('is a neutral e-mail with a link to the documents, once', async () => {
    asks('treatment');
    const path = await link();
    const form = { ...(await signing(path)), copy: 'yes' };
    expect((await press(path, form).expect(200)).text).toContain('The e-mail is on its way.');
    api.script.outcome = { accepted: true, repeated: true, revision: 2, events: [] };
    await press(path, form).expect(200);
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    expect(`${mail?.subject} ${mail?.text} ${mail?.html}`).not.toMatch(HEALTH);
    const [there = ''] = /\/c\/[\w-]+/.exec(mail?.text ?? '') ?? [];
    delete api.script.outcome;
    await takesIn();
    const first = await openPage(api, there).expect(200);
    expect(first.text).not.toMatch(HEALTH);
    expect(await proven(there)).toContain('What you signed: Your treatment');
  });

  it.each(['opted out', 'without an address', 'not taken'])('is not promised: %s', async (why) => {
    asks('treatment');
    const { clientId = '' } = (await api.store.courses.find(course)) ?? {};
    const client = await api.store.clients.find(clientId);
    if (why === 'opted out') await api.store.clients.optOut(client?.unsubscribeToken ?? '', now);
    if (why === 'without an address') await api.store.clients.change(clientId, { email: null });
    if (why === 'not taken') outcome = { outcome: 'refused', answer: '550 no' } as never;
    const path = await link();
    const done = await press(path, { ...(await signing(path)), copy: 'yes' }).expect(200);
    expect(done.text).toContain('We could not send the e-mail.');
    expect(api.asked.signals).toHaveLength(1);
    expect(await api.store.pageLinks.ofCourse(course, now)).not.toContainEqual(
      expect.objectContaining({ purpose: 'documents' }),
    );
  });
});

describe('what was signed', () => {
  const consents = async () =>
    (await api.get(`/api/v1/courses/${course}/consents`, 'therapist').expect(200)).body as {
      consents: { kind: string; revokedAt?: string; text?: { body: string; version: number } }[];
    };

  it('is read by staff with the text of that version, also once there is another', async () => {
    asks('supportPersonContact');
    await enter('supportPersonContact', 'You may call my support person.');
    const path = await link();
    await press(path, await signing(path)).expect(200);
    await takesIn();
    await enter('supportPersonContact', 'You may call and write to my support person.');
    expect(await consents()).toMatchObject({
      consents: [
        {
          ...{ kind: 'supportPersonContact', by: 'client', typedName: 'Ada Example' },
          text: { version: 1, body: 'You may call my support person.' },
        },
      ],
    });
  });

  it('shows when it was revoked, and what was signed on paper', async () => {
    asks('treatment');
    const path = await link();
    await press(path, await signing(path)).expect(200);
    await takesIn({ type: 'consentSigned', at: now, kinds: ['part2'] });
    now = plusHours(now, 1);
    await takesIn({ type: 'consentRevoked', at: now, kinds: ['treatment'] });
    const { consents: all } = await consents();
    expect(all.find(({ kind }) => kind === 'treatment')?.revokedAt).toBe(now);
    const paper = all.find(({ kind }) => kind === 'part2');
    expect([paper?.text, paper?.revokedAt]).toEqual([undefined, undefined]);
  });

  it('is not claimed over the API of a text that the practice never had', async () => {
    const { clientId = '' } = (await api.store.courses.find(course)) ?? {};
    const { token } = await createToken(
      api.store.tokens,
      { role: 'client', staffId: clientId },
      new Date(toMs(NOW)),
    );
    const report = (body: object) =>
      request(api.app)
        .post(`/api/v1/courses/${course}/signals/consentSigned`)
        .set({ Authorization: `Bearer ${token}`, 'Idempotency-Key': randomUUID() })
        .send(body);
    const text = { language: 'en', version: 1, sha256: hashOf(TEXT) };
    for (const wrong of [
      { kinds: ['treatment'], text: { ...text, sha256: hashOf('another') } },
      { kinds: ['treatment'], text: { ...text, version: 99 } },
      { kinds: ['treatment', 'telehealth'], text },
    ])
      expect(codeOf(await report(wrong))).toEqual([400, 'request-invalid']);
    expect(api.asked.signals).toEqual([]);
    expect((await report({ kinds: ['treatment'], text })).status).toBe(200);
  });
});

describe('the documents of a client', () => {
  const signed = async (): Promise<void> => {
    asks('treatment');
    const path = await link();
    await press(path, await signing(path)).expect(200);
    await takesIn(
      { type: 'estimateIssued', at: now, estimate: 'estimate-1', totalCents: 746_000 },
      { type: 'estimateAcknowledged', at: now, estimate: 'estimate-1' },
      { type: 'instructionsIssued', at: now, instructions: 'instructions-1' },
    );
  };

  it('are listed, read and saved as a file, each behind the second fact', async () => {
    await signed();
    const path = await link('documents');
    expect((await openPage(api, path).expect(200)).text).not.toMatch(HEALTH);
    const list = await proven(path);
    for (const name of ['What you signed: Your treatment', 'Your cost estimate', 'What to do before'])
      expect(list).toContain(name);
    const consent = await press(path, fieldsOf(list, 'Read: What you signed')).expect(200);
    expect(consent.text).toContain('I can stop.');
    expect(consent.text).toContain('Ada Example');
    expect(consent.text).toContain('<title>Your document</title>');
    expect(consent.text).toContain(hashOf(TEXT));
    const file = await press(`${path}/document`, fieldsOf(consent.text, 'Save as a file')).expect(200);
    expect(file.headers['content-disposition']).toBe('attachment; filename=document.html');
    expect(file.headers['cache-control']).toBe('no-store');
    expect(file.text).toContain('I can stop.');
    expect(file.text).not.toMatch(/<form|<script|proof/);
    const estimate = await press(path, fieldsOf(list, 'Read: Your cost estimate')).expect(200);
    expect(estimate.text).toContain('$7,460.00');
    const instructions = await press(path, fieldsOf(list, 'Read: What to do before')).expect(200);
    expect(instructions.text).toContain('Not yet');
  });

  it('are no file without the proof, of another course, or by a link of another kind', async () => {
    await signed();
    const path = await link('documents');
    const page = await press(path, fieldsOf(await proven(path), 'Read: What you signed'));
    const form = fieldsOf(page.text, 'Save as a file');
    const refused = async (at: string, sent: object) => {
      const answer = await press(`${at}/document`, sent);
      expect(answer.headers['content-disposition']).toBeUndefined();
      expect(answer.text).not.toContain('I can stop.');
    };
    await refused(path, { ...form, proof: '' });
    await refused(path, { ...form, show: 'document:999.treatment' });
    await refused(await link('instructions'), form);
    const other = await api.newCourse();
    await refused(await linkTo(api, other, 'documents', now), form);
    await api.store.pageLinks.end(hashOf(path.slice(3)), 'revoked', now);
    await refused(path, form);
    await openPage(api, `${path}/document`).expect(405);
  });

  it('are there although the course does not answer, and from the page of the client', async () => {
    await signed();
    api.script.down = 'workers-unavailable';
    const path = await link('overview');
    const list = await proven(path, { show: 'documents' });
    expect(list).toContain('What you signed: Your treatment');
    delete api.script.down;
    expect(await proven(await link('overview'))).toContain('Your documents');
  });
});
