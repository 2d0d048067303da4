/** Private calendar feeds over HTTP: whose sessions they have, how they end, and that a stranger learns nothing. */
import ICAL from 'ical.js';
import request from 'supertest';
import { linksAt } from '../../../src/messages/links';
import type { SessionFact } from '../../../src/course/status/facts';
import { fromMs, plusMinutes, toMs, type Instant } from '../../../src/time/instant';
import { step } from '../../store/fixtures';
import { ADA, apiApp, type ApiApp } from '../support/apiApp';

const DAY = 24 * 60;
let clock: Instant = fromMs(Date.parse('2027-03-10T18:00:00Z'));
let api: ApiApp;
beforeEach(async () => {
  const transport = { send: () => Promise.reject(new Error('no mail')) };
  const mailer = { transport, links: linksAt('https://care.example') };
  api = await apiApp({ now: () => new Date(toMs(clock)), mailer });
});
afterEach(() => api.store.close());

const at = (days: number): Instant => plusMinutes(clock, days * DAY);
const session = (ref: string, days: number, change: Partial<SessionFact> = {}): SessionFact => ({
  ...{ ref: ref, kind: 'preparation', start: at(days), minutes: 50, setting: 'remote' },
  ...{ status: 'scheduled', roles: ['therapist'] },
  ...change,
});

/** A course with these sessions, and perhaps a therapist on its care team. */
async function course(sessions: SessionFact[], therapist?: string) {
  const id = await api.newCourse();
  await api.store.commitStep(step(id, 1, [], { sessions }));
  const member = { courseId: id, role: 'therapist' as const };
  if (therapist !== undefined)
    await api.store.db
      .insertInto('careTeam')
      .values({ ...member, staffId: therapist })
      .execute();
  return id;
}

async function someone(...roles: ('therapist' | 'prescriber' | 'lead')[]) {
  const cookie = await api.signedIn(...roles);
  const answer = await request(api.app).get('/api/v1/session').set(cookie);
  return { cookie, id: (answer.body as { person: { id: string } }).person.id };
}

const make = async (cookie: { Cookie: string }): Promise<string> => {
  const answer = await request(api.app).post('/api/v1/calendar-feed').set(cookie).send({}).expect(201);
  return (answer.body as { path: string }).path;
};
const read = (path: string) => request(api.app).get(path);

function eventsOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as object[]);
  ICAL.TimezoneService.reset();
  for (const each of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(each);
  return calendar.getAllSubcomponents('vevent').map((each) => {
    const { uid, summary, startDate } = new ICAL.Event(each);
    const [status, url] = ['status', 'url'].map((name) => each.getFirstPropertyValue(name));
    return { uid, summary, status, url, start: startDate.toJSDate().getTime() };
  });
}

describe('a feed', () => {
  it('has the sessions one holds, and those of the courses whose care team names one', async () => {
    const [me, other] = [await someone('therapist'), await someone('therapist')];
    const medical = session('medical-1', 2, { kind: 'medical', roles: ['prescriber'] });
    const mine = await course([session('preparation-1', 1), medical], me.id);
    await course([session('preparation-1', 1)], other.id);
    await course([session('preparation-1', 1)]);
    const answer = await read(await make(me.cookie)).expect(200);
    expect(answer.headers['content-type']).toContain('text/calendar');
    expect(eventsOf(answer.text)).toMatchObject([
      { summary: 'Appointment', start: toMs(at(1)), url: `https://care.example/console/courses/${mine}` },
      { summary: 'Appointment of a colleague', start: toMs(at(2)) },
    ]);
    expect(answer.text).not.toContain(ADA.name.split(' ')[0]);
  });

  it('of the only one in a role has all that is for it; also over a change of the clocks', async () => {
    const solo = await someone('therapist', 'prescriber');
    const days = [-32, -29, 3, 5, 100, 179, 181];
    await course(days.map((day, each) => session(`preparation-${each + 1}`, day)));
    const events = eventsOf((await read(await make(solo.cookie)).expect(200)).text);
    expect(events.map(({ start }) => start)).toEqual(days.slice(1, -1).map((day) => toMs(at(day))));
  });

  it('keeps what was canceled, under the same id as when it was booked', async () => {
    const solo = await someone('therapist');
    const id = await course([session('preparation-1', 1)]);
    const path = await make(solo.cookie);
    const [booked] = eventsOf((await read(path)).text);
    const sessions = [session('preparation-1', 2, { status: 'cancelled' })];
    await api.store.commitStep(step(id, 2, [], { sessions, firstSeq: 1 }));
    expect(eventsOf((await read(path)).text)).toMatchObject([
      { uid: booked?.uid, status: 'CANCELLED', start: toMs(at(2)) },
    ]);
  });

  it('is not sent again while nothing has changed', async () => {
    const solo = await someone('therapist');
    const id = await course([session('preparation-1', 1)]);
    const path = await make(solo.cookie);
    const { headers } = await read(path).expect(200);
    const known = { 'If-None-Match': headers.etag ?? '' };
    const since = { 'If-Modified-Since': headers['last-modified'] ?? '' };
    clock = plusMinutes(clock, 60);
    await read(path).set(known).expect(304);
    await read(path).set(since).expect(304);
    await api.store.commitStep(step(id, 2, [], { sessions: [session('preparation-1', 3)], firstSeq: 1 }));
    await read(path).set(known).expect(200);
    await read(path).set(since).expect(200);
  });
});

describe('the address', () => {
  const answerOf = async (path: string) => {
    const answer = await read(path);
    const { status, headers } = answer;
    const { instance: _, ...problem } = answer.body as Record<string, unknown>;
    return { status, problem, type: headers['content-type'] };
  };

  it('that is unknown, old, revoked, or of somebody who left is as any other that does not exist', async () => {
    const nothing = await answerOf('/nothing');
    expect(nothing.status).toBe(404);
    const [me, leaves, changes] = [
      await someone('therapist', 'lead'),
      await someone('lead'),
      await someone('lead'),
    ];
    const [old, gone, moved] = [await make(me.cookie), await make(leaves.cookie), await make(changes.cookie)];
    for (const path of [old, gone, moved]) await read(path).expect(200);
    const current = await make(me.cookie);
    await (await api.person('lead')).post(`/api/v1/staff/${leaves.id}/remove`, {}).expect(200);
    await (
      await api.person('lead')
    )
      .patch(`/api/v1/staff/${changes.id}`, { roles: ['engineer'] })
      .expect(200);
    const unknown = [`/feeds/${'x'.repeat(43)}.ics`, '/feeds/x', '/feeds/x.ics', current.replace('.ics', '')];
    for (const path of [...unknown, old, gone, moved])
      expect([path, await answerOf(path)]).toEqual([path, nothing]);
    await read(current).expect(200);
    const revoke = { ...me.cookie, 'Idempotency-Key': 'k' };
    await request(api.app).post('/api/v1/calendar-feed/revoke').set(revoke).send({}).expect(200);
    expect(await answerOf(current)).toEqual(nothing);
    const kinds = (await api.store.audit.list('access')).map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(['calendar-feed-revoked', 'calendar-feed-made']);
  });

  it('stays gone when the person comes back', async () => {
    const me = await someone('therapist');
    const path = await make(me.cookie);
    await someone('lead');
    await (await api.person('lead')).post(`/api/v1/staff/${me.id}/remove`, {}).expect(200);
    const person = { id: me.id, name: 'Pat Example', email: 'back@cedar.example', createdAt: clock };
    await api.store.staff.save({ ...person, roles: ['therapist'] });
    expect((await answerOf(path)).status).toBe(404);
  });

  it('is shown once, stored as a hash, never logged, and for nobody but the staff', async () => {
    const me = await someone('therapist');
    const path = await make(me.cookie);
    const shown = await request(api.app).get('/api/v1/calendar-feed').set(me.cookie).expect(200);
    expect(shown.body).toEqual({ createdAt: clock });
    await read(path).expect(200);
    const rows = await api.store.db.selectFrom('calendarFeeds').selectAll().execute();
    expect(JSON.stringify(rows) + api.lines.join('')).not.toContain(path.slice(7, 20));
    for (const role of ['engineer', 'client', 'partner', 'supportPerson'] as const)
      await request(api.app).post('/api/v1/calendar-feed').set(api.as(role)).send({}).expect(403);
    await request(api.app).post('/api/v1/calendar-feed').send({}).expect(401);
  });

  it('is read up to 120 times an hour', async () => {
    const [me, other] = [await someone('therapist'), await someone('therapist')];
    const [path, theirs] = [await make(me.cookie), await make(other.cookie)];
    for (let each = 0; each < 120; each += 1) await read(path).expect(200);
    const refused = await read(path).expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await read(theirs).expect(200);
    clock = plusMinutes(clock, 60);
    await read(path).expect(200);
  });

  it('is only read', async () => {
    const path = await make((await someone('therapist')).cookie);
    await request(api.app).head(path).expect(200);
    await request(api.app).post(path).send({}).expect(404);
  });
});
