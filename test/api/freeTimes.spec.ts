/** Free times over HTTP: of whom, in which window, and around which other sessions. The rule itself: test/time/freeTimes.spec.ts */
import type { Booking, CourseCalendar, NextBooking } from '../../src/course/status/calendar';
import type { SessionFact } from '../../src/course/status/facts';
import { instant } from '../../src/time/instant';
import { AT, step, SUMMARY } from '../store/fixtures';
import { codeOf } from './support/answers';
import { apiApp, type ApiApp } from './support/apiApp';

// A Monday, 9:00 in Los Angeles. The dosing session ended the day before at noon.
const NOW = instant('2027-01-04T17:00:00.000Z');
const FROM = '2027-01-04T20:00:00.000Z';
const TO = '2027-01-06T20:00:00.000Z';

let api: ApiApp;
beforeEach(async () => {
  api = await apiApp({ now: () => new Date(NOW) });
  const hours = { opens: '09:00', closes: '17:00' };
  await api
    .patch('/api/v1/practice', 'lead', { hours: { monday: hours, tuesday: hours, wednesday: hours } })
    .expect(200);
  for (const [id, role] of [
    ['t-1', 'therapist'],
    ['t-2', 'therapist'],
    ['p-1', 'prescriber'],
  ] as const)
    await api.store.staff.save({ id, roles: [role], name: id, email: `${id}@c.example`, createdAt: AT });
});
afterEach(() => api.store.close());

const planned: NextBooking = { minutes: 60, roles: ['therapist'] };
const window = { from: instant(FROM), to: instant(TO) };
const NEXT: NonNullable<CourseCalendar['next']> = {
  ...{ preparation: planned, dosing: planned, medical: { minutes: 30, roles: ['prescriber'] } },
  integration: { ...planned, window },
};
const booking = (session: string, start: string, more: Partial<Booking> = {}): Booking => ({
  ...{ session, kind: session.replace(/-\d+$/, '') as Booking['kind'], start: instant(start), minutes: 60 },
  roles: ['therapist'],
  ...more,
});

interface Of {
  client?: string;
  therapist?: string;
  status?: 'inSession' | 'completed';
}

async function courseWith(bookings: Booking[], { client, therapist, status }: Of = {}): Promise<string> {
  const id = crypto.randomUUID();
  const registered = { id, client: client ?? (await api.newClient()), protocol: 'calm', protocolVersion: 1 };
  await api.store.courses.register({ ...registered, startedAt: AT });
  const team = therapist ? [{ type: 'careTeamChanged' as const, at: AT, team: { therapist } }] : [];
  const sessions = bookings.map(({ session: ref, window: _, ...rest }): SessionFact => ({
    ...{ ...rest, ref, setting: 'remote', status: status ?? 'scheduled' },
  }));
  const calendar = { bookings: status ? [] : bookings, minGapDays: 1, next: NEXT };
  const summary = { ...SUMMARY, calendar };
  await api.store.commitStep(step(id, 1, team, { firstSeq: 1, summary, sessions }));
  return id;
}

interface Found {
  minutes: number;
  window: object;
  from: string;
  to: string;
  holders: object[];
  times: string[];
}
const ask = async (course: string, query: string): Promise<Found> =>
  (await api.get(`/api/v1/courses/${course}/free-times?${query}`).expect(200)).body as Found;
const integration = (course: string) => ask(course, 'kind=integration');

describe('free times for the integration', () => {
  it('are within 24 to 72 hours after dosing, for its length, of its therapist', async () => {
    const course = await courseWith([], { therapist: 't-1' });
    const found = await integration(course);
    expect(found).toMatchObject({ minutes: 60, window, from: FROM, to: TO });
    expect(found.holders).toEqual([{ role: 'therapist', id: 't-1', name: 't-1' }]);
    expect([found.times[0], found.times.at(-1)]).toEqual([FROM, '2027-01-06T19:00:00.000Z']);
    // Monday from noon, the whole Tuesday, and Wednesday until noon.
    expect(found.times).toHaveLength(9 + 15 + 5);
  });

  it('are not where the therapist, the client or the course itself has another session', async () => {
    const client = await api.newClient();
    await courseWith([booking('preparation-1', '2027-01-05T18:00:00Z')], { therapist: 't-1' });
    await courseWith([booking('medical-1', '2027-01-05T20:00:00Z', { roles: ['prescriber'] })], { client });
    await courseWith([booking('preparation-1', '2027-01-05T22:00:00Z')], { therapist: 't-2' });
    const own = booking('medical-1', '2027-01-05T23:00:00Z', { roles: ['prescriber'] });
    const { times } = await integration(await courseWith([own], { client, therapist: 't-1' }));
    const free = (start: string) => times.includes(start);
    expect(free('2027-01-05T17:00:00.000Z')).toBe(true);
    expect(free('2027-01-05T17:30:00.000Z')).toBe(false);
    expect(free('2027-01-05T18:30:00.000Z')).toBe(false);
    expect(free('2027-01-05T19:00:00.000Z')).toBe(true);
    expect(free('2027-01-05T20:00:00.000Z')).toBe(false);
    expect(free('2027-01-05T22:00:00.000Z')).toBe(true);
    expect(free('2027-01-05T23:00:00.000Z')).toBe(false);
  });

  it('are not where the therapist talks with somebody who is not a client yet', async () => {
    const talk = async (staffId: string, start: string) => {
      const id = crypto.randomUUID();
      await api.store.inquiries.add({
        ...{ id, createdAt: AT, source: 'staff', language: 'en', name: 'Ines Invented', reachedBy: 'phone' },
        ...{ message: '', answers: [], owedFrom: AT, dueAt: AT },
      });
      const consult = { start: instant(start), minutes: 15, setting: 'phone', staffId, revision: 0 } as const;
      const done = { step: 'consultBooked', at: AT, by: { role: 'frontDesk', id: 'f-1' } } as const;
      await api.store.inquiries.change({ id, revision: 1, request: id, state: 'consult', consult, done });
    };
    await talk('t-1', '2027-01-05T18:15:00Z');
    await talk('t-2', '2027-01-05T22:00:00Z');
    const { times } = await integration(await courseWith([], { therapist: 't-1' }));
    expect(times).not.toContain('2027-01-05T17:30:00.000Z');
    expect(times).not.toContain('2027-01-05T18:00:00.000Z');
    expect(times).toContain('2027-01-05T18:30:00.000Z');
    expect(times).toContain('2027-01-05T22:00:00.000Z');
  });

  it('are held against nobody on the staff where nobody is named', async () => {
    await courseWith([booking('preparation-1', '2027-01-05T18:00:00Z')], { therapist: 't-1' });
    const found = await integration(await courseWith([]));
    expect(found.holders).toEqual([]);
    expect(found.times).toContain('2027-01-05T18:00:00.000Z');
  });

  it('are later ones when asked for: for two weeks after the window', async () => {
    const course = await courseWith([], { therapist: 't-1' });
    const found = await ask(course, `kind=integration&from=${TO}`);
    expect(found).toMatchObject({ from: TO, to: '2027-01-20T20:00:00.000Z' });
    expect(found.times[0]).toBe(TO);
  });

  it('are none on closed days, which is an answer', async () => {
    const closedDays = ['2027-01-04', '2027-01-05', '2027-01-06'];
    await api.patch('/api/v1/practice/calendar', 'lead', { closedDays }).expect(200);
    expect((await integration(await courseWith([]))).times).toEqual([]);
  });
});

describe('free times for any session', () => {
  it('are of the next two weeks where the protocol has no window', async () => {
    const found = await ask(await courseWith([]), 'kind=medical');
    expect(found).toMatchObject({ minutes: 30, window: {}, to: '2027-01-18T17:01:00.000Z' });
    expect(found.holders).toMatchObject([{ id: 'p-1' }]);
    expect(found.times[0]).toBe('2027-01-04T17:30:00.000Z');
  });

  it('are not while a person is in a session that has begun', async () => {
    await courseWith([booking('dosing-1', '2027-01-04T16:30:00Z', { minutes: 120 })], {
      ...{ therapist: 't-1', status: 'inSession' },
    });
    const found = await ask(await courseWith([], { therapist: 't-1' }), 'kind=preparation');
    expect(found.times[0]).toBe('2027-01-04T18:30:00.000Z');
  });

  it('leave the time of a booking that moves free, and keep its length unless another is asked for', async () => {
    const own = booking('preparation-1', '2027-01-05T18:00:00Z', { minutes: 90 });
    const course = await courseWith([own], { therapist: 't-1' });
    const found = await ask(course, 'session=preparation-1');
    expect(found.minutes).toBe(90);
    expect(found.times).toContain('2027-01-05T18:00:00.000Z');
    const short = await ask(course, 'session=preparation-1&minutes=30');
    expect(short.minutes).toBe(30);
    expect(short.times.length).toBeGreaterThan(found.times.length);
  });

  it.each([
    ['neither', ''],
    ['both', 'kind=dosing&session=dosing-1'],
    ['a session that is not booked', 'session=dosing-7'],
    ['no length', 'kind=dosing&minutes=0'],
    ['no time', 'kind=dosing&from=tomorrow'],
    ['a time after all others', 'kind=dosing&from=9999-12-31T00:00:00Z'],
    ['a time in many years', 'kind=dosing&from=2033-01-04T00:00:00Z'],
    ['a year before all others', 'kind=dosing&from=0000-01-01T00:00:00Z'],
  ])('are not asked for with %s', async (_, query) => {
    const course = await courseWith([]);
    expect(codeOf(await api.get(`/api/v1/courses/${course}/free-times?${query}`))).toEqual([
      ...[400, 'request-invalid'],
    ]);
  });

  it('are for staff only, and of courses that exist', async () => {
    const course = await courseWith([]);
    const path = `/api/v1/courses/${course}/free-times?kind=dosing`;
    expect(codeOf(await api.get(path, 'client'))).toEqual([403, 'role-refused']);
    const unknown = path.replace(course, crypto.randomUUID());
    expect(codeOf(await api.get(unknown))).toEqual([404, 'course-unknown']);
    expect(codeOf(await api.get(path.replace(course, await api.newCourse())))).toEqual([
      ...[503, 'course-not-begun'],
    ]);
  });
});
