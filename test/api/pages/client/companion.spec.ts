/** The support person: named by the client, asked by a link of their own, who sees time and place and nothing else. */
import type { SessionFact } from '../../../../src/course/status/facts';
import type { Offered } from '../../../../src/course/status/offered';
import type { Mail } from '../../../../src/messages/compose';
import { linksAt } from '../../../../src/messages/links';
import type { SendResult } from '../../../../src/messages/transport';
import { instant, plusHours, toMs, type Instant } from '../../../../src/time/instant';
import { until } from '../../../../tools/until';
import { ADA, apiApp, type ApiApp } from '../../support/apiApp';
import { fieldsOf, HEALTH, linkTo, openPage, pressOn } from '../../support/clientPages';

const NOW = instant('2027-01-04T17:00:00Z');
const START = instant('2027-01-06T18:00:00Z');
const SESSION: SessionFact = {
  ...{ ref: 'dosing-1', kind: 'dosing', start: START, minutes: 120, setting: 'remote' },
  ...{ status: 'scheduled', roles: [], supportPersonRequired: true },
};
const ASK: Offered = { kind: 'askSupport', session: 'dosing-1', start: START };
const PAT = { personName: 'Pat Friend', personEmail: 'pat@friend.example' };

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
  says({});
});
afterEach(() => api.store.close());

function says(session: Partial<SessionFact>, offered: Offered[] = [ASK]): void {
  const facts = { clientZone: ADA.zone, sessions: [{ ...SESSION, ...session }], holds: [], supplies: [] };
  const more = { dosings: { done: 0, planned: 6 }, consents: [], measures: [], packages: [] };
  api.script.status = { offered, facts: { ...facts, ...more } };
}
const press = (path: string, form: object) => pressOn(api, path, form);
const pathIn = (mail: Mail | undefined): string => /\/c\/[\w-]{43}/.exec(String(mail?.text))?.[0] ?? '';
async function form(path: string): Promise<Record<string, string>> {
  const page = await press(path, { fact: ADA.phone.slice(-4) }).expect(200);
  return fieldsOf((await press(path, fieldsOf(page.text, 'Ask somebody to stay'))).text);
}
async function named(person: object = PAT): Promise<string> {
  const path = await linkTo(api, course, 'overview', now);
  await press(path, { ...(await form(path)), answer: 'yes', ...person }).expect(200);
  return pathIn(mails.at(-1));
}

it('is named by the client and gets a link in neutral words; the course knows neither name nor address', async () => {
  const path = await linkTo(api, course, 'overview', now);
  const sent = { ...(await form(path)), answer: 'yes', ...PAT };
  const done = await press(path, sent).expect(200);
  expect(done.text).toContain('The link is on its way to them.');
  await press(path, sent).expect(200);
  expect(mails).toMatchObject([{ to: [PAT.personEmail], subject: 'A message from CALM' }]);
  expect(String(mails[0]?.text)).not.toMatch(HEALTH);
  expect(String(mails[0]?.text)).not.toContain(ADA.name);
  expect(api.asked.signals).toEqual([]);
  const { clientId = '' } = (await api.store.courses.find(course)) ?? {};
  expect(await api.store.clients.supportPersons(clientId)).toMatchObject([{ name: 'Pat Friend' }]);
  const audit = (await api.store.audit.list('clients')).find(({ kind }) => kind === 'page-link-sent');
  expect(audit).toMatchObject({ byRole: 'client', detail: { purpose: 'companion' } });
  expect(JSON.stringify(audit) + api.lines.join('\n')).not.toMatch(/Pat|friend/i);
});

it.each([
  {},
  { ...PAT, personEmail: 'pat' },
  { ...PAT, personName: ' ' },
  { ...PAT, personEmail: ['a', 'b'] },
])('is not named by %j', async (person) => {
  const path = await linkTo(api, course, 'overview', now);
  const page = await press(path, { ...(await form(path)), answer: 'yes', ...person }).expect(200);
  expect(page.text).toContain('Please give a name and an e-mail address.');
  expect(mails).toEqual([]);
});

it('is not named without the second fact, nor by a link about an appointment', async () => {
  const sent = { key: 'askSupport:dosing-1', nonce: 'n-1', answer: 'yes', ...PAT };
  await press(await linkTo(api, course, 'overview', now), sent).expect(200);
  await press(await linkTo(api, course, 'appointment', now, SESSION), sent).expect(200);
  expect(mails).toEqual([]);
});

it('sees time and place only, and opening changes nothing', async () => {
  const path = await named();
  const page = await openPage(api, path).expect(200);
  for (const shown of ['Can you be there?', 'Wednesday, January 6 at 10:00', 'At their home'])
    expect(page.text).toContain(shown);
  expect(page.text).not.toMatch(HEALTH);
  expect(page.text).not.toContain(ADA.name);
  expect(page.text).not.toContain('appointment.ics');
  expect(api.asked.signals).toEqual([]);
});

it('confirms, and cancels an hour before, each in their own name and once', async () => {
  const path = await named();
  const fields = fieldsOf((await openPage(api, path)).text);
  for (const _twice of [1, 2]) await press(path, { ...fields, answer: 'yes' }).expect(200);
  const [yes, again] = api.asked.signals;
  expect(yes).toMatchObject({
    name: 'supportPersonConfirmed',
    session: 'dosing-1',
    by: { role: 'supportPerson' },
  });
  expect(again?.id).toBe(yes?.id);
  says({ supportPerson: 'confirmed' });
  now = plusHours(START, -1);
  const later = await openPage(api, path).expect(200);
  expect(later.text).toContain('We have noted a yes for this time.');
  const off = await press(path, { ...fieldsOf(later.text), answer: 'no' }).expect(200);
  expect(off.text).toContain('Thank you for telling us.');
  expect(api.asked.signals.at(-1)).toMatchObject({ name: 'supportPersonUnavailable', by: yes?.by });
});

it.each([
  [{ status: 'cancelled' as const }, 'does not take place'],
  [{ status: 'completed' as const }, 'do not need to do anything'],
  [{ supportPersonRequired: undefined }, 'do not need to do anything'],
])('has nothing to answer for %j', async (session, said) => {
  const path = await named();
  says(session as Partial<SessionFact>);
  const page = await press(path, { nonce: 'n-1', answer: 'yes' }).expect(200);
  expect(page.text).toContain(said);
  expect(api.asked.signals).toEqual([]);
});

it('reaches nothing else of the course', async () => {
  const path = await named();
  says({}, [ASK, { kind: 'message' }]);
  for (const key of ['message', 'askSupport:dosing-1', 'anotherTime:dosing-1'])
    await press(path, { key, show: key, nonce: 'n-1', about: 'care', words: 'x', fact: ADA.phone.slice(-4) });
  expect(api.asked.signals).toEqual([]);
  const file = await openPage(api, `${path}/appointment.ics`);
  expect(file.status).toBe(200);
});

it('is asked in place of the one before', async () => {
  const first = await named();
  const second = await named({ personName: 'Kim Friend', personEmail: 'kim@friend.example' });
  await openPage(api, first).expect(404);
  await openPage(api, second).expect(200);
});

it('gets a new link at their own address, and keeps the old one if the mail server takes none', async () => {
  const path = await named();
  await press(`${path}/new`, {}).expect(200);
  await until('the new link is sent', () => mails.length === 2, 10_000);
  expect(mails.at(-1)).toMatchObject({ to: [PAT.personEmail] });
  const next = pathIn(mails.at(-1));
  answer = { outcome: 'withdrawn' };
  const overview = await linkTo(api, course, 'overview', now);
  const failed = await press(overview, {
    ...(await form(overview)),
    answer: 'yes',
    personName: 'Kim',
    personEmail: 'kim@friend.example',
  });
  expect(failed.text).toContain('We could not send the e-mail.');
  await openPage(api, next).expect(200);
});
