/** Creates courses with fictional clients for a drill, and checks what became of the reports to them. */
import { randomUUID } from 'node:crypto';
import { isWakingHour } from '../../src/time/calendar';
import { fromMs, plusHours, type Instant } from '../../src/time/instant';
import { protocolIds } from '../../src/protocols/load';
import { statusQuery, workflowId } from '../../src/workflows/contract';
import type { Site } from './site';
import { holdsWithin } from '../until';

/** Around the globe, so near to each other that in one of them it is daytime for some more hours, at any time. */
const ZONES = ['America/Los_Angeles', 'America/New_York', 'Europe/Berlin', 'Asia/Tokyo', 'Pacific/Auckland'];
const HOURS_OF_DAY_LEFT = 3;
const DAYS_AHEAD = 10;
const PATIENCE_MS = 30_000;
const QUERY_MS = 15_000;

export const nowInstant = (): Instant => fromMs(Date.now());

/** A time zone in which mail to clients is sent at once, for some hours to come. */
export function daytimeZone(now: Instant): string {
  const fits = (zone: string) =>
    isWakingHour(zone, now) && isWakingHour(zone, plusHours(now, HOURS_OF_DAY_LEFT));
  const zone = ZONES.find(fits);
  if (zone === undefined) throw new RangeError(`no time zone with daytime at ${now}`);
  return zone;
}

/** The time of a drill's session, far enough ahead that no deadline of the course passes during the drill. */
export const sessionStart = (): Instant => plusHours(nowInstant(), DAYS_AHEAD * 24);

/** Creates a course whose client has consented to mail, by default with a unique address. Returns its id. */
export async function newCourse(
  { api }: Pick<Site, 'api'>,
  email = `${randomUUID()}@client.example`,
): Promise<string> {
  const patienceMs = PATIENCE_MS;
  const client = { name: 'Robin Example', email, zone: daytimeZone(nowInstant()) };
  const taken = await api.post('/clients', {
    ...{ role: 'frontDesk', key: randomUUID(), body: client, patienceMs },
  });
  const [protocol] = protocolIds();
  const begun = await api.post('/courses', {
    ...{
      role: 'frontDesk',
      key: randomUUID(),
      body: { client: taken.body.id, protocol },
      patienceMs,
    },
  });
  const course = String(begun.body.id);
  const consents = { kinds: ['treatment', 'telehealth', 'electronicMessages'] };
  const consented = await api.report(course, 'consentSigned', {
    ...{ role: 'frontDesk', key: randomUUID(), body: consents, patienceMs },
  });
  if (consented.status !== 200) throw new Error(`The drill cannot start: ${JSON.stringify(consented)}`);
  return course;
}

export const newCourses = (site: Pick<Site, 'api'>, count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, () => newCourse(site)));

/** Whether the course still answers and accepts an urgent report, or answers that it is closed. */
export async function isAlive({ api, temporal }: Site, course: string): Promise<boolean> {
  const taken = await api.report(course, 'adverseEventReported', {
    ...{ role: 'therapist', key: randomUUID(), body: {}, patienceMs: PATIENCE_MS },
  });
  if (taken.status !== 200 && taken.code !== 'course-closed') return false;
  const asked = temporal.withDeadline(Date.now() + QUERY_MS, () =>
    temporal.workflow.getHandle(workflowId(course)).query(statusQuery),
  );
  return asked.then(
    () => true,
    () => false,
  );
}

export async function countDead(site: Site, courses: readonly string[]): Promise<number> {
  const alive = await Promise.all(courses.map((course) => isAlive(site, course)));
  return alive.filter((each) => !each).length;
}

/** Ids of the reports in the logs of these courses. A report that was processed in two steps appears twice. */
export async function reportsIn(
  { store }: Pick<Site, 'store'>,
  courses: readonly string[],
): Promise<string[]> {
  const steps = await store.db
    .selectFrom('events')
    .select(['courseId', 'revision', 'cause'])
    .distinct()
    .where('courseId', 'in', courses)
    .execute();
  return steps.map(({ cause }) => cause);
}

/** Waits until no message of the courses is in progress; false if that takes longer than the time. */
export function allIdle(site: Site, courses: readonly string[], withinMs: number): Promise<boolean> {
  return holdsWithin(async () => {
    const all = await Promise.all(courses.map((course) => site.store.messages.ofCourse(course)));
    return all.flat().every(({ state }) => !['pending', 'sending', 'parked'].includes(state));
  }, withinMs);
}
