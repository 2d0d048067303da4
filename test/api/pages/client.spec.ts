/** The pages behind the links in e-mails to clients: what opens, what only a press does, and what nobody learns. */
import request from 'supertest';
import type { Asked } from '../../../src/course/status/asked';
import type { SessionFact } from '../../../src/course/status/facts';
import type { Mail } from '../../../src/messages/compose';
import { linksAt } from '../../../src/messages/links';
import type { SendResult } from '../../../src/messages/transport';
import { newSecret } from '../../../src/security/secrets';
import { courseStream } from '../../../src/store';
import { instant, plusHours, toMs, type Instant } from '../../../src/time/instant';
import type { PagePurpose } from '../../../src/vocabulary/pages';
import { fieldsOf, HEALTH, linkTo, openPage, pressOn } from '../support/clientPages';
import { ADA, apiApp, type ApiApp } from '../support/apiApp';
import { refusal } from '../support/fakeEngine';

const NOW = instant('2027-01-04T17:00:00Z');
const START = instant('2027-01-06T18:00:00Z');
const SESSION: SessionFact = {
  ...{ ref: 'dosing-1', kind: 'dosing', start: START, minutes: 120, setting: 'remote' },
  ...{ status: 'scheduled', roles: [] },
};
const SUPPORT: Asked = { kind: 'supportPerson', session: 'dosing-1', start: START };
const INSTRUCTIONS: Asked = { kind: 'instructions', instructions: 'instructions-1' };
const PHQ9: Asked = { kind: 'questionnaire', instrument: 'PHQ-9' };

let now: Instant;
let api: ApiApp;
let course: string;
let mails: Mail[];
let answer: SendResult;

beforeEach(async () => {
  now = NOW;
  mails = [];
  answer = { outcome: 'accepted', answer: '250 ok' };
  const transport = {
    send: (mail: Mail): Promise<SendResult> => {
      mails.push(mail);
      return Promise.resolve(answer);
    },
  };
  const mailer = { transport, links: linksAt('https://care.example') };
  api = await apiApp({ mailer, now: () => new Date(toMs(now)) });
  course = await api.newCourse();
});
afterEach(() => api.store.close());

const link = (purpose: PagePurpose, session?: SessionFact) => linkTo(api, course, purpose, now, session);
/** `asked`: looked at each time the course is asked. */
function says(asked: Asked[] | (() => Asked[]), sessions: SessionFact[] = [SESSION]): void {
  api.script.status = {
    get asked() {
      return typeof asked === 'function' ? asked() : asked;
    },
    facts: {
      ...{ clientZone: ADA.zone, sessions, holds: [], supplies: [], dosings: { done: 0, planned: 6 } },
      ...{ consents: [], measures: [], packages: [] },
    },
  };
}
const open = (path: string) => openPage(api, path);
const press = (path: string, form: object) => pressOn(api, path, form);

describe('a link to an appointment', () => {
  it('shows time and place without a word about health, and changes nothing', async () => {
    says([SUPPORT]);
    const path = await link('appointment', SESSION);
    const first = await open(path).expect(200);
    await open(path).expect(200);
    expect(first.text).toContain('Wednesday, January 6 at 10:00');
    expect(first.text).toContain('By video');
    expect(first.text.replace(/name="key" value="[^"]*"/g, '')).not.toMatch(HEALTH);
    expect(api.asked.signals).toEqual([]);
    expect(await api.store.pageLinks.ofCourse(course, now)).toHaveLength(1);
  });

  it('is neither cached, nor indexed, nor passed on, and loads nothing', async () => {
    says([]);
    const page = await open(await link('appointment', SESSION)).expect(200);
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(page.text).not.toMatch(/<script|src=|@import|url\(/);
    expect(Buffer.byteLength(page.text)).toBeLessThan(50 * 1024);
  });

  it('gives a calendar file in neutral words', async () => {
    says([]);
    const file = await open(`${await link('appointment', SESSION)}/appointment.ics`).expect(200);
    expect(file.text).toContain('SUMMARY:Appointment');
    expect(file.text).not.toMatch(HEALTH);
  });

  it('says so once the appointment is off', async () => {
    says([], [{ ...SESSION, status: 'cancelled' }]);
    const page = await open(await link('appointment', SESSION)).expect(200);
    expect(page.text).toContain('does not take place');
  });

  it('records the word of the client about the support person, once, in their name', async () => {
    says([SUPPORT]);
    const path = await link('appointment', SESSION);
    const fields = fieldsOf((await open(path)).text, 'Yes, they will be there');
    const answers = [press(path, { ...fields, answer: 'yes' }), press(path, { ...fields, answer: 'yes' })];
    for (const each of await Promise.all(answers)) expect(each.text).toContain('We have noted');
    const [first, second] = api.asked.signals;
    const { clientId } = (await api.store.courses.find(course)) ?? {};
    expect(first).toMatchObject({
      name: 'supportPersonConfirmed',
      session: 'dosing-1',
      by: { role: 'client', id: clientId },
    });
    // The course takes a signal with the same id once.
    expect(second?.id).toBe(first?.id);
  });

  it('does not reach what is not about it', async () => {
    says([{ ...SUPPORT, session: 'dosing-2' }, INSTRUCTIONS]);
    const path = await link('appointment', SESSION);
    for (const key of ['supportPerson:dosing-2', 'instructions:instructions-1'])
      await press(path, { key, nonce: 'n-1', answer: 'yes' }).expect(200);
    expect(api.asked.signals).toEqual([]);
  });
});

describe('a link that shows more than time and place', () => {
  it('first asks for a fact that the client knows', async () => {
    says([INSTRUCTIONS]);
    const path = await link('instructions');
    const first = await open(path).expect(200);
    expect(first.text).toContain('The last four digits of your telephone number');
    expect(first.text).not.toMatch(HEALTH);
    const second = await press(path, { ...fieldsOf(first.text), fact: '0100' }).expect(200);
    expect(second.text).toContain('instructions on food and medication');
    await press(path, { ...fieldsOf(second.text), answer: 'yes' }).expect(200);
    expect(api.asked.signals).toMatchObject([
      { name: 'instructionsAcknowledged', instructions: 'instructions-1' },
    ]);
  });

  it('records nothing without the fact, but keeps what was sent until it is given', async () => {
    says([PHQ9]);
    const path = await link('questionnaire');
    const sent = { key: 'questionnaire:PHQ-9', nonce: 'n-1', answer: 'yes', q0: '2', q8: '0' };
    const asked = await press(path, { ...sent, proof: 'old:AAAA' }).expect(200);
    expect(api.asked.signals).toEqual([]);
    const done = await press(path, { ...fieldsOf(asked.text), fact: '01 00' }).expect(200);
    expect(done.text).toContain('Your answers are with us');
    expect(api.asked.signals).toMatchObject([{ items: [2, null, null, null, null, null, null, null, 0] }]);
  });

  it('reaches what it is for, and nothing else', async () => {
    says([INSTRUCTIONS, PHQ9]);
    const path = await link('instructions');
    const { proof } = fieldsOf((await press(path, { fact: '0100' }).expect(200)).text);
    const key = 'questionnaire:PHQ-9';
    await press(path, { proof, key, nonce: 'n-1', answer: 'yes', q0: '1' }).expect(200);
    expect(api.asked.signals).toEqual([]);
  });

  it('does not take the proof of another link', async () => {
    says([INSTRUCTIONS, PHQ9]);
    const [one, other] = [await link('instructions'), await link('questionnaire')];
    const proven = await press(one, { fact: '0100' }).expect(200);
    const { proof } = fieldsOf(proven.text);
    const page = await press(other, { proof }).expect(200);
    expect(page.text).toContain('The last four digits');
  });

  it('ends after five wrong facts', async () => {
    says([INSTRUCTIONS]);
    const path = await link('instructions');
    for (let wrong = 1; wrong <= 5; wrong++)
      expect((await press(path, { fact: `000${wrong}` }).expect(200)).text).toContain(
        'not what we have on file',
      );
    await press(path, { fact: '9999' }).expect(404);
    expect((await press(path, { fact: '0100' }).expect(404)).text).toContain('no longer works');
  });
});

describe('answers', () => {
  it('that differ are two reports, although the form is the same', async () => {
    says([SUPPORT]);
    const path = await link('appointment', SESSION);
    const fields = fieldsOf((await open(path)).text, 'Yes');
    await press(path, { ...fields, answer: 'no' }).expect(200);
    await press(path, { ...fields, answer: 'yes' }).expect(200);
    const [no, yes] = api.asked.signals;
    expect([no?.name, yes?.name]).toEqual(['supportPersonUnavailable', 'supportPersonConfirmed']);
    expect(no?.id).not.toBe(yes?.id);
  });

  it.each([{}, { answer: 'maybe' }, { answer: ['yes', 'yes'] }])(
    'that are none record nothing: %j',
    async (given) => {
      says([SUPPORT]);
      const path = await link('appointment', SESSION);
      const fields = fieldsOf((await open(path)).text, 'Yes');
      expect((await press(path, { ...fields, ...given }).expect(200)).text).toContain('Please answer first');
      expect(api.asked.signals).toEqual([]);
    },
  );

  it('that the course refuses stay in the audit', async () => {
    says([SUPPORT]);
    api.script.outcome = refusal;
    const path = await link('appointment', SESSION);
    await press(path, { ...fieldsOf((await open(path)).text, 'Yes'), answer: 'yes' }).expect(409);
    const kept = await api.store.audit.list(courseStream(course));
    expect(kept.map(({ kind }) => kind)).toContain('signal-refused');
  });
});

describe('hard thoughts in a questionnaire', () => {
  const HELP = 'call or text 988';
  const proven = async (path: string) => fieldsOf((await press(path, { fact: '0100' }).expect(200)).text);

  it('reach the course, although it no longer asks', async () => {
    says([PHQ9]);
    const path = await link('questionnaire');
    const fields = await proven(path);
    says([]);
    const done = await press(path, { ...fields, answer: 'yes', q8: '3' }).expect(200);
    expect(done.text).toContain('You are not alone');
    expect(done.text).toContain(HELP);
    expect(api.asked.signals).toMatchObject([{ name: 'measureSubmitted' }]);
  });

  it('reach it by a page that was open when its link ended', async () => {
    says([PHQ9]);
    const path = await link('questionnaire');
    const fields = await proven(path);
    await api.store.pageLinks.endAll({ courseId: course }, 'replaced', now);
    expect((await press(path, { ...fields, answer: 'yes', q8: '1' }).expect(200)).text).toContain(HELP);
    expect(api.asked.signals).toHaveLength(1);
  });

  it.each([
    ['refused', 409, (): unknown => (api.script.outcome = refusal)],
    ['not answered for', 503, (): unknown => (api.script.down = 'workers-unavailable')],
    ['failed', 503, (): unknown => (api.script.down = new Error('lost'))],
  ] as const)('show crisis lines when they are %s', async (_what, status, happens) => {
    says([PHQ9]);
    const path = await link('questionnaire');
    const fields = await proven(path);
    happens();
    const page = await press(path, { ...fields, answer: 'yes', q8: '1' }).expect(status);
    expect(page.text).toContain(HELP);
    expect(page.text).toContain('<html');
  });

  it('show crisis lines also before the fact, and by a link that was taken away', async () => {
    says([PHQ9]);
    const path = await link('questionnaire');
    const sent = { key: 'questionnaire:PHQ-9', nonce: 'n', answer: 'yes', q8: '1' };
    expect((await press(path, sent).expect(200)).text).toContain(HELP);
    await api.store.pageLinks.endAll({ courseId: course }, 'revoked', now);
    expect((await press(path, sent).expect(404)).text).toContain(HELP);
  });
});

describe('a questionnaire', () => {
  it('keeps crisis lines in view, and says words that help when item 9 is answered', async () => {
    says([PHQ9]);
    const path = await link('questionnaire');
    const shown = await press(path, { fact: '0100' }).expect(200);
    expect(shown.text).toContain('call or text 988');
    const done = await press(path, { ...fieldsOf(shown.text), answer: 'yes', q8: '1' }).expect(200);
    expect(done.text).toContain('You are not alone');
    expect(done.text).toContain('call or text 988');
    expect(api.asked.signals).toMatchObject([{ name: 'measureSubmitted', instrument: 'PHQ-9' }]);
  });

  it.each(['5', '-1', 'x', '1.5'])('refuses the answer %s', async (q0) => {
    says([PHQ9]);
    const path = await link('questionnaire');
    const shown = await press(path, { fact: '0100' }).expect(200);
    await press(path, { ...fieldsOf(shown.text), answer: 'yes', q0 }).expect(200);
    expect(api.asked.signals).toEqual([]);
  });

  it('loses no answer while the course does not respond', async () => {
    says([PHQ9]);
    const path = await link('questionnaire');
    const shown = await press(path, { fact: '0100' }).expect(200);
    api.script.down = 'workers-unavailable';
    const fields = fieldsOf(shown.text);
    const sent = { ...fields, answer: 'yes', q8: '2' };
    const failed = await press(path, sent).expect(503);
    expect(failed.text).toContain('call or text 988');
    delete api.script.down;
    const again = await press(path, fieldsOf(failed.text)).expect(200);
    expect(again.text).toContain('You are not alone');
    // As if it had been taken the first time.
    await press(path, sent).expect(200);
    const [one, two] = api.asked.signals;
    expect(two?.id).toBe(one?.id);
  });
});

describe('guesses of the fact', () => {
  it('are five, also when many come at once', async () => {
    says([INSTRUCTIONS]);
    const path = await link('instructions');
    const all = Array.from({ length: 40 }, (_, guess) => press(path, { fact: `${1000 + guess}` }));
    const judged = (await Promise.all(all)).filter(({ status }) => status === 200);
    expect(judged).toHaveLength(5);
    await press(path, { fact: '0100' }).expect(404);
  });

  it('that are right use up none, and the whole number is right, too', async () => {
    says([INSTRUCTIONS]);
    const path = await link('instructions');
    for (let times = 0; times < 7; times++)
      expect((await press(path, { fact: ADA.phone }).expect(200)).text).toContain('instructions on food');
  });

  it('tell nobody before what is asked', async () => {
    says([PHQ9]);
    const path = await link('overview');
    for (const show of ['questionnaire:PHQ-9', 'questionnaire:GAD-7', 'changedOrder:order-1'])
      expect((await press(path, { show }).expect(200)).text).toContain('The last four digits');
    says([SUPPORT]);
    await press(path, { key: 'supportPerson:dosing-1', nonce: 'n', answer: 'no' }).expect(200);
    expect(api.asked.signals).toEqual([]);
  });
});

describe('a link that no longer works', () => {
  const lost = async (path: string) => (await open(path).expect(404)).text.replaceAll(path, '');

  it('says the same as one that never was', async () => {
    says([SUPPORT]);
    const never = await lost(`/c/${newSecret()}`);
    const late = await link('appointment', SESSION);
    const revoked = await link('overview');
    await api.store.pageLinks.endAll({ courseId: course, purpose: 'overview' }, 'revoked', now);
    now = plusHours(START, 25);
    expect(await lost(late)).toBe(never);
    expect(await lost(revoked)).toBe(never);
    expect(await lost('/c/not-a-link')).toBe(never);
  });

  it('ends when it is used', async () => {
    // The course takes the answer, and asks no more.
    says(() => (api.asked.signals.length === 0 ? [SUPPORT] : []));
    const path = await link('supportPerson', SESSION);
    const fields = fieldsOf((await open(path)).text, 'Yes');
    await press(path, { ...fields, answer: 'yes' }).expect(200);
    await lost(path);
    expect(api.asked.signals).toHaveLength(1);
  });

  it('is overtaken by a newer one about another text', async () => {
    says([INSTRUCTIONS]);
    const old = await link('instructions');
    const fresh = await link('instructions');
    await lost(old);
    await open(fresh).expect(200);
  });

  it('works no longer once the address is another', async () => {
    says([SUPPORT]);
    const path = await link('appointment', SESSION);
    const { clientId = '' } = (await api.store.courses.find(course)) ?? {};
    await api.patch(`/api/v1/clients/${clientId}`, 'frontDesk', { email: 'other@example.org' }).expect(200);
    await lost(path);
    await press(`${path}/new`, {}).expect(200);
    const live = await link('overview');
    await press(`${live}/new`, {}).expect(200);
    // Only the one that was not taken away.
    await until(() => mails.length > 0);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.to).toEqual(['other@example.org']);
  });

  it('stays until a new one is on its way, and is not renewed for who wants no e-mail', async () => {
    says([INSTRUCTIONS]);
    answer = { outcome: 'temporary', code: 'mail-deferred' };
    const path = await link('instructions');
    await press(`${path}/new`, {}).expect(200);
    await until(() => mails.length === 1);
    await open(path).expect(200);
    const client = await api.store.clients.ofCourse(course);
    await api.store.clients.optOut(client?.unsubscribeToken ?? '', now);
    await press(`${path}/new`, {}).expect(200);
    await open(path).expect(200);
    expect(mails).toHaveLength(1);
  });

  it('offers a new one, which goes to the address on file and ends the old one', async () => {
    says([INSTRUCTIONS]);
    const path = await link('instructions');
    now = plusHours(now, 31 * 24);
    await open(path).expect(404);
    await press(`${path}/new`, {}).expect(200);
    await until(() => mails.length === 1);
    expect(mails[0]?.to).toEqual([ADA.email]);
    expect(mails[0]?.text).not.toMatch(HEALTH);
    const secret = /\/c\/([\w-]{43})/.exec(mails[0]?.text ?? '')?.[1] ?? '';
    await open(`/c/${secret}`).expect(200);
    await open(path).expect(404);
  });

  it('tells a stranger nothing, and limits how often one can be asked for', async () => {
    const unknown = `/c/${newSecret()}`;
    const known = await link('instructions');
    const answers = [await press(`${unknown}/new`, {}), await press(`${known}/new`, {})];
    expect(new Set(answers.map(({ text, status }) => `${status} ${text}`)).size).toBe(1);
    for (let asked = 0; asked < 2; asked++) await press(`${known}/new`, {}).expect(200);
    await press(`${known}/new`, {}).expect(429);
  });
});

describe('the pages', () => {
  it('speak Spanish to a browser that prefers it, and in what is chosen', async () => {
    says([SUPPORT]);
    const path = await link('appointment', SESSION);
    const spanish = await open(path).set('Accept-Language', 'es-MX,es;q=0.9').expect(200);
    expect(spanish.text).toContain('<html lang="es">');
    expect(spanish.text).toContain('Su cita');
    expect((await open(`${path}?lang=en`).set('Accept-Language', 'es')).text).toContain('Your appointment');
  });

  it('name neither the client nor the link in the log', async () => {
    says([SUPPORT]);
    const path = await link('appointment', SESSION);
    await open(path).expect(200);
    const log = api.lines.join('\n');
    expect(log).toContain('/c/{secret}');
    expect(log).not.toContain(path);
    expect(log).not.toMatch(/quiet/i);
  });

  it('keep what the course refuses from looking done', async () => {
    says([SUPPORT]);
    api.script.outcome = refusal;
    const path = await link('appointment', SESSION);
    const fields = fieldsOf((await open(path)).text, 'Yes');
    const page = await press(path, { ...fields, answer: 'yes' }).expect(409);
    expect(page.text).toContain('We could not note this now');
  });

  it('escape what they show', async () => {
    says([], [SESSION]);
    const practice = await api.store.practice.get();
    if (practice) await api.store.practice.save({ ...practice, senderName: 'A <b>"&' });
    const page = await open(await link('appointment', SESSION)).expect(200);
    expect(page.text).toContain('A &lt;b&gt;&quot;&amp;');
  });

  it('answer other methods with the ones allowed', async () => {
    await request(api.app).put(`/c/${newSecret()}`).expect(405);
  });
});

/** Waits for what goes on after an answer. */
async function until(isSo: () => boolean): Promise<void> {
  const ends = Date.now() + 5_000;
  while (!isSo() && Date.now() < ends) await new Promise((resolve) => setImmediate(resolve));
  expect(isSo()).toBe(true);
}

describe('a page that cannot be shown', () => {
  const LONG = 'x'.repeat(20_000);

  it('says so in the language of the reader when a form is too long', async () => {
    says([]);
    const path = await link('overview');
    const page = await press(path, { words: LONG }).expect(413);
    expect([page.type, page.headers['cache-control']]).toEqual(['text/html', 'no-store']);
    expect(page.text).toContain('too long');
    expect(page.text).toContain('+1\u00a0503\u00a0555\u00a00199');
    expect(page.text).toContain('call or text 988');
    const form = fieldsOf((await press(path, { lang: 'es' })).text);
    expect(form).toMatchObject({ lang: 'es' });
    const spanish = await press(`${path}?lang=es`, { words: LONG }).expect(413);
    expect(spanish.text).toContain('demasiado largo');
    expect(api.lines.join('\n')).not.toContain(path);
  });

  it('keeps what was typed when it comes too often, and says when to try again', async () => {
    await api.store.close();
    api = await apiApp({ limits: { perAddress: 1 }, now: () => new Date(toMs(now)) });
    course = await api.newCourse();
    const path = await link('overview');
    const sent = { key: 'message', nonce: 'n-1', answer: 'yes', about: 'care', words: 'Later.', lang: 'es' };
    // The client that was made counts, too.
    const page = await press(path, sent).then((first) => (first.status === 429 ? first : press(path, sent)));
    expect([page.status, page.type]).toEqual([429, 'text/html']);
    expect(page.headers['retry-after']).toMatch(/^\d+$/);
    expect(page.text).toContain('demasiado seguido');
    expect(fieldsOf(page.text)).toMatchObject({ key: 'message', words: 'Later.', lang: 'es' });
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'/);
    expect(api.lines.join('\n')).not.toContain(path);
  });

  it('keeps what was typed while the disk is full', async () => {
    await api.store.close();
    api = await apiApp({ now: () => new Date(toMs(now)) });
    course = await api.newCourse();
    const path = await link('overview');
    const full = await apiApp({ store: api.store, hasSpace: () => Promise.resolve(false) });
    const page = await pressOn(full, path, { key: 'message', words: 'Later.' }).expect(503);
    expect(page.type).toBe('text/html');
    expect(fieldsOf(page.text)).toMatchObject({ words: 'Later.' });
  });

  it('is a page also at an address that never was', async () => {
    const page = await open('/c/a/b').expect(404);
    expect(page.type).toBe('text/html');
    const refused = await request(api.app).put('/c/abc').expect(405);
    expect(refused.type).toBe('application/problem+json');
  });
});
