/** Inquiries: what staff do about them, in which order, once, and by whom. */
import { randomUUID } from 'node:crypto';
import { readLog, shownBy } from '../../../src/api/http/readLog';
import { API } from '../../../src/api/registry';
import { instant, plusHours, plusMinutes, toMs, type Instant } from '../../../src/time/instant';
import { bodyOf, codeOf, type Answer } from '../support/answers';
import { apiApp, type ApiApp } from '../support/apiApp';

/** A Monday at nine in Los Angeles. */
const NOW = instant('2027-01-04T17:00:00Z');
let now: Instant;
let api: ApiApp;
let therapist: string;
beforeAll(async () => {
  now = NOW;
  api = await apiApp({ now: () => new Date(toMs(now)) });
  therapist = await api.staffed(['therapist']);
});
beforeEach(() => {
  now = NOW;
  delete api.script.down;
});
afterAll(() => api.store.close());

interface Seen {
  id: string;
  revision: number;
  state: string;
  owedFrom?: string;
  dueAt?: string;
  mailTrouble: boolean;
  consult?: { start: string; off?: true };
  client?: { id: string };
  course?: string;
  steps: { step: string; note?: string; mail?: string }[];
  resembling: { code: string; client?: string; inquiry?: string }[];
  warnings?: { code: string }[];
}
const seen = (answer: Answer): Seen => bodyOf(answer) as Seen;

let count = 0;
/** Somebody new, whom nobody resembles. */
async function inquiry(other: object = {}): Promise<Seen> {
  count += 1;
  const body = {
    name: `Nova Inquirer ${'abcdefghijklmnopqrstuvwxyz'[count] ?? String(count)}`,
    email: `nova${count}@inquiry.example`,
    phone: `503 555 01${String(count + 10)}`,
    message: 'I would like to talk about what you offer.',
    answers: [{ question: 'Are you 18 or older?', answer: 'yes' }],
    ...other,
  };
  return seen(await api.post('/api/v1/inquiries', 'frontDesk', body).expect(201));
}
const at = (id: string, what = '') => `/api/v1/inquiries/${id}${what}`;
const step = (
  { id, revision }: Pick<Seen, 'id' | 'revision'>,
  what: string,
  body: object = {},
  key: string = randomUUID(),
) => api.post(at(id, `/${what}`), 'frontDesk', { revision, ...body }, key);
const mailsOf = (id: string) => api.store.inquiryMails.of(id);
const read = async (id: string) => seen(await api.get(at(id), 'frontDesk').expect(200));
const audited = async () => (await api.store.audit.list('inquiries')).map(({ kind }) => kind);
const START = plusHours(NOW, 49);
const consult = (other: object = {}) => ({ start: START, setting: 'phone', staff: therapist, ...other });

describe('an inquiry', () => {
  it('is owed until the end of the next business day, and no longer once it is answered', async () => {
    const made = await inquiry();
    expect(made).toMatchObject({ state: 'open', owedFrom: NOW, dueAt: '2027-01-06T07:59:00.000Z' });
    const after = seen(await step(made, 'answer', { note: 'Called her.' }).expect(200));
    expect(after).toMatchObject({ state: 'answered', revision: 2, steps: [{ note: 'Called her.' }] });
    expect(after).not.toHaveProperty('dueAt');
    expect(await mailsOf(made.id)).toEqual([]);
  });

  it('of a Friday is owed until the end of Monday', async () => {
    now = instant('2027-01-08T20:00:00Z');
    expect(await inquiry()).toMatchObject({ dueAt: '2027-01-12T07:59:00.000Z' });
  });

  it('needs a way to be reached', async () => {
    const body = { name: 'Nobody Reaches', message: '' };
    expect(codeOf(await api.post('/api/v1/inquiries', 'frontDesk', body))).toEqual([400, 'request-invalid']);
  });

  it('is answered by an e-mail in the words of the staff, which is sent to an address only', async () => {
    const made = await inquiry();
    const after = seen(await step(made, 'answer', { mail: 'We will call you on Friday.' }).expect(200));
    expect(after.steps).toMatchObject([{ step: 'answered', mail: 'We will call you on Friday.' }]);
    expect(await mailsOf(made.id)).toMatchObject([
      { kind: 'answer', state: 'pending', facts: { words: 'We will call you on Friday.' } },
    ]);
    const without = await inquiry({ email: undefined });
    for (const what of ['answer', 'wait'])
      expect(codeOf(await step(without, what, { mail: 'Hello.' }))).toEqual([400, 'request-invalid']);
    expect(await mailsOf(without.id)).toEqual([]);
  });

  it('is declined with an e-mail that has no words of anybody', async () => {
    const made = await inquiry();
    const after = seen(await step(made, 'decline', { note: 'Not for us.' }).expect(200));
    expect(after).toMatchObject({ state: 'declined', steps: [{ step: 'declined', note: 'Not for us.' }] });
    expect(await mailsOf(made.id)).toMatchObject([{ kind: 'decline', facts: {} }]);
    const quiet = await inquiry();
    await step(quiet, 'decline', { mail: false }).expect(200);
    expect(await mailsOf(quiet.id)).toEqual([]);
  });

  it('is put on the waiting list, and found there, in pages', async () => {
    const first = await inquiry();
    const second = await inquiry();
    for (const each of [first, second]) await step(each, 'wait').expect(200);
    const page = bodyOf(
      await api.get('/api/v1/inquiries?state=waiting&limit=1', 'frontDesk').expect(200),
    ) as {
      inquiries: Record<string, unknown>[];
      next: string;
    };
    const rest = bodyOf(
      await api.get(`/api/v1/inquiries?state=waiting&cursor=${page.next}`, 'frontDesk').expect(200),
    ) as typeof page;
    const found = [...page.inquiries, ...rest.inquiries];
    expect(found.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
    // What the person wrote stands on its own page only.
    for (const row of found) expect(Object.keys(row)).not.toContain('message');
    expect(codeOf(await api.get('/api/v1/inquiries?cursor=x', 'frontDesk'))).toEqual([400, 'cursor-invalid']);
  });

  it('is changed by who saw it as it is, and by nobody else', async () => {
    const made = await inquiry();
    const both = await Promise.all([step(made, 'answer'), step(made, 'decline')]);
    expect(both.map(codeOf).sort()).toEqual([
      [200, undefined],
      [409, 'inquiry-changed'],
    ]);
    expect((await read(made.id)).steps).toHaveLength(1);
    for (const [what, body] of [
      ['answer', {}],
      ['wait', {}],
      ['decline', {}],
      ['consult', consult()],
      ['consult/cancel', {}],
      ['start', { protocol: 'calm' }],
    ] as const)
      expect([what, ...codeOf(await step(made, what, body))]).toEqual([what, 409, 'inquiry-changed']);
  });

  it('is changed once by a repeated request, and by one that broke off after it was stored', async () => {
    const made = await inquiry();
    const key = randomUUID();
    const first = await step(made, 'answer', { mail: 'Hello.' }, key).expect(200);
    expect((await step(made, 'answer', { mail: 'Hello.' }, key).expect(200)).body).toEqual(first.body);
    // As if the answer had never been kept.
    await api.store.db.deleteFrom('apiRequests').where('key', '=', key).execute();
    expect(codeOf(await step(made, 'answer', { mail: 'Hello.' }, key))).toEqual([200, undefined]);
    expect((await read(made.id)).steps).toHaveLength(1);
    expect(await mailsOf(made.id)).toHaveLength(1);
  });

  it('that does not exist is unknown to every operation', async () => {
    const nobody = { id: randomUUID(), revision: 1 };
    expect(codeOf(await api.get(at(nobody.id), 'frontDesk'))).toEqual([404, 'inquiry-unknown']);
    for (const [what, body] of [
      ['answer', {}],
      ['wait', {}],
      ['decline', {}],
      ['consult', consult()],
      ['consult/cancel', {}],
      ['start', { protocol: 'calm' }],
    ] as const)
      expect([what, ...codeOf(await step(nobody, what, body))]).toEqual([what, 404, 'inquiry-unknown']);
    expect(codeOf(await api.post(at(nobody.id, '/remove'), 'frontDesk', {}))).toEqual([
      404,
      'inquiry-unknown',
    ]);
  });

  it('names who may be the same person, among clients and inquiries', async () => {
    const client = await api.post('/api/v1/clients', 'frontDesk', {
      ...{ name: 'Twice Somebody', email: 'twice@inquiry.example', zone: 'America/Denver' },
    });
    const first = await inquiry({ name: 'twice  SOMEBODY' });
    const second = await inquiry({ email: 'Twice@inquiry.example' });
    const third = await inquiry({ name: 'Twice Somebody' });
    expect(third.resembling).toMatchObject([
      { code: 'client-resembles', client: (client.body as { id: string }).id },
      { code: 'inquiry-resembles', inquiry: first.id },
    ]);
    expect(second.resembling).toMatchObject([{ code: 'client-resembles' }]);
    expect((await inquiry()).resembling).toEqual([]);
  });
});

describe('what is owed', () => {
  interface Owed {
    inquiries: { id: string; sentence: string; dueBy: string; call?: { link: string } }[];
  }
  const owed = async (query = '', role: 'frontDesk' | 'biller' = 'frontDesk') =>
    (bodyOf(await api.get(`/api/v1/tasks${query}`, role).expect(200)) as Owed).inquiries;
  const morning = async (role: 'frontDesk' | 'biller' = 'frontDesk') =>
    bodyOf(await api.get('/api/v1/morning', role).expect(200)) as {
      overdueTasks: { frontDesk: number };
      inquiries?: { owed: number; overdue: number };
    };

  it('has what nobody has answered, as a task of the front desk, until somebody does', async () => {
    const before = await morning();
    const made = await inquiry({ phone: '503 555 0144' });
    const found = (await owed()).find(({ id }) => id === made.id);
    expect(found).toMatchObject({
      ...{ sentence: 'Answer this inquiry.', role: 'frontDesk', since: NOW, dueBy: made.dueAt },
      call: { phone: '503 555 0144', link: 'tel:+15035550144' },
    });
    const counts = await morning();
    expect(counts.inquiries?.owed).toBe((before.inquiries?.owed ?? 0) + 1);
    expect(counts.overdueTasks).toEqual(before.overdueTasks);
    await step(made, 'answer').expect(200);
    expect((await owed()).map(({ id }) => id)).not.toContain(made.id);
    expect((await morning()).inquiries).toEqual(before.inquiries);
  });

  it('is overdue like a task, and shown where that is asked for', async () => {
    const made = await inquiry();
    const ids = async (query: string) => (await owed(query)).map(({ id }) => id);
    expect(await ids('?due=overdue')).not.toContain(made.id);
    expect(await ids('?role=therapist')).toEqual([]);
    expect(await ids('?mine=true')).not.toContain(made.id);
    const before = await morning();
    now = plusHours(NOW, 60);
    expect(await ids('?due=overdue')).toContain(made.id);
    expect(await ids('?due=today')).not.toContain(made.id);
    const counts = await morning();
    expect(counts.inquiries?.overdue).toBeGreaterThan(before.inquiries?.overdue ?? 0);
    expect(counts.overdueTasks.frontDesk).toBe(counts.inquiries?.overdue);
  });

  it('is decided by who held the consult, once it is over', async () => {
    const person = await api.staffed(['therapist']);
    const made = await inquiry();
    await step(made, 'consult', consult({ staff: person })).expect(200);
    expect((await owed(`?person=${person}`)).map(({ id }) => id)).toEqual([]);
    now = plusHours(START, 1);
    expect(await owed(`?person=${person}`)).toMatchObject([
      { id: made.id, sentence: 'The consult is over. Decide what comes next.' },
    ]);
  });

  it('of inquiries is nothing for who does not answer them, and neither are consults', async () => {
    await inquiry();
    expect(await owed('', 'biller')).toEqual([]);
    expect(await morning('biller')).not.toHaveProperty('inquiries');
    const booked = await inquiry();
    const staff = await api.staffed(['therapist']);
    await step(booked, 'consult', consult({ staff })).expect(200);
    const span = `?from=${NOW}&before=${plusHours(NOW, 24 * 7)}`;
    const consultsFor = async (role: 'frontDesk' | 'biller') =>
      (
        bodyOf(await api.get(`/api/v1/sessions${span}`, role).expect(200)) as {
          consults: { inquiry: { id: string }; consult: object }[];
        }
      ).consults;
    expect(await consultsFor('biller')).toEqual([]);
    expect((await consultsFor('frontDesk')).find((each) => each.inquiry.id === booked.id)).toMatchObject({
      consult: { start: START, minutes: 15, staff: { id: staff, name: 'Pat Example' } },
    });
  });
});

describe('a consult', () => {
  it('is booked with an e-mail and a reminder, and owes a decision once it is over', async () => {
    const made = await inquiry();
    const booked = seen(await step(made, 'consult', consult()).expect(200));
    expect(booked).toMatchObject({
      state: 'consult',
      owedFrom: plusMinutes(START, 15),
      consult: { start: START, minutes: 15, setting: 'phone', staff: { id: therapist } },
      warnings: [],
    });
    expect(await mailsOf(made.id)).toMatchObject([
      { kind: 'consultBooked', dueAt: NOW },
      { kind: 'consultReminder', dueAt: plusHours(START, -24) },
    ]);
    expect((await api.store.inquiries.owed(NOW)).map(({ id }) => id)).not.toContain(made.id);
    expect((await api.store.inquiries.owed(plusHours(START, 1))).map(({ id }) => id)).toContain(made.id);
  });

  it('that is moved is remembered by its new time only', async () => {
    const made = await inquiry();
    const booked = seen(await step(made, 'consult', consult()).expect(200));
    const later = plusHours(START, 24);
    const moved = seen(await step(booked, 'consult', consult({ start: later })).expect(200));
    expect(moved.steps.map((done) => done.step)).toEqual(['consultBooked', 'consultMoved']);
    expect((await mailsOf(made.id)).map(({ kind, facts }) => [kind, facts.consult?.start])).toEqual([
      ['consultMoved', later],
      ['consultReminder', later],
    ]);
  });

  it('that is canceled is owed again, and nobody is reminded of it', async () => {
    const made = await inquiry();
    const booked = seen(await step(made, 'consult', consult()).expect(200));
    for (const what of ['decline', 'wait'])
      expect(codeOf(await step(booked, what))).toEqual([409, 'inquiry-not-possible']);
    // Answering leaves it booked.
    const answered = seen(await step(booked, 'answer').expect(200));
    expect(answered).toMatchObject({ state: 'consult', owedFrom: plusMinutes(START, 15) });
    const off = seen(await step(answered, 'consult/cancel').expect(200));
    expect(off).toMatchObject({ state: 'open', owedFrom: NOW, consult: { off: true } });
    expect((await mailsOf(made.id)).map(({ kind }) => kind)).toEqual(['consultCancelled']);
    expect(codeOf(await step(off, 'consult/cancel'))).toEqual([409, 'inquiry-not-possible']);
    // Also of who has become a client meanwhile, who stays one.
    const early = seen(await step(await inquiry(), 'consult', consult()).expect(200));
    const started = seen(await step(early, 'start', { protocol: 'calm' }).expect(200));
    expect(seen(await step(started, 'consult/cancel').expect(200))).toMatchObject({ state: 'client' });
    expect(
      await api.store.inquiries.consults({ from: NOW, before: plusHours(START, 24) }),
    ).not.toContainEqual(expect.objectContaining({ id: made.id }));
  });

  it.each([
    ['in the past', { start: plusHours(NOW, -1) }],
    ['now', { start: NOW }],
    ['in another year', { start: plusHours(NOW, 24 * 400) }],
    ['with nobody of the staff', { staff: 'nobody' }],
    ['by video, where the practice has entered no link', { setting: 'video' }],
    ['for a whole day', { minutes: 1440 }],
  ])('is not booked %s', async (_why, other) => {
    const made = await inquiry();
    expect(codeOf(await step(made, 'consult', consult(other)))).toEqual([400, 'request-invalid']);
    expect((await read(made.id)).state).toBe('open');
  });

  it('is not booked by telephone without a number, nor with somebody who has left or sees no inquiries', async () => {
    const made = await inquiry({ phone: undefined });
    expect(codeOf(await step(made, 'consult', consult()))).toEqual([400, 'request-invalid']);
    const gone = await api.staffed(['therapist']);
    await api.store.staff.leave(gone, NOW);
    const biller = await api.staffed(['biller']);
    const other = await inquiry();
    for (const staff of [gone, biller])
      expect(codeOf(await step(other, 'consult', consult({ staff })))).toEqual([400, 'request-invalid']);
  });

  it('warns of another one at its time, and of a time at which the practice is closed', async () => {
    const someone = await api.staffed(['therapist']);
    const own = (other: object = {}) => consult({ staff: someone, ...other });
    await step(await inquiry(), 'consult', own()).expect(200);
    const clash = seen(
      await step(await inquiry(), 'consult', own({ start: plusMinutes(START, 10) })).expect(200),
    );
    expect(clash.warnings).toMatchObject([{ code: 'consult-then' }]);
    const night = seen(
      await step(await inquiry(), 'consult', own({ start: plusHours(START, 13) })).expect(200),
    );
    expect(night.warnings).toMatchObject([{ code: 'outside-hours' }]);
    const next = seen(
      await step(await inquiry(), 'consult', own({ start: plusMinutes(START, 25) })).expect(200),
    );
    expect(next.warnings).toEqual([]);
  });
});

describe('an inquiry that becomes a client', () => {
  it('has one client and one course, with what the person wrote', async () => {
    const made = await inquiry();
    const started = seen(await step(made, 'start', { protocol: 'calm', zone: 'America/Denver' }).expect(200));
    expect(started).toMatchObject({ state: 'client', steps: [{ step: 'becameClient' }] });
    expect(started).not.toHaveProperty('dueAt');
    const { name, email } = (await api.store.inquiries.find(made.id)) ?? {};
    expect(await api.store.clients.find(started.client?.id ?? '')).toMatchObject({
      ...{ name, email, zone: 'America/Denver' },
    });
    expect(await api.store.courses.find(started.course ?? '')).toMatchObject({
      clientId: started.client?.id,
    });
    expect(api.asked.started.at(-1)).toMatchObject({
      course: started.course,
      client: { zone: 'America/Denver' },
    });
    expect(codeOf(await step(started, 'start', { protocol: 'calm' }))).toEqual([409, 'inquiry-not-possible']);
    for (const what of ['answer', 'decline', 'wait'])
      expect(codeOf(await step(started, what))).toEqual([409, 'inquiry-not-possible']);
    expect(codeOf(await api.post(at(made.id, '/remove'), 'frontDesk', {}))).toEqual([
      409,
      'inquiry-not-possible',
    ]);
  });

  it('goes on where it broke off between the client and the course', async () => {
    const made = await inquiry();
    api.script.down = 'temporal-unavailable';
    expect(codeOf(await step(made, 'start', { protocol: 'calm' }))).toEqual([503, 'temporal-unavailable']);
    delete api.script.down;
    const between = await read(made.id);
    expect(between).toMatchObject({ state: 'open', client: { id: expect.any(String) as string } });
    const before = (await api.store.clients.list({ limit: 200 })).clients.length;
    const started = seen(await step(between, 'start', { protocol: 'calm' }).expect(200));
    expect(started.client).toEqual(between.client);
    expect((await api.store.clients.list({ limit: 200 })).clients).toHaveLength(before);
    expect((await api.store.courses.list({ client: between.client?.id ?? '' })).courses).toHaveLength(1);
  });

  it('goes on with the same request, too, which names the inquiry as it was', async () => {
    const made = await inquiry();
    const key = randomUUID();
    api.script.down = 'temporal-unavailable';
    expect((await step(made, 'start', { protocol: 'calm' }, key)).status).toBe(503);
    delete api.script.down;
    const started = seen(await step(made, 'start', { protocol: 'calm' }, key).expect(200));
    expect(started).toMatchObject({ state: 'client', course: expect.any(String) as string });
  });

  it('whose start broke off is owed, and is neither declined, nor put off, nor given to another client', async () => {
    const made = seen(await step(await inquiry(), 'wait').expect(200));
    api.script.down = 'temporal-unavailable';
    expect((await step(made, 'start', { protocol: 'calm' })).status).toBe(503);
    delete api.script.down;
    const between = await read(made.id);
    expect(between.owedFrom).toBe(now);
    for (const what of ['decline', 'wait'])
      expect([what, ...codeOf(await step(between, what))]).toEqual([what, 409, 'inquiry-not-possible']);
    const other = (await api.post('/api/v1/clients', 'frontDesk', {
      ...{ name: 'Quite Another', email: 'another@inquiry.example', zone: 'America/Denver' },
    })) as { body: { id: string } };
    for (const body of [{ protocol: 'calm', client: other.body.id }, { protocol: 'healingmaps' }])
      expect(codeOf(await step(between, 'start', body))).toEqual([409, 'inquiry-not-possible']);
    // An answer leaves the start owed.
    const answered = seen(await step(between, 'answer').expect(200));
    expect(answered.owedFrom).toBe(now);
    const same = { protocol: 'calm', client: between.client?.id };
    expect(seen(await step(answered, 'start', same).expect(200))).toMatchObject({ state: 'client' });
  });

  it.each(['decline', 'wait', 'answer'])(
    'has its course when somebody presses %s while it starts',
    async (what) => {
      const made = await inquiry();
      let goOn = (): void => undefined;
      api.script.gate = new Promise((resolve) => (goOn = resolve));
      const asked = api.asked.started.length;
      const starting = step(made, 'start', { protocol: 'calm' }).then((answer) => answer);
      while (api.asked.started.length === asked) await new Promise(setImmediate);
      const stale = await step(made, what);
      const fresh = await step(await read(made.id), what);
      goOn();
      delete api.script.gate;
      const started = await starting;
      expect(codeOf(stale)).toEqual([409, 'inquiry-changed']);
      expect(fresh.status).toBe(what === 'answer' ? 200 : 409);
      expect(started.status).toBe(200);
      const after = await read(made.id);
      expect(after).toMatchObject({ state: 'client', course: expect.any(String) as string });
      expect(after).not.toHaveProperty('dueAt');
      expect((await mailsOf(made.id)).map(({ kind }) => kind)).toEqual([]);
    },
  );

  it('warns of another open course of the client', async () => {
    const first = seen(await step(await inquiry(), 'start', { protocol: 'calm' }).expect(200));
    expect(first.warnings).toEqual([]);
    const again = { protocol: 'calm', client: first.client?.id };
    const second = seen(await step(await inquiry(), 'start', again).expect(200));
    expect(second.warnings).toMatchObject([{ code: 'second-course', course: first.course }]);
  });

  it('becomes one client and one course, however many press at once', async () => {
    const made = await inquiry();
    const answers = await Promise.all([1, 2, 3].map(() => step(made, 'start', { protocol: 'calm' })));
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const { client } = await read(made.id);
    expect((await api.store.courses.list({ client: client?.id ?? '' })).courses).toHaveLength(1);
    expect((await read(made.id)).steps).toHaveLength(1);
  });

  it('is not added twice where somebody resembles, and becomes who was named', async () => {
    const there = (await api.post('/api/v1/clients', 'frontDesk', {
      ...{ name: 'Already There', email: 'already@inquiry.example', zone: 'America/Denver' },
    })) as { body: { id: string } };
    const made = await inquiry({ email: 'already@inquiry.example' });
    const before = (await api.store.clients.list({ limit: 200 })).clients.length;
    const refused = await step(made, 'start', { protocol: 'calm', onlyNew: true });
    expect(codeOf(refused)).toEqual([409, 'client-resembles']);
    expect(refused.body).toMatchObject({ warnings: [{ client: there.body.id }] });
    expect(codeOf(await step(made, 'start', { protocol: 'calm', client: randomUUID() }))).toEqual([
      400,
      'request-invalid',
    ]);
    const started = seen(await step(made, 'start', { protocol: 'calm', client: there.body.id }).expect(200));
    expect(started.client?.id).toBe(there.body.id);
    expect((await api.store.clients.list({ limit: 200 })).clients).toHaveLength(before);
  });

  it('adds nobody if the course cannot be started as it was asked', async () => {
    const made = await inquiry();
    const before = (await api.store.clients.list({ limit: 200 })).clients.length;
    for (const body of [{ protocol: 'none' }, { protocol: 'calm', careTeam: { therapist: 'nobody' } }])
      expect(codeOf(await step(made, 'start', body))).toEqual([400, 'request-invalid']);
    expect((await api.store.clients.list({ limit: 200 })).clients).toHaveLength(before);
  });
});

describe('a client who has to be called about a consult', () => {
  it('is owed until somebody notes that they called, and stays a client', async () => {
    const booked = seen(await step(await inquiry(), 'consult', consult()).expect(200));
    const client = seen(await step(booked, 'start', { protocol: 'calm' }).expect(200));
    expect(codeOf(await step(client, 'answer'))).toEqual([409, 'inquiry-not-possible']);
    await api.store.inquiries.troubled(client.id, { from: now, by: START });
    const answered = seen(await step(client, 'answer', { note: 'Called her.' }).expect(200));
    expect(answered).toMatchObject({ state: 'client', mailTrouble: false });
    expect(answered).not.toHaveProperty('dueAt');
  });
});

describe('spam', () => {
  it('is removed with everything about it, and the audit has no name', async () => {
    const made = await inquiry({ name: 'Buy Nowspam' });
    await step(made, 'decline').expect(200);
    await api.post(at(made.id, '/remove'), 'frontDesk', {}).expect(200);
    expect(codeOf(await api.get(at(made.id), 'frontDesk'))).toEqual([404, 'inquiry-unknown']);
    expect(await mailsOf(made.id)).toEqual([]);
    expect(await audited()).toContain('inquiry-removed');
    expect(JSON.stringify(await api.store.audit.list('inquiries'))).not.toContain('Nowspam');
  });

  it('with a consult ahead is none', async () => {
    const booked = seen(await step(await inquiry(), 'consult', consult()).expect(200));
    expect(codeOf(await api.post(at(booked.id, '/remove'), 'frontDesk', {}))).toEqual([
      409,
      'inquiry-not-possible',
    ]);
  });
});

describe('who looks at inquiries', () => {
  it('is written down: of one by its address, of a list by everybody on it', () => {
    const id = randomUUID();
    expect(shownBy(API.readInquiry, { id }, { id, client: { id: 'c' } })).toEqual({
      ...{ operation: 'readInquiry', inquiries: [id], clients: ['c'] },
    });
    expect(shownBy(API.listInquiries, {}, { inquiries: [{ id: 'a' }, { id: 'b' }] })).toEqual({
      ...{ operation: 'listInquiries', inquiries: ['a', 'b'], clients: [] },
    });
  });

  it('is listed with the name of the person, once for one viewing', async () => {
    const made = await inquiry();
    const log = readLog(api.store, { error: () => undefined });
    const shown = shownBy(API.readInquiry, { id: made.id }, {});
    const who = { role: 'frontDesk', staffId: 'looker' } as const;
    for (let time = 0; time < 2; time++) log.note(who, shown, { now, background: false });
    await log.stop();
    const { reads } = bodyOf(await api.get('/api/v1/reads?person=looker', 'lead').expect(200)) as {
      reads: object[];
    };
    expect(reads).toMatchObject([
      {
        ...{ operation: 'readInquiry', what: 'read the inquiry', count: 0, inquiryCount: 1 },
        inquiries: [{ id: made.id, name: expect.stringContaining('Nova') as string }],
      },
    ]);
    expect(await api.store.audit.verify('reads')).toMatchObject({ ok: true });
  });
});
