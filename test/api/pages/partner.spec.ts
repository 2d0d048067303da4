/** The partner, and a prescriber without an account: a code to the address on file, one matter, one answer. */
import type { PrescriberAsked } from '../../../src/course/status/askedOfPrescriber';
import type { Mail } from '../../../src/messages/compose';
import { linksAt } from '../../../src/messages/links';
import { keepPageLink, newReaderLink } from '../../../src/messages/pageLink';
import type { Reader } from '../../../src/messages/reader';
import type { SendResult } from '../../../src/messages/transport';
import { hashOf } from '../../../src/security/secrets';
import { instant, plusHours, plusMinutes, toMs, type Instant } from '../../../src/time/instant';
import type { PrescriberPurpose } from '../../../src/vocabulary/pages';
import { reason } from '../../../src/vocabulary/reasons';
import request from 'supertest';
import { EngineError } from '../../../src/engine/engine';
import { until } from '../../../tools/until';
import { noted, step } from '../../store/fixtures';
import { ADA, apiApp, type ApiApp } from '../support/apiApp';
import { refusal } from '../support/fakeEngine';
import { fieldsOf, HEALTH, linkTo, openPage, pressOn } from '../support/clientPages';

const NOW = instant('2027-01-04T17:00:00Z');
const PARTNER: Reader = { role: 'partner', address: 'intake@partner.example' };
const REFERRAL: PrescriberAsked = {
  ...{ kind: 'referral', since: instant('2027-01-03T17:00:00Z'), signals: ['prescriberDecision'] },
};

let api: ApiApp;
let now: Instant;
let mails: Mail[];
let answer: SendResult;
let course: string;
let before: number;
beforeAll(async () => {
  const send = (mail: Mail) => Promise.resolve(answer).finally(() => mails.push(mail));
  const mailer = { transport: { send }, links: linksAt('https://care.example') };
  api = await apiApp({ mailer, now: () => new Date(toMs(now)) });
});
afterAll(() => api.store.close());
beforeEach(async () => {
  [now, mails, answer] = [NOW, [], { outcome: 'accepted', answer: '250 ok' }];
  delete api.script.gate;
  delete api.script.outcome;
  await api.store.practice.change({
    ...{ contacts: { partner: { email: PARTNER.address } }, partnerCodeRequired: true },
  });
  course = await api.newCourse();
  asks([REFERRAL]);
});

/** What the course asks, until it has accepted as many answers. */
function asks(all: PrescriberAsked[], answers = 1): void {
  before = api.asked.signals.length;
  api.script.status = {
    get askedOfPrescriber() {
      return signals().length >= answers && api.script.outcome === undefined ? [] : all;
    },
  };
}
const signals = () => api.asked.signals.slice(before);

async function link(purpose: PrescriberPurpose = 'referral', reader = PARTNER): Promise<string> {
  const made = newReaderLink(purpose, now, reader);
  await keepPageLink(api.store.pageLinks, course, made, now);
  return `/c/${made.secret}`;
}
const stored = async (path: string) => api.store.pageLinks.find(hashOf(path.slice(3)));
const press = (path: string, form: object) => pressOn(api, path, form);
const codeIn = (mail: Mail | undefined): string => /Your code is (\d{6})/.exec(String(mail?.text))?.[1] ?? '';
const pathIn = (mail: Mail | undefined): string => /\/c\/[\w-]{43}/.exec(String(mail?.text))?.[0] ?? '';
/** The page behind the code. */
async function opened(path: string): Promise<string> {
  await press(path, { step: 'send' }).expect(200);
  return (await press(path, { code: codeIn(mails.at(-1)) }).expect(200)).text;
}
const choose = (path: string, html: string, choice: string, fields: object = {}) =>
  press(path, { ...fieldsOf(html, `value="${choice}"`), choice, ...fields });

describe('a link of the partner', () => {
  it('shows and changes nothing when it is opened', async () => {
    const path = await link();
    for (const _again of [1, 2]) {
      await openPage(api, path).expect(200);
      await request(api.app).head(path).expect(200);
    }
    const page = await openPage(api, path).expect(200);
    expect(page.text).toContain('<title>A request for you</title>');
    expect(page.text).not.toMatch(HEALTH);
    for (const kept of [ADA.name, 'Referral', 'Español']) expect(page.text).not.toContain(kept);
    expect(page.headers['cache-control']).toBe('no-store');
    expect([mails, signals()]).toEqual([[], []]);
    expect(await stored(path)).not.toHaveProperty('endedAt');
  });

  it('sends a code in neutral words to the address on file, and says in the audit to whom', async () => {
    const path = await link();
    await press(path, { step: 'send' }).expect(200);
    const [mail] = mails;
    expect(mail).toMatchObject({ to: [PARTNER.address], subject: 'A message from CALM' });
    expect(`${mail?.subject} ${String(mail?.text)}`).not.toMatch(HEALTH);
    expect(String(mail?.subject)).not.toMatch(/\d{6}/);
    const audit = (await api.store.audit.list('clients')).filter(({ courseId }) => courseId === course);
    expect(audit).toMatchObject([
      { kind: 'page-code-sent', byRole: 'partner', byId: 'partner-address-on-file' },
    ]);
    const code = codeIn(mail);
    const rows = await api.store.db.selectFrom('pageCodes').selectAll().execute();
    expect(JSON.stringify([rows, audit, api.lines])).not.toContain(code);
  });

  it('sends one code if it is pressed twice', async () => {
    const path = await link();
    await Promise.all([1, 2].map(() => press(path, { step: 'send' }).expect(200)));
    await press(path, { step: 'send' }).expect(200);
    expect(mails).toHaveLength(1);
    now = plusMinutes(NOW, 1);
    await press(path, { step: 'send' }).expect(200);
    expect(codeIn(mails[1])).not.toBe('');
  });

  it('shows the matter with the facts for it after the code, and writes down who looked', async () => {
    const page = await opened(await link());
    for (const shown of [
      ADA.name,
      'Decide whether the client may be treated.',
      'Questionnaires',
      'Incidents',
    ])
      expect(page).toContain(shown);
    for (const kept of ['Vital signs', 'Doses on hand', ADA.email, ADA.phone])
      expect(page).not.toContain(kept);
    const looked = async () =>
      (await api.store.reads.list({ person: 'partner-address-on-file' }, {})).reads.filter(
        (each) => each.course === course,
      );
    await until('it is written down', async () => (await looked()).length > 0, 10_000);
    expect(await looked()).toMatchObject([{ operation: 'readMedical', by: { role: 'partner' } }]);
  });

  it('opens to a code that is pressed twice', async () => {
    const path = await link();
    await press(path, { step: 'send' });
    const code = codeIn(mails[0]);
    await press(path, { code });
    expect((await press(path, { code: `${code.slice(0, 3)} ${code.slice(3)}` })).text).toContain(ADA.name);
    now = plusMinutes(NOW, 2);
    expect((await press(path, { code })).text).toContain('This code no longer works');
  });

  it('takes five wrong codes, and then not the right one; another code works', async () => {
    const path = await link();
    await press(path, { step: 'send' });
    const right = codeIn(mails[0]);
    const wrong = right === '123456' ? '654321' : '123456';
    for (const _try of [1, 2, 3, 4, 5])
      expect((await press(path, { code: wrong })).text).toContain('That is not the code.');
    const page = await press(path, { code: right });
    expect(page.text).toContain('This code no longer works');
    expect(page.text).not.toContain(ADA.name);
    now = plusMinutes(NOW, 2);
    expect(await opened(path)).toContain(ADA.name);
  });

  it('takes no more than five tries of many at once', async () => {
    const path = await link();
    await press(path, { step: 'send' });
    const right = codeIn(mails[0]);
    const wrong = right === '123456' ? '654321' : '123456';
    const pages = await Promise.all(Array.from({ length: 12 }, () => press(path, { code: wrong })));
    expect(pages.filter(({ text }) => text.includes('That is not the code.'))).toHaveLength(5);
  });

  it('takes no code after fifteen minutes, and sends five in a day', async () => {
    const path = await link();
    await press(path, { step: 'send' });
    now = plusMinutes(NOW, 15);
    const late = await press(path, { code: codeIn(mails[0]) });
    expect(late.text).toContain('This code no longer works');
    for (const minutes of [20, 25, 30, 35]) {
      now = plusMinutes(NOW, minutes);
      await press(path, { step: 'send' }).expect(200);
    }
    now = plusMinutes(NOW, 40);
    await press(path, { step: 'send' }).expect(429);
    expect(mails).toHaveLength(5);
    now = plusHours(NOW, 25);
    await press(path, { step: 'send' }).expect(200);
    expect(mails).toHaveLength(6);
  });

  it('says if the code could not be sent', async () => {
    const path = await link();
    answer = { outcome: 'withdrawn' };
    expect((await press(path, { step: 'send' }).expect(503)).text).toContain('We could not send the code.');
    expect((await press(path, { code: codeIn(mails[0]) })).text).not.toContain(ADA.name);
  });

  it('does not count a code that could not be sent', async () => {
    const path = await link();
    answer = { outcome: 'withdrawn' };
    for (const _try of [1, 2, 3, 4, 5, 6]) await press(path, { step: 'send' }).expect(503);
    answer = { outcome: 'accepted', answer: '250 ok' };
    expect(await opened(path)).toContain(ADA.name);
  });

  it('goes on when the e-mail address of the client is changed, and one of the client does not', async () => {
    const path = await link();
    const own = await linkTo(api, course, 'overview', now);
    const client = (await api.store.courses.find(course))?.clientId ?? '';
    await api.patch(`/api/v1/clients/${client}`, 'frontDesk', { email: 'new@client.example' }).expect(200);
    await openPage(api, own).expect(404);
    await openPage(api, path).expect(200);
  });

  it('opens with no code of another link, nor with its proof, nor with one that is old', async () => {
    const [path, other] = [await link(), await link('referral')];
    await press(other, { step: 'send' });
    const code = codeIn(mails[0]);
    expect((await press(path, { code })).text).not.toContain(ADA.name);
    const { proof } = fieldsOf((await press(other, { code })).text, 'value="approve"');
    expect((await press(other, { proof })).text).toContain(ADA.name);
    expect((await press(path, { proof })).text).not.toContain(ADA.name);
    now = plusMinutes(NOW, 31);
    expect((await press(other, { proof })).text).not.toContain(ADA.name);
    expect(signals()).toEqual([]);
  });

  it.each([
    ['revoked', async (path: string) => api.store.pageLinks.revoke(hashOf(path.slice(3)), now)],
    ['used', async (path: string) => api.store.pageLinks.end(hashOf(path.slice(3)), 'used', now)],
    ['too old', () => Promise.resolve((now = plusHours(NOW, 31 * 24)))],
    [
      'overtaken',
      () => {
        asks([]);
        return Promise.resolve();
      },
    ],
    [
      'of an address that is no longer on file',
      () => api.store.practice.change({ contacts: { partner: { email: 'new@partner.example' } } }),
    ],
    ['of a partner who is gone', () => api.store.practice.change({ contacts: {} })],
  ])('that is %s gets the page of one that never was', async (_why, happens) => {
    const path = await link();
    await happens(path);
    const never = `/c/${'n'.repeat(43)}`;
    const asked = [
      (to: string) => openPage(api, to),
      (to: string) => press(to, { step: 'send' }),
      (to: string) => press(to, { step: 'open' }),
      (to: string) => press(to, { code: '123456' }),
    ];
    for (const ask of asked) {
      const page = await ask(path).expect(404);
      expect(page.text.replaceAll(path, never)).toBe((await ask(never)).text);
    }
    expect(mails).toEqual([]);
  });

  it('that no longer works offers a new one, which goes to the address on file now', async () => {
    const path = await link();
    const contacts = { partner: { email: 'new@partner.example' } };
    await api.store.practice.change({ contacts });
    await press(`${path}/new`, {}).expect(200);
    await until('the new link is sent', () => mails.length === 1, 10_000);
    expect(mails[0]).toMatchObject({ to: ['new@partner.example'] });
    await openPage(api, pathIn(mails[0])).expect(200);
    await until('the old one ends', async () => (await stored(path))?.endedBy === 'replaced', 10_000);
  });

  it('says by e-mail that nothing is asked any more, and sends nothing for one that was taken away', async () => {
    const path = await link();
    asks([]);
    await press(`${path}/new`, {}).expect(200);
    await until('the word is sent', () => mails.length === 1, 10_000);
    expect(pathIn(mails[0])).toBe('');
    const revoked = await link();
    await api.store.pageLinks.revoke(hashOf(revoked.slice(3)), now);
    await press(`${revoked}/new`, {}).expect(200);
    await until(
      'another word is sent',
      async () => {
        await press(`${path}/new`, {});
        return mails.length >= 2;
      },
      10_000,
    );
    expect(mails.map((mail) => pathIn(mail))).not.toContain(expect.stringContaining('/c/'));
  });
});

describe('an answer of the partner', () => {
  it('is theirs in the record, and pressing twice is once', async () => {
    const path = await link();
    const page = await opened(path);
    const fields = { examined: 'telehealth', maxDosings: '6', validUntil: '2027-06-30', note: 'As agreed' };
    const done = await choose(path, page, 'approve', fields).expect(200);
    expect(done.text).toContain('We have recorded it: approve.');
    expect(signals()).toMatchObject([
      {
        ...{ name: 'prescriberDecision', decision: 'approved', examined: 'telehealth', maxDosings: 6 },
        ...{ note: 'As agreed', validUntil: '2027-07-01T06:59:00.000Z' },
        by: { role: 'partner', id: 'partner-address-on-file' },
      },
    ]);
    expect(await stored(path)).toMatchObject({ endedBy: 'used' });
    const again = await choose(path, page, 'approve', fields).expect(200);
    expect(again.text).toContain('We have recorded it: approve.');
    // Anything else that the same page says is not.
    for (const [choice, other] of [
      ['decline', { note: 'No' }],
      ['approve', { ...fields, maxDosings: '7' }],
    ] as const)
      expect((await choose(path, page, choice, other)).text).toContain('This has been answered already');
    expect(signals()).toHaveLength(1);
  });

  it('is one of two that are pressed at once', async () => {
    const path = await link();
    const page = await opened(path);
    let go: () => void = () => undefined;
    api.script.gate = new Promise((resolve) => (go = resolve));
    asks([REFERRAL], 9);
    const first = choose(path, page, 'approve').then((sent) => sent);
    await until('the first is on its way', () => signals().length === 1, 10_000);
    const [same, other] = [
      choose(path, page, 'approve').then((s) => s),
      choose(path, page, 'decline', { note: 'No' }),
    ];
    const told = await other.expect(409);
    expect(told.text).toContain('This has been answered already');
    expect(told.text).toContain('Call us: +1');
    go();
    delete api.script.gate;
    for (const sent of await Promise.all([first, same])) expect(sent.status).toBe(200);
    expect(new Set(signals().map(({ id }) => id)).size).toBe(1);
  });

  it('is one, whichever of two links it comes by', async () => {
    const [one, two] = [await link(), await link()];
    const [first, second] = [await opened(one), await opened(two)];
    let go: () => void = () => undefined;
    api.script.gate = new Promise((resolve) => (go = resolve));
    asks([REFERRAL], 9);
    const sent = choose(one, first, 'approve').then((each) => each);
    await until('the first is on its way', () => signals().length === 1, 10_000);
    await choose(two, second, 'decline', { note: 'Not now' }).expect(409);
    go();
    delete api.script.gate;
    await sent;
    expect(signals()).toHaveLength(1);
  });

  it('that asks for more says what, and keeps the link for the answer', async () => {
    const path = await link();
    const page = await opened(path);
    expect((await choose(path, page, 'ask', { note: ' ' }).expect(400)).text).toContain('Please fill in');
    expect(signals()).toEqual([]);
    const waits: PrescriberAsked = { ...REFERRAL, since: NOW, informationAsked: true };
    api.script.status = {
      get askedOfPrescriber() {
        return signals().length > 0 ? [waits] : [REFERRAL];
      },
    };
    await choose(path, page, 'ask', { note: 'The latest labs' }).expect(200);
    expect(signals()).toMatchObject([{ decision: 'needsInformation', note: 'The latest labs' }]);
    const again = await choose(path, page, 'ask', { note: 'The latest labs' }).expect(200);
    expect(again.text).toContain('We have recorded it: ask for more information.');
    expect(await stored(path)).not.toHaveProperty('endedAt');
    // What was open before is no answer to what is asked now.
    const stale = await choose(path, page, 'approve').expect(409);
    expect(stale.text).toContain('You asked for more information on January 4, 2027.');
    expect(signals()).toHaveLength(1);
    await choose(path, stale.text, 'approve').expect(200);
    expect(signals()[1]).toMatchObject({ decision: 'approved' });
  });

  it('that declines gives a reason, which is text and nothing else', async () => {
    const path = await link();
    const page = await opened(path);
    const note = `<script>alert("x")</script> ${'long '.repeat(90)}`.trim();
    const tooLong = await choose(path, page, 'decline', { note: 'x'.repeat(501) }).expect(400);
    expect(tooLong.text).toContain('x'.repeat(501));
    api.script.outcome = refusal;
    const refused = await choose(path, page, 'decline', { note }).expect(409);
    expect(refused.text).toContain('&lt;script&gt;');
    expect(refused.text).not.toContain('<script');
    delete api.script.outcome;
    asks([REFERRAL]);
    await choose(path, page, 'decline', { note }).expect(200);
    expect(signals()).toMatchObject([{ decision: 'declined', note }]);
  });

  it('that the course refuses is told with its reasons, kept as typed, and no other is kept out', async () => {
    const path = await link();
    const page = await opened(path);
    api.script.outcome = refusal;
    const refused = await choose(path, page, 'prepare', { sessions: '3', note: 'More time' }).expect(409);
    expect(refused.text).toContain(reason('integration-owed').sentence);
    expect(refused.text).toContain('value="3"');
    delete api.script.outcome;
    asks([REFERRAL]);
    await choose(path, refused.text, 'approve').expect(200);
    expect(signals()).toMatchObject([{ decision: 'approved' }]);
  });

  it('that nobody knows to have arrived can be pressed again, and keeps another out', async () => {
    const path = await link();
    const page = await opened(path);
    asks([REFERRAL], 9);
    api.script.gate = Promise.reject(new EngineError('workers-unavailable'));
    api.script.gate.catch(() => undefined);
    const failed = await choose(path, page, 'approve', { maxDosings: '6' }).expect(503);
    delete api.script.gate;
    expect(fieldsOf(failed.text)).toMatchObject({ choice: 'approve', maxDosings: '6' });
    await choose(path, page, 'decline', { note: 'No' }).expect(409);
    await press(path, fieldsOf(failed.text)).expect(200);
    expect(signals()).toHaveLength(2);
    expect(new Set(signals().map(({ id }) => id)).size).toBe(1);
  });

  it.each([
    ['is told as recorded once it has arrived', true, 'We have recorded it: approve.'],
    ['is not told as recorded if the matter was decided otherwise', false, 'This has been answered already'],
  ])('that nobody knows to have arrived %s', async (_what, arrived, told) => {
    const path = await link();
    const page = await opened(path);
    asks([REFERRAL], 9);
    api.script.gate = Promise.reject(new EngineError('workers-unavailable'));
    api.script.gate.catch(() => undefined);
    const failed = await choose(path, page, 'approve', { note: 'Two\r\nlines' }).expect(503);
    delete api.script.gate;
    const [{ id } = { id: '' }] = signals();
    const { events, ...first } = step(course, 1, [noted('arrived')]);
    if (arrived)
      await api.store.commitStep({ ...first, events: events.map((event) => ({ ...event, cause: id })) });
    asks([], 0);
    const note = 'Two\nlines';
    expect((await press(path, { ...fieldsOf(failed.text), note }).expect(200)).text).toContain(told);
    expect(signals()).toEqual([]);
  });

  it('leaves the link as it is while the course does not say what is asked now', async () => {
    const path = await link();
    const page = await opened(path);
    api.script.status = {
      get askedOfPrescriber() {
        if (signals().length > 0) throw new EngineError('query-failed');
        return [REFERRAL];
      },
    };
    await choose(path, page, 'approve').expect(200);
    expect(await stored(path)).not.toHaveProperty('endedAt');
  });

  it('that was lost is followed by another after ten minutes', async () => {
    const path = await link();
    const page = await opened(path);
    asks([REFERRAL], 9);
    api.script.gate = Promise.reject(new EngineError('workers-unavailable'));
    api.script.gate.catch(() => undefined);
    await choose(path, page, 'approve').expect(503);
    delete api.script.gate;
    now = plusMinutes(NOW, 9);
    await choose(path, page, 'decline', { note: 'No' }).expect(409);
    now = plusMinutes(NOW, 10);
    await choose(path, page, 'decline', { note: 'No' }).expect(200);
  });

  it('is not taken after the matter was decided otherwise', async () => {
    const path = await link();
    const page = await opened(path);
    asks([]);
    const told = await choose(path, page, 'approve').expect(200);
    expect(told.text).toContain('This has been answered already');
    expect(signals()).toEqual([]);
    expect(await stored(path)).toMatchObject({ endedBy: 'overtaken' });
  });

  it('is not taken once the link was taken away, and its page says nothing of the matter', async () => {
    const path = await link();
    const page = await opened(path);
    await api.store.pageLinks.revoke(hashOf(path.slice(3)), now);
    expect((await choose(path, page, 'approve').expect(404)).text).not.toContain('answered already');
    expect(signals()).toEqual([]);
  });

  it('is not taken without the code, whatever the form says', async () => {
    const path = await link();
    const form = { key: `referral ${REFERRAL.since}`, nonce: 'n', choice: 'approve', step: 'open' };
    for (const proof of [undefined, 'x', ['a', 'b'], `test:${'A'.repeat(60)}`])
      await press(path, { ...form, ...(proof !== undefined && { proof }) });
    expect(signals()).toEqual([]);
  });

  it.each([
    ['replaced', async (path: string) => api.store.pageLinks.end(hashOf(path.slice(3)), 'replaced', now)],
    [
      'too old',
      (path: string) =>
        api.store.db
          .updateTable('pageLinks')
          .set({ expiresAt: now })
          .where('hash', '=', hashOf(path.slice(3)))
          .execute(),
    ],
  ])(
    'is taken by a page that was open when its link was %s, for as long as its code counts',
    async (_w, end) => {
      const path = await link();
      const page = await opened(path);
      await end(path);
      await openPage(api, path).expect(404);
      const missing = await choose(path, page, 'decline', { note: '' }).expect(400);
      expect(missing.text).toContain('Please fill in');
      now = plusMinutes(NOW, 30);
      const late = await choose(path, page, 'decline', { note: 'My <reason>' }).expect(409);
      expect(late.text).toContain('There is a newer one in your e-mails');
      expect(late.text).toContain('My &lt;reason&gt;');
      expect(late.text).toContain(`action="${path}/new"`);
      expect(late.text).not.toContain(ADA.name);
      const { proof: _proof, ...without } = fieldsOf(page, 'value="decline"');
      await press(path, { ...without, choice: 'decline', note: 'x' }).expect(404);
      expect(signals()).toEqual([]);
      now = plusMinutes(NOW, 29);
      await choose(path, page, 'decline', { note: 'My reason' }).expect(200);
      expect(signals()).toMatchObject([{ decision: 'declined', note: 'My reason' }]);
    },
  );

  it('that is pressed too late is kept through another code, and recorded once it is pressed again', async () => {
    const path = await link();
    const page = await opened(path);
    now = plusMinutes(NOW, 31);
    const late = await choose(path, page, 'decline', { note: 'Line <1>\r\nline 2' }).expect(200);
    expect(late.text).toContain('What you pressed was not recorded');
    expect(late.text).not.toContain(ADA.name);
    expect(fieldsOf(late.text)).toMatchObject({ choice: 'decline', note: 'Line &lt;1&gt;&#10;line 2' });
    expect(fieldsOf(late.text)).not.toHaveProperty('proof');
    const note = 'Line <1>\nline 2';
    const sent = await press(path, { ...fieldsOf(late.text), note, step: 'send' }).expect(200);
    const wrong = await press(path, { ...fieldsOf(sent.text), note, code: 'none' }).expect(200);
    const shown = await press(path, { ...fieldsOf(wrong.text), note, code: codeIn(mails.at(-1)) }).expect(
      200,
    );
    expect(shown.text).toContain('Nothing was recorded yet.');
    expect(shown.text).toContain('Line &lt;1&gt;&#10;line 2</textarea>');
    expect(signals()).toEqual([]);
    await choose(path, shown.text, 'decline', { note }).expect(200);
    expect(signals()).toMatchObject([{ decision: 'declined', note }]);
  });

  it('needs a code at the latest half an hour after the one before', async () => {
    const path = await link();
    const page = await opened(path);
    now = plusMinutes(NOW, 20);
    const again = (await choose(path, page, 'decline', { note: '' }).expect(400)).text;
    now = plusMinutes(NOW, 31);
    await choose(path, again, 'decline', { note: 'No' }).expect(200);
    expect(signals()).toEqual([]);
  });

  it.each(['holdLifted', 'followUp', 'approve ', '__proto__', ['approve', 'decline']])(
    'is not %j, which is not offered',
    async (choice) => {
      const path = await link();
      const page = await opened(path);
      await press(path, { ...fieldsOf(page, 'value="approve"'), choice }).expect(400);
      expect(signals()).toEqual([]);
    },
  );

  it('cannot approve what must wait for something', async () => {
    asks([{ ...REFERRAL, barred: [reason('evaluation-owed:approval')] }]);
    const path = await link();
    const page = await opened(path);
    expect(page).toContain(reason('evaluation-owed:approval').sentence);
    expect(page).not.toContain('value="approve"');
    await choose(path, page, 'decline', { choice: 'approve' }).expect(400);
    expect(signals()).toEqual([]);
  });
});

const since = instant('2027-01-03T17:00:00Z');
const DOSE: PrescriberAsked = {
  ...{ kind: 'doseReview', since, signals: ['doseConfirmed', 'doseChanged', 'prescriberDecision'] },
  routes: { listed: ['nasal', 'oral'], owed: false },
};
const FOLLOW_UP: PrescriberAsked = { kind: 'followUp', since, signals: ['followUpCompleted'] };
const PRESCRIPTION: PrescriberAsked = { kind: 'prescription', since, signals: ['prescriptionIssued'] };

describe('each matter', () => {
  it.each<[PrescriberAsked, string, object, object]>([
    [DOSE, 'confirm', {}, { name: 'doseConfirmed' }],
    [
      DOSE,
      'change',
      { order: 'order-2', route: 'oral' },
      { name: 'doseChanged', order: 'order-2', route: 'oral' },
    ],
    [DOSE, 'endSeries', { note: 'Enough' }, { name: 'prescriberDecision', decision: 'declined' }],
    [
      { ...REFERRAL, routes: { listed: ['nasal', 'oral'], owed: true } },
      'approve',
      { route: 'nasal' },
      { decision: 'approved', route: 'nasal' },
    ],
    [{ ...REFERRAL, kind: 'approval' }, 'renew', {}, { name: 'prescriberDecision', decision: 'approved' }],
    [
      FOLLOW_UP,
      'followUp',
      { examined: 'inPerson', day: '2027-01-02' },
      { name: 'followUpCompleted', examined: 'inPerson', occurredAt: '2027-01-02T20:00:00.000Z' },
    ],
    [PRESCRIPTION, 'prescribe', { doses: '6' }, { name: 'prescriptionIssued', doses: 6 }],
    [
      { ...PRESCRIPTION, replaces: true },
      'replace',
      { doses: '2', expires: '2027-03-01' },
      { name: 'prescriptionIssued', doses: 2, replaces: true, expires: '2027-03-02T07:59:00.000Z' },
    ],
    [
      { kind: 'shipment', since, signals: ['shipmentSent'] },
      'shipped',
      { doses: '6' },
      { name: 'shipmentSent', doses: 6 },
    ],
    [{ kind: 'shipment', since, signals: ['shipmentLost'] }, 'lost', {}, { name: 'shipmentLost' }],
  ])('%j takes %s', async (asked, choice, fields, signal) => {
    asks([asked]);
    const path = await link(asked.kind);
    const page = await opened(path);
    await choose(path, page, choice, fields).expect(200);
    expect(signals()).toMatchObject([{ ...signal, by: { role: 'partner' } }]);
  });

  it.each([
    [PRESCRIPTION, 'prescribe', {}],
    [PRESCRIPTION, 'prescribe', { doses: '0' }],
    [PRESCRIPTION, 'prescribe', { doses: '6.5' }],
    [PRESCRIPTION, 'prescribe', { doses: '6', expires: '2027-02-31x' }],
    [DOSE, 'change', { order: '' }],
    [DOSE, 'change', { order: '50 mg of it' }],
    [DOSE, 'change', { order: 'order-2', route: 'intravenous' }],
    [FOLLOW_UP, 'followUp', { examined: 'by post' }],
  ])('%j is not answered by %s with %j', async (asked, choice, fields) => {
    asks([asked]);
    const path = await link(asked.kind);
    const page = await opened(path);
    await choose(path, page, choice, fields).expect(400);
    expect(signals()).toEqual([]);
  });

  it('offers only what the course takes, and shows the facts for it alone', async () => {
    asks([{ ...DOSE, signals: ['doseConfirmed'] }]);
    const review = await opened(await link('doseReview'));
    expect(review).toContain('Vital signs');
    expect(review).not.toMatch(/value="(change|endSeries)"/);
    asks([{ kind: 'shipment', since, signals: ['shipmentSent'] }]);
    const shipment = await opened(await link('shipment'));
    for (const kept of ['Questionnaires', 'Incidents', 'Vital signs', 'Decisions and orders'])
      expect(shipment).not.toContain(kept);
  });

  it('is not reached by the link of another', async () => {
    asks([DOSE]);
    await openPage(api, await link('referral')).expect(404);
  });
});

describe('without a code, where the practice asks none', () => {
  it('it takes a press all the same before anything is shown', async () => {
    await api.store.practice.change({ partnerCodeRequired: false });
    const path = await link();
    const first = await openPage(api, path).expect(200);
    expect(first.text).not.toMatch(HEALTH);
    expect(first.text).not.toContain(ADA.name);
    const page = await press(path, { step: 'open' }).expect(200);
    expect(page.text).toContain(ADA.name);
    await choose(path, page.text, 'approve').expect(200);
    expect([signals().length, mails.length]).toEqual([1, 0]);
  });

  it('an open page asks for one as soon as the practice does', async () => {
    await api.store.practice.change({ partnerCodeRequired: false });
    const path = await link();
    const page = (await press(path, { step: 'open' }).expect(200)).text;
    await api.store.practice.change({ partnerCodeRequired: true });
    const told = (await choose(path, page, 'approve').expect(200)).text;
    expect(told).toContain('Send me a code');
    expect(told).not.toContain(ADA.name);
    expect(signals()).toEqual([]);
  });
});

describe('a prescriber without an account', () => {
  it('decides as such, until somebody on the staff prescribes', async () => {
    const reader: Reader = { role: 'prescriber', address: 'doctor@own.example' };
    await api.store.practice.change({ contacts: { prescriber: { email: reader.address } } });
    const [path, later] = [await link('referral', reader), await link('referral', reader)];
    const page = await opened(path);
    expect(mails[0]).toMatchObject({ to: [reader.address] });
    await choose(path, page, 'approve').expect(200);
    expect(signals()).toMatchObject([{ by: { role: 'prescriber', id: 'prescriber-address-on-file' } }]);
    asks([REFERRAL]);
    await openPage(api, later).expect(200);
    await api.staffed(['prescriber']);
    await openPage(api, later).expect(404);
  });
});
