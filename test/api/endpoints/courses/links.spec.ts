/** The links that a client was sent: who sees them, sends a new one, and takes one away. */
import request from 'supertest';
import type { PrescriberAsked } from '../../../../src/course/status/askedOfPrescriber';
import type { Mail } from '../../../../src/messages/compose';
import { linksAt } from '../../../../src/messages/links';
import type { SendResult } from '../../../../src/messages/transport';
import { INTAKE, STAFF } from '../../../../src/api/roles';
import { instant, plusHours, toMs, type Instant } from '../../../../src/time/instant';
import { step, SUMMARY } from '../../../store/fixtures';
import { until } from '../../../../tools/until';
import { ADA, apiApp, type ApiApp } from '../../support/apiApp';
import { HEALTH, linkTo, openPage } from '../../support/clientPages';

const NOW = instant('2027-01-04T17:00:00.000Z');
const START = instant('2027-01-06T18:00:00.000Z');

interface Listed {
  links: { id: string; purpose: string; state: string; session?: string; expiresAt: string }[];
}

let now: Instant;
let api: ApiApp;
let course: string;
let mails: Mail[];
let answer: SendResult;
beforeEach(async () => {
  [now, mails, answer] = [NOW, [], { outcome: 'accepted', answer: '250 ok' }];
  const send = (mail: Mail) => Promise.resolve(answer).finally(() => mails.push(mail));
  const mailer = { transport: { send }, links: linksAt('https://care.example') };
  api = await apiApp({ mailer, now: () => new Date(toMs(now)) });
  course = await api.newCourse();
  const roles = ['therapist' as const];
  const bookings = [{ session: 'dosing-1', kind: 'dosing' as const, start: START, minutes: 60, roles }];
  const summary = { ...SUMMARY, calendar: { bookings, minGapDays: 1 } };
  await api.store.commitStep(step(course, 1, [], { firstSeq: 1, summary }));
});
afterEach(() => api.store.close());

const PATH = () => `/api/v1/courses/${course}/links`;
const list = async () => ((await api.get(PATH(), 'biller').expect(200)).body as Listed).links;
const send = (body: object, role: Parameters<ApiApp['post']>[1] = 'frontDesk') =>
  api.post(PATH(), role, body);
const pathIn = ({ text }: Mail): string => /\/c\/[\w-]{43}/.exec(text)?.[0] ?? '';
const audited = async () =>
  (await api.store.audit.list('clients')).filter(({ kind }) => kind.startsWith('page-link'));

it('are listed with what became of them, and nothing that opens one', async () => {
  const path = await linkTo(api, course, 'overview', now);
  const [link] = await list();
  expect(link).toMatchObject({ purpose: 'overview', state: 'works', sentAt: NOW });
  expect(JSON.stringify(link)).not.toContain(path.slice('/c/'.length));
  now = plusHours(NOW, 31 * 24);
  expect(await list()).toMatchObject([{ state: 'expired' }]);
});

it('are replaced by a new one, which goes to the address on file in neutral words', async () => {
  const appointment = { ref: 'dosing-1', start: START };
  const [old, other] = [
    await linkTo(api, course, 'appointment', now, appointment),
    await linkTo(api, course, 'overview', now),
  ];
  expect((await send({ purpose: 'appointment', session: 'dosing-1' }).expect(200)).body).toEqual({
    outcome: 'sent',
  });
  const [mail] = mails;
  expect(mail).toMatchObject({ to: [ADA.email], subject: 'A message from CALM' });
  expect(`${mail?.subject} ${String(mail?.text)}`).not.toMatch(HEALTH);
  await openPage(api, mail ? pathIn(mail) : '').expect(200);
  await openPage(api, old).expect(404);
  await openPage(api, other).expect(200);
  const states = (await list()).map(({ purpose, session, state }) => [purpose, session, state]);
  expect(states).toEqual(
    expect.arrayContaining([
      ['appointment', 'dosing-1', 'works'],
      ['appointment', 'dosing-1', 'replaced'],
      ['overview', undefined, 'works'],
    ]),
  );
  expect(await audited()).toMatchObject([
    {
      kind: 'page-link-sent',
      courseId: course,
      byRole: 'frontDesk',
      byId: 'staff-frontDesk',
      detail: { purpose: 'appointment' },
    },
  ]);
  expect(JSON.stringify(await audited())).not.toContain(mail ? pathIn(mail).slice(3) : '');
});

it('keep working while the mail server does not take the new one', async () => {
  const old = await linkTo(api, course, 'overview', now);
  answer = { outcome: 'withdrawn' };
  expect((await send({ purpose: 'overview' }).expect(200)).body).toEqual({ outcome: 'not-sent' });
  await openPage(api, old).expect(200);
  expect((await list()).filter(({ state }) => state === 'works')).toHaveLength(1);
});

it('are taken away for good', async () => {
  const path = await linkTo(api, course, 'overview', now);
  const [link] = await list();
  await api.post(`${PATH()}/revoke`, 'therapist', { link: link?.id }).expect(200);
  await openPage(api, path).expect(404);
  expect(await list()).toMatchObject([{ state: 'revoked' }]);
  expect(await audited()).toMatchObject([{ kind: 'page-link-revoked', byId: 'staff-therapist' }]);
  await api.post(`${PATH()}/revoke`, 'therapist', { link: `link-${'0'.repeat(32)}` }).expect(404);
  const other = await api.newCourse();
  await api.post(`/api/v1/courses/${other}/links/revoke`, 'therapist', { link: link?.id }).expect(404);
});

it.each([
  ['has no address', async () => api.store.clients.change(await clientId(), { email: null })],
  ['wants no e-mails', async () => api.store.clients.optOut(await token(), NOW)],
])('are not sent to a client who %s', async (_why, happens) => {
  await happens();
  expect((await send({ purpose: 'overview' }).expect(409)).body).toMatchObject({ code: 'link-not-possible' });
  expect([mails, await list()]).toEqual([[], []]);
});
const clientId = async () => (await api.store.courses.find(course))?.clientId ?? '';
const token = async () => (await api.store.clients.find(await clientId()))?.unsubscribeToken ?? '';

it.each([
  { purpose: 'appointment' },
  { purpose: 'appointment', session: 'dosing-7' },
  { purpose: 'everything' },
  {},
])('are not sent for %j', async (body) => {
  await send(body).expect(400);
  expect(mails).toEqual([]);
});

it('are sent and taken away only by those who take clients in', async () => {
  for (const role of STAFF.filter((each) => !INTAKE.includes(each))) {
    await send({ purpose: 'overview' }, role).expect(403);
    await api.post(`${PATH()}/revoke`, role, { link: `link-${'0'.repeat(32)}` }).expect(403);
  }
  for (const role of ['client', 'partner', 'engineer'] as const) await api.get(PATH(), role).expect(403);
});

describe('for the partner, or a prescriber without an account,', () => {
  const REFERRAL: PrescriberAsked = {
    ...{ kind: 'referral', since: NOW, signals: ['prescriberDecision'] },
  };
  const contacts = { partner: { email: 'intake@partner.example' } };
  const offered = async () =>
    ((await api.get(PATH(), 'biller').expect(200)).body as { forPrescriber?: object }).forPrescriber;
  beforeEach(async () => {
    await api.store.practice.change({ contacts });
    api.script.status = { askedOfPrescriber: [REFERRAL] };
  });

  it('are sent to the address on file, one for each matter that waits', async () => {
    expect(await offered()).toEqual({ reader: 'partner', purposes: ['referral'] });
    await send({ purpose: 'referral' }).expect(200);
    now = plusHours(NOW, 1);
    await send({ purpose: 'referral' }).expect(200);
    expect(mails).toMatchObject([{ to: ['intake@partner.example'] }, { to: ['intake@partner.example'] }]);
    expect(`${mails[0]?.subject} ${String(mails[0]?.text)}`).not.toMatch(HEALTH);
    expect(await list()).toMatchObject([
      { purpose: 'referral', reader: 'partner', state: 'works' },
      { purpose: 'referral', reader: 'partner', state: 'replaced' },
    ]);
    const [first, second] = mails;
    await openPage(api, first ? pathIn(first) : '').expect(404);
    await openPage(api, second ? pathIn(second) : '').expect(200);
    expect(await audited()).toMatchObject([
      { byRole: 'frontDesk', detail: { purpose: 'referral', reader: 'partner' } },
      { byRole: 'frontDesk', detail: { purpose: 'referral', reader: 'partner' } },
    ]);
  });

  it('are shown as overtaken once the matter is decided, and are taken away', async () => {
    await send({ purpose: 'referral' }).expect(200);
    api.script.status = { askedOfPrescriber: [] };
    expect(await list()).toMatchObject([{ state: 'overtaken' }]);
    expect(await offered()).toEqual({ reader: 'partner', purposes: [] });
    const [link] = await list();
    await api.post(`${PATH()}/revoke`, 'frontDesk', { link: link?.id }).expect(200);
    api.script.status = { askedOfPrescriber: [REFERRAL] };
    await openPage(api, mails[0] ? pathIn(mails[0]) : '').expect(404);
  });

  it('go to the prescriber’s address on file if there is no partner, unless they are on the staff', async () => {
    await api.store.practice.change({ contacts: { prescriber: { email: 'doctor@own.example' } } });
    expect(await offered()).toMatchObject({ reader: 'prescriber' });
    await send({ purpose: 'referral' }).expect(200);
    expect(mails).toMatchObject([{ to: ['doctor@own.example'] }]);
    await api.staffed(['prescriber']);
    expect(await offered()).toBeUndefined();
    await send({ purpose: 'referral' }).expect(409);
  });

  it('are not sent for what is not asked, without an address, or while the course does not answer', async () => {
    const refused = async () => (await send({ purpose: 'doseReview' }).expect(409)).body as { code: string };
    expect((await refused()).code).toBe('link-not-possible');
    api.script.down = 'workers-unavailable';
    await send({ purpose: 'referral' }).expect(409);
    expect(await list()).toEqual([]);
    delete api.script.down;
    await api.store.practice.change({ contacts: {} });
    await send({ purpose: 'referral' }).expect(409);
    expect(await offered()).toBeUndefined();
    expect(mails).toEqual([]);
  });

  it('leave the one before as it was while the mail server does not take the new one', async () => {
    await send({ purpose: 'referral' }).expect(200);
    answer = { outcome: 'withdrawn' };
    expect((await send({ purpose: 'referral' }).expect(200)).body).toEqual({ outcome: 'not-sent' });
    await openPage(api, mails[0] ? pathIn(mails[0]) : '').expect(200);
  });
});

it('lead to the documents only once the course is over, also in place of the page of the client', async () => {
  const old = await linkTo(api, course, 'overview', now);
  const summary = { ...SUMMARY, phase: 'closed' as const, closed: 'completed' as const };
  await api.store.commitStep(step(course, 2, [], { firstSeq: 2, summary }));
  await send({ purpose: 'overview' }).expect(409);
  expect((await send({ purpose: 'documents' }).expect(200)).body).toEqual({ outcome: 'sent' });
  now = plusHours(NOW, 31 * 24);
  await request(api.app).post(`${old}/new`).type('form').send({}).expect(200);
  await until('a second e-mail', () => mails.length === 2);
  const works = (await list()).filter(({ state }) => state === 'works');
  expect(works.map(({ purpose }) => purpose)).toEqual(['documents']);
});
