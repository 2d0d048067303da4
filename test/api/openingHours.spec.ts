/** The practice's own hours and closed days decide everywhere: in the calendar, in a course, and in the answer to a booking. */
import type { Booking } from '../../src/course/status/calendar';
import { instant } from '../../src/time/instant';
import { step, SUMMARY } from '../store/fixtures';
import { apiApp, type ApiApp } from './support/apiApp';

let api: ApiApp;
beforeEach(async () => {
  api = await apiApp();
});
afterEach(() => api.store.close());

// A Saturday, 18:00 to 19:00 in Los Angeles.
const START = '2027-01-10T02:00:00.000Z';
const PERIOD = 'from=2027-01-09T08:00:00Z&before=2027-01-11T08:00:00Z';

const OPEN = { hours: { saturday: { opens: '12:00', closes: '19:00' } } };
const CLOSES_EARLIER = { hours: { saturday: { opens: '12:00', closes: '18:59' } } };
const CLOSED = { hours: { monday: { opens: '09:00', closes: '17:00' } } };

const practice = (settings: object) => api.patch('/api/v1/practice', 'lead', settings).expect(200);

async function courseWithSession(): Promise<string> {
  const id = await api.newCourse();
  const booking: Booking = {
    ...{ session: 'preparation-1', kind: 'preparation', start: instant(START), minutes: 60, roles: [] },
  };
  const { session: ref, ...rest } = booking;
  const sessions = [{ ...rest, ref, setting: 'remote' as const, status: 'scheduled' as const }];
  const calendar = { bookings: [booking], minGapDays: 1 };
  await api.store.commitStep(step(id, 1, [], { sessions, summary: { ...SUMMARY, calendar } }));
  return id;
}

interface Warned {
  warnings?: { code: string; session: string }[];
}
const codes = ({ warnings = [] }: Warned): string[] =>
  warnings.flatMap(({ code, session }) => (session === 'preparation-1' ? [code] : []));

const list = async () =>
  (await api.get(`/api/v1/sessions?${PERIOD}`).expect(200)).body as { sessions: Warned[]; hours: object };
const listed = async () => codes((await list()).sessions[0] ?? {});
const shown = async (course: string) => codes((await api.get(`/api/v1/courses/${course}`)).body as Warned);

it.each([
  ['has not said when it is open', {}, ['weekend']],
  ['is open then', OPEN, []],
  ['closes before it ends', CLOSES_EARLIER, ['practice-not-open']],
  ['is not open on that day of the week', CLOSED, ['practice-not-open']],
])('a session while the practice %s', async (_, settings, expected) => {
  const course = await courseWithSession();
  if ('hours' in settings) await practice(settings);
  expect(await listed()).toEqual(expected);
  expect(await shown(course)).toEqual(expected);
});

it('a session on a closed day', async () => {
  await practice(OPEN);
  await api.patch('/api/v1/practice/calendar', 'lead', { closedDays: ['2027-01-09'] }).expect(200);
  const course = await courseWithSession();
  expect(await listed()).toEqual(['practice-closed']);
  expect(await shown(course)).toEqual(['practice-closed']);
});

it('the hours come with the sessions: those entered, or the usual ones', async () => {
  expect((await list()).hours).toMatchObject({ friday: { opens: '07:00', closes: '21:00' } });
  await practice(OPEN);
  expect((await list()).hours).toEqual(OPEN.hours);
});

it('a course that is closed is not warned of', async () => {
  await practice(CLOSED);
  const course = await courseWithSession();
  await api.store.commitStep(step(course, 2, [], { summary: { ...SUMMARY, closed: 'completed' } }));
  expect(await shown(course)).toEqual([]);
});

describe('other hours, before they are set', () => {
  const check = async (hours: object | null) =>
    (await api.post('/api/v1/practice/hours/check', 'lead', { hours }).expect(200)).body as object;

  it('lists what they would leave outside, and changes nothing', async () => {
    await practice(OPEN);
    const course = await courseWithSession();
    expect(await check(OPEN.hours)).toEqual({ count: 0, sessions: [] });
    expect(await check(CLOSED.hours)).toMatchObject({
      count: 1,
      sessions: [
        { course, session: 'preparation-1', start: START, client: { name: expect.any(String) as string } },
      ],
    });
    // The usual hours end on Friday.
    expect(await check(null)).toMatchObject({ count: 1 });
    expect((await list()).hours).toEqual(OPEN.hours);
  });

  it('does not list what is outside already', async () => {
    await practice(CLOSED);
    await courseWithSession();
    expect(await check(CLOSES_EARLIER.hours)).toEqual({ count: 0, sessions: [] });
  });

  it('is for those who may set them', () =>
    api.post('/api/v1/practice/hours/check', 'biller', { hours: null }).expect(403));
});
