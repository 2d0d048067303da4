/** The public form: what it takes, what it keeps out, and that nothing typed is lost. */
import request from 'supertest';
import { INQUIRIES_UNSET, type InquirySettings } from '../../../src/store';
import { fromMs, instant, plusHours, plusMinutes, toMs, type Instant } from '../../../src/time/instant';
import { codeOf } from '../support/answers';
import { apiApp, type ApiApp } from '../support/apiApp';
import { fieldsOf } from '../support/clientPages';

const SETTINGS: InquirySettings = {
  ...INQUIRIES_UNSET,
  form: true,
  questions: [{ en: 'Are you 18 or older?', es: '¿Tiene 18 años o más?' }, { en: 'Do you live here?' }],
};
let now: Instant = instant('2027-01-04T17:00:00Z');
let api: ApiApp;
beforeAll(async () => {
  api = await apiApp({ now: () => new Date(toMs(now)), proxies: 1 });
});
beforeEach(async () => {
  // Later than everything before it: what was counted is forgotten.
  now = plusHours(now, 30);
  await api.store.practice.change({ inquiries: SETTINGS });
});
afterAll(() => api.store.close());

const get = (path = '/inquiry') => request(api.app).get(path);
const send = (form: object, from = '203.0.113.7', path = '/inquiry') =>
  request(api.app).post(path).set('X-Forwarded-For', from).type('form').send(form);
const soon = () => {
  now = plusMinutes(now, 1);
};
let people = 0;
/** What somebody types who has not been here. */
const typed = (other: object = {}) => {
  people += 1;
  return {
    ...{ name: 'Ines Invented', email: `ines${people}@inquiry.example`, phone: '503 555 0133' },
    ...{ reachedBy: 'phone', 'question-0': 'yes', message: 'First line\r\nand <b>second</b>.', website: '' },
    ...other,
  };
};
/** A form that was just opened, filled in. */
const filledIn = async (other: object = {}, path = '/inquiry') => {
  const { token } = fieldsOf((await get(path).expect(200)).text);
  soon();
  return { ...typed(other), token };
};
const stored = async () => (await api.store.inquiries.list({}, { limit: 500 })).inquiries;
/** How many there are after this, besides those of before. */
const added = async (work: () => Promise<unknown>): Promise<number> => {
  const before = (await stored()).length;
  await work();
  return (await stored()).length - before;
};

describe('the form', () => {
  it('is one page without script that loads nothing, says that nobody watches it, and names crisis lines', async () => {
    const page = await get().expect(200);
    expect(page.text).toContain('Nobody watches this around the clock');
    expect(page.text).toContain('call or text 988');
    expect(page.text).toContain('Are you 18 or older?');
    expect(page.text).not.toMatch(/<script|src=|@import|url\(|ketamine|therap/i);
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(page.headers['cache-control']).toBe('no-store');
    expect((await get('/inquiry?lang=es')).text).toContain('¿Tiene 18 años o más?');
    expect(codeOf(await request(api.app).put('/inquiry'))).toEqual([405, 'method-refused']);
  });

  it('is not there unless the practice wants it, and takes nothing then', async () => {
    const form = await filledIn();
    await api.store.practice.change({ inquiries: null });
    expect((await get().expect(404)).text).toContain('This form is not available');
    expect(await added(() => send(form).expect(404))).toBe(0);
  });

  it('is shown inside pages of the sites that the practice lists, and of no other', async () => {
    const own = await get().expect(200);
    expect(own.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(own.headers['x-frame-options']).toBe('SAMEORIGIN');
    const origins = ['https://cedar.example', 'https://www.cedar.example'];
    await api.store.practice.change({ inquiries: { ...SETTINGS, origins } });
    const page = await get().expect(200);
    expect(page.headers['content-security-policy']).toMatch(
      /frame-ancestors https:\/\/cedar\.example https:\/\/www\.cedar\.example$/,
    );
    expect(page.headers['x-frame-options']).toBeUndefined();
    // Pages of clients are never inside another one.
    expect((await get('/c/nothing')).headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });
});

describe('what somebody sends', () => {
  it('becomes an inquiry that is owed, with a confirmation, and the page after it says nothing', async () => {
    const form = await filledIn();
    const sent = await send(form).expect(200);
    expect(sent.text).toContain('Your message is with us');
    expect(sent.text).not.toContain('Ines');
    const [inquiry] = await stored();
    expect(inquiry).toMatchObject({
      ...{ name: 'Ines Invented', email: form.email, phone: '503 555 0133', reachedBy: 'phone' },
      ...{ source: 'form', language: 'en', state: 'open', owedFrom: now },
      message: 'First line\nand <b>second</b>.',
      // What was left blank is no answer.
      answers: [{ question: 'Are you 18 or older?', answer: 'yes' }],
    });
    expect(inquiry?.dueAt).toBeDefined();
    expect(await api.store.inquiryMails.of(inquiry?.id ?? '')).toMatchObject([{ kind: 'confirmation' }]);
  });

  it('twice is once, at the same time, too; another text from the same form is another inquiry', async () => {
    const form = await filledIn();
    expect(
      await added(async () => {
        for (const each of await Promise.all([send(form), send(form), send(form)]))
          expect(each.status).toBe(200);
        await send(form).expect(200);
      }),
    ).toBe(1);
    expect(await added(() => send({ ...form, message: 'I forgot something.' }).expect(200))).toBe(1);
    // Nobody gets two confirmations in a day.
    const mails = await Promise.all(
      (await stored()).slice(0, 2).map(({ id }) => api.store.inquiryMails.of(id)),
    );
    expect(mails.flat()).toHaveLength(1);
  });

  it('in Spanish is answered in Spanish', async () => {
    const form = await filledIn({ lang: 'es' }, '/inquiry?lang=es');
    expect((await send(form).expect(200)).text).toContain('Recibimos su mensaje');
    expect((await stored())[0]).toMatchObject({
      ...{ language: 'es', answers: [{ question: '¿Tiene 18 años o más?', answer: 'yes' }] },
    });
  });

  it('answers the questions as they were asked, whatever the practice asks by now', async () => {
    const form = await filledIn();
    await api.store.practice.change({ inquiries: { ...SETTINGS, questions: [{ en: 'Is it cold?' }] } });
    await send(form).expect(200);
    expect((await stored())[0]?.answers).toEqual([{ question: 'Are you 18 or older?', answer: 'yes' }]);
    // A form that was open for too long asks anew, and no answer moves to another question.
    const old = await filledIn();
    now = plusHours(now, 13);
    await api.store.practice.change({ inquiries: SETTINGS });
    const again = await send(old).expect(400);
    expect(again.text).not.toMatch(/name="question-0"\s+value="yes"\s+checked/);
    expect(again.text).toContain('Ines Invented');
  });

  const LONG = 'x'.repeat(2001);
  it.each([
    ['without a name', { name: ' ' }, 'Please give your name.'],
    ['with a name of signs only', { name: '---' }, 'Please give your name.'],
    ['with no way to be reached', { email: '', phone: '' }, 'an e-mail address or a telephone number.'],
    ['with half an address', { email: 'ines@' }, 'This is not an e-mail address.'],
    ['with half a number', { phone: '555' }, 'Please give one telephone number'],
    ['without how to be reached', { reachedBy: '' }, 'Please choose one.'],
    ['to be called without a number', { phone: '' }, 'we need the address or the number'],
    ['with too much text', { message: LONG }, 'This is too long.'],
    ['with a name that is too long', { name: 'y'.repeat(201) }, 'Please give your name.'],
  ])('%s is not taken, and what was typed stays', async (_why, other, says) => {
    const form = await filledIn(other);
    const before = (await stored()).length;
    const page = await send(form).expect(400);
    expect(page.text).toContain(says);
    expect(page.text).toContain('role="alert"');
    expect(await stored()).toHaveLength(before);
    const kept = { ...typed(), ...form } as Record<string, string>;
    if (kept.message !== LONG) expect(page.text).toContain('First line&#10;and &lt;b&gt;second&lt;/b&gt;.');
    expect(page.text).toContain(`value="${kept.email ?? ''}"`);
    expect(page.text).toMatch(/name="question-0"\s+value="yes"\s+checked/);
    // Mended, the same form is taken.
    const { token } = fieldsOf(page.text);
    await send({ ...typed(), token }).expect(200);
    expect(await stored()).toHaveLength(before + 1);
  });

  it('with script in it is text on every page', async () => {
    const name = '<script>alert(1)</script> "Ines"';
    const page = await send(await filledIn({ name, email: 'x' })).expect(400);
    expect(page.text).not.toContain('<script');
    expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;Ines&quot;');
  });

  it('with characters that cannot be stored, or fields twice, is refused like any other', async () => {
    expect((await send(await filledIn({ name: 'In\u0000es' }))).status).toBe(400);
    const { token } = fieldsOf((await get()).text);
    soon();
    const twice = `name=A&name=B&website=&reachedBy=phone&token=${encodeURIComponent(token ?? '')}`;
    expect((await request(api.app).post('/inquiry').type('form').send(twice)).status).toBe(400);
  });
});

describe('what programs send', () => {
  it('in the field that people do not see is not taken, and a person can press again', async () => {
    const form = await filledIn({ website: 'https://spam.example' });
    let page = '';
    expect(
      await added(async () => {
        page = (await send(form).expect(400)).text;
      }),
    ).toBe(0);
    expect(page).toContain('press the button once more');
    expect(page).not.toContain('spam.example');
    expect(await added(() => send({ ...form, website: '' }).expect(200))).toBe(1);
  });

  it('without having seen the form, or with an altered one, is not taken', async () => {
    const form = await filledIn();
    for (const token of [
      undefined,
      '',
      'nonsense',
      (form.token ?? '').replace(/.{8}$/, 'AAAAAAAA'),
      'test:AAAA',
    ])
      expect([token, await added(() => send({ ...form, token }).expect(400))]).toEqual([token, 0]);
    // A field that is left out was not filled in by a browser.
    expect(await added(() => send({ ...form, website: undefined }).expect(400))).toBe(0);
  });

  it('faster than anybody types is not taken, and the same form is a moment later', async () => {
    const { token } = fieldsOf((await get()).text);
    const form = { ...typed(), token };
    now = fromMs(toMs(now) + 2_900);
    expect(await added(() => send(form).expect(400))).toBe(0);
    now = fromMs(toMs(now) + 100);
    expect(await added(() => send(form).expect(200))).toBe(1);
  });

  it('too often from one address is refused with what was typed, and others are not', async () => {
    for (let sent = 0; sent < 10; sent++) await send(await filledIn(), '198.51.100.4').expect(200);
    const form = await filledIn();
    const page = await send(form, '198.51.100.4').expect(429);
    expect(page.text).toContain('try again later, or call us');
    expect(page.text).toContain(form.email);
    expect(Number(page.headers['retry-after'])).toBeGreaterThan(0);
    expect(await added(() => send(form, '198.51.100.5').expect(200))).toBe(1);
  });

  it('from everywhere at once is refused, too, after sixty in an hour', async () => {
    const row = async (n: number) => {
      await api.store.inquiries.add({
        ...{ id: `flood-${n}-${now}`, createdAt: now, source: 'form', language: 'en', name: 'Flood' },
        ...{ reachedBy: 'phone', message: '', answers: [], owedFrom: now, dueAt: now },
      });
    };
    for (let n = 0; n < 60; n++) await row(n);
    const form = await filledIn();
    expect(await added(() => send(form, '198.51.100.77').expect(429))).toBe(0);
    now = plusHours(now, 1);
    expect(await added(() => send(form, '198.51.100.77').expect(200))).toBe(1);
  });

  it('leaves no address behind', async () => {
    await send(await filledIn(), '192.0.2.200').expect(200);
    expect(api.lines.join('\n')).not.toContain('192.0.2.200');
    expect(api.lines.join('\n')).not.toMatch(/Ines|inquiry\.example/);
    expect(JSON.stringify(await stored())).not.toContain('192.0.2.200');
  });
});

describe('when something does not answer', () => {
  it('the form comes back with what was typed, in the frame of the same sites', async () => {
    const form = await filledIn();
    await api.store.practice.change({ inquiries: { ...SETTINGS, origins: ['https://cedar.example'] } });
    await get().expect(200);
    const down = jest.spyOn(api.store.inquiries, 'find');
    down.mockRestore();
    const broken = jest.spyOn(api.store.practice, 'get').mockRejectedValue(new Error('down'));
    const page = await send(form).expect(503);
    broken.mockRestore();
    expect(page.text).toContain('Nothing you typed is lost');
    expect(page.text).toContain(form.email);
    expect(page.headers['content-security-policy']).toContain('frame-ancestors https://cedar.example');
    expect(
      await added(() => send({ ...typed(), ...fieldsOf(page.text), email: form.email }).expect(200)),
    ).toBe(1);
  });

  it('what is too long to read is refused with a page', async () => {
    const page = await send({ message: 'x'.repeat(70_000) }).expect(413);
    expect(page.text).toContain('too long');
    expect(page.type).toBe('text/html');
  });
});

describe('the settings of inquiries', () => {
  const patch = (inquiries: object | null) => api.patch('/api/v1/practice', 'lead', { inquiries });
  it('are changed together, and removed', async () => {
    const { secondFactorRequired: _, ...none } = { secondFactorRequired: true };
    const changed = await patch({ ...SETTINGS, origins: ['https://cedar.example'], ...none }).expect(200);
    expect(changed.body).toMatchObject({ inquiries: { form: true, origins: ['https://cedar.example'] } });
    expect((await patch(null).expect(200)).body).not.toHaveProperty('inquiries');
  });

  it.each([
    ['a site without TLS', { origins: ['http://cedar.example'] }],
    ['a site with a path', { origins: ['https://cedar.example/kap'] }],
    ['any site', { origins: ['*'] }],
    ['two rules in one', { origins: ["https://cedar.example; script-src 'self'"] }],
    ['a question twice', { questions: [{ en: 'Is it?' }, { en: 'Is it?' }] }],
    ['an empty question', { questions: [{ en: ' ' }] }],
    ['no days', { answerDays: 0 }],
  ])('are not %s', async (_what, other) => {
    expect(codeOf(await patch({ ...SETTINGS, ...other }))).toEqual([400, 'request-invalid']);
  });
});
