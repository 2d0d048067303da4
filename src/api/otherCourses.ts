/**
 * A booking held against the practice's hours and the other courses: the same people, the same client. The model knows one course; the API knows
 * all of them, so this is checked here. Signals sent around the API are not checked.
 */
import type { Signal, SignalName } from '../catalog/signals';
import type { Booking, CourseCalendar } from '../course/status/calendar';
import type { CourseBooking, CourseRow } from '../store';
import { atTimeOfDay, dateIn } from '../time/civil';
import { fromMs, plusHours, plusMinutes, toMs, type Instant } from '../time/instant';
import { overlap } from '../time/freeTimes';
import type { Opening } from '../time/opening';
import { reason, type Reason } from '../vocabulary/reasons';
import { ROLE_NAMES } from '../vocabulary/roles';
import { warning, type Warning } from '../vocabulary/warnings';
import type { ApiStore } from './http/deps';
import { outsideOpeningHours } from './openingHours';

type Stores = Pick<ApiStore, 'calendars' | 'staff' | 'clients' | 'inquiries' | 'practice'>;

/** Signals that can book or move a session, or book one again. */
const BOOKING: ReadonlySet<SignalName> = new Set([
  'sessionScheduled',
  'sessionRescheduled',
  'signalCorrected',
]);

export const canBook = ({ name }: Pick<Signal, 'name'>): boolean => BOOKING.has(name);

/** No visit is longer: a dosing session and the integration that follows it, each of at most twelve. */
export const LONGEST_HOURS = 24;

const endOf = ({ start, minutes }: Booking): Instant => plusMinutes(start, minutes);

/** What is in `after` and was not in `before`: booked, moved, or longer. */
const changed = (before: CourseCalendar | undefined, after: CourseCalendar): Booking[] =>
  after.bookings.filter(
    (one) =>
      !before?.bookings.some(
        (each) => each.session === one.session && each.start === one.start && each.minutes === one.minutes,
      ),
  );

type Holder = Awaited<ReturnType<Stores['staff']['holders']>>;

/** What a booking and one of another course at its time have in common, if anything: the client, or a person. */
function clash(one: CourseBooking, other: CourseBooking, holder: Holder): Warning[] {
  const about = { session: one.session, course: other.course };
  if (one.client !== null && other.client === one.client)
    return [{ ...warning('client-booked-elsewhere'), ...about }];
  const shared = one.roles.find((role) => {
    const person = holder(one.course, role)?.id;
    return person !== undefined && other.roles.some((each) => holder(other.course, each)?.id === person);
  });
  return shared ? [{ ...warning('staff-booked-elsewhere', { role: ROLE_NAMES[shared] }), ...about }] : [];
}

/** Of what was booked: outside the practice's hours, or at the time of another session of the same client or people. */
export async function warningsElsewhere(
  { calendars, inquiries, staff, practice }: Pick<Stores, 'calendars' | 'inquiries' | 'staff' | 'practice'>,
  { id, clientId }: Pick<CourseRow, 'id' | 'clientId'>,
  before: CourseCalendar | undefined,
  after: CourseCalendar | undefined,
): Promise<Warning[]> {
  const booked = (after ? changed(before, after) : []).map((one) => ({
    ...{ ...one, course: id, client: clientId ?? null },
  }));
  const found = await Promise.all(
    booked.map(async (one): Promise<[CourseBooking, CourseBooking[]]> => {
      const near = await calendars.booked({ from: plusHours(one.start, -LONGEST_HOURS), before: endOf(one) });
      return [one, near.filter((other) => other.course !== id && overlap(one, other))];
    }),
  );
  const courses = found.flatMap(([, others]) => others.map(({ course }) => course));
  if (booked.length === 0) return [];
  const notOpen = outsideOpeningHours(await practice.get(), booked);
  const holder = await staff.holders([id, ...new Set(courses)]);
  return [
    ...notOpen,
    ...(await consultsAtThatTime(inquiries, booked, holder)),
    ...found.flatMap(([one, others]) => others.flatMap((other) => clash(one, other, holder))),
  ];
}

/** Consults that those who hold a booking have at its time. */
async function consultsAtThatTime(
  inquiries: Stores['inquiries'],
  booked: readonly CourseBooking[],
  holder: Holder,
): Promise<Warning[]> {
  const found = await Promise.all(
    booked.map(async (one) => {
      const span = { from: one.start, before: endOf(one) };
      const near = await inquiries.consultsOf(whoIsThere(one, holder), span);
      const clashes = near.some(({ consult }) => consult && overlap(consult, one));
      return clashes ? [{ ...warning('consult-then'), session: one.session }] : [];
    }),
  );
  return found.flat();
}

/** The same of all bookings that begin in [from, before), by course and session. */
export async function warningsWithin(
  { calendars }: Pick<Stores, 'calendars'>,
  { from, before }: { from: Instant; before: Instant },
  holder: Holder,
  practice: Opening | undefined,
): Promise<(course: string, session: string) => Warning[]> {
  const all = await calendars.booked({
    from: plusHours(from, -LONGEST_HOURS),
    before: plusHours(before, LONGEST_HOURS),
  });
  const found = new Map<string, Warning[]>();
  const keyOf = ({ course, session }: CourseBooking): string => `${course} ${session}`;
  const add = (one: CourseBooking, more: Warning[]) => {
    const warnings = found.get(keyOf(one)) ?? [];
    found.set(keyOf(one), warnings);
    warnings.push(...more);
  };
  for (const [one, other] of overlapping(all, (booking) => whoIsThere(booking, holder))) {
    add(one, clash(one, other, holder));
    add(other, clash(other, one, holder));
  }
  const booked = new Map(all.map((one) => [keyOf(one), one]));
  return (course, session) => {
    const one = booked.get(`${course} ${session}`);
    return one ? [...outsideOpeningHours(practice, [one]), ...(found.get(keyOf(one)) ?? [])] : [];
  };
}

/** The client, and the people who hold it. */
export const whoIsThere = (
  { client, course, roles }: Pick<CourseBooking, 'client' | 'course' | 'roles'>,
  holder: Holder,
): string[] => [
  ...(client === null ? [] : [client]),
  ...roles.flatMap((role) => holder(course, role)?.id ?? []),
];

/**
 * Each pair of bookings of two courses at one time that have somebody in common. `all` is by start. They are held against
 * each other person by person: in a large practice most that overlap have nothing to do with each other.
 */
function overlapping(
  all: readonly CourseBooking[],
  whoseIn: (booking: CourseBooking) => string[],
): [CourseBooking, CourseBooking][] {
  const later = new Map<CourseBooking, Set<CourseBooking>>(all.map((one) => [one, new Set()]));
  const underWay = new Map<string, CourseBooking[]>();
  for (const one of all)
    for (const person of new Set(whoseIn(one))) {
      const still = (underWay.get(person) ?? []).filter((each) => endOf(each) > one.start);
      for (const each of still) if (each.course !== one.course) later.get(each)?.add(one);
      underWay.set(person, [...still, one]);
    }
  return [...later].flatMap(([one, others]) =>
    [...others].map((other): [CourseBooking, CourseBooking] => [one, other]),
  );
}

/** A dose that began longer ago has been given: refusing its report would only hide it. */
const isPast = (began: Instant, now: Instant): boolean => began < plusHours(now, -1);

/** When the signal would give or book a dose, if it would. */
function doseAt(signal: Signal, now: Instant): Instant | undefined {
  switch (signal.name) {
    case 'sessionScheduled':
      return signal.kind === 'dosing' ? signal.start : undefined;
    case 'sessionRescheduled':
      return signal.session.startsWith('dosing-') ? signal.start : undefined;
    case 'dosingStarted':
      return isPast(signal.occurredAt ?? now, now) ? undefined : now;
    default:
      return undefined;
  }
}

/**
 * Why a dose must not be booked or given: another course of the client, open or closed, has one too close to it. The
 * longer of both minimum gaps counts, in civil days of the client.
 */
export async function doseInOtherCourse(
  { calendars, clients }: Stores,
  { id, clientId }: Pick<CourseRow, 'id' | 'clientId'>,
  signal: Signal,
  now: Instant,
): Promise<Reason[]> {
  const at = doseAt(signal, now);
  if (at === undefined || clientId === undefined) return [];
  const all = await calendars.ofClient(clientId);
  const others = all.filter(({ course }) => course !== id);
  if (others.length === 0) return [];
  const zone = (await clients.find(clientId))?.zone ?? 'UTC';
  const own = all.find(({ course }) => course === id)?.calendar?.minGapDays ?? 1;
  return others.flatMap(({ calendar }) => {
    if (!calendar) return [];
    const days = Math.max(own, calendar.minGapDays);
    const doses = [
      ...(calendar.lastDosing ? [calendar.lastDosing] : []),
      ...calendar.bookings.flatMap(({ kind, start }) => (kind === 'dosing' && start > now ? [start] : [])),
    ];
    const close = doses.some((dose) => {
      const [first, second] = dose < at ? [dose, at] : [at, dose];
      return second < atTimeOfDay(zone, first, days, 0);
    });
    return close ? [reason('dose-in-other-course', { days: days === 1 ? 'one day' : `${days} days` })] : [];
  });
}

/** The other open courses of a client. */
export const secondCourses = async (
  { calendars }: Pick<Stores, 'calendars'>,
  client: string,
  besides: string,
): Promise<Warning[]> =>
  (await calendars.ofClient(client)).flatMap(({ course, open }) =>
    open && course !== besides ? [{ ...warning('second-course'), course }] : [],
  );

/** Sessions that are booked, from now on, on days that are closed now and were not. */
export async function bookedOnClosedDays(
  { calendars }: Pick<Stores, 'calendars'>,
  { zone, added, now }: { zone: string; added: readonly string[]; now: Instant },
): Promise<Warning[]> {
  const [first, last] = [added[0], added.at(-1)];
  if (first === undefined || last === undefined) return [];
  const DAY_MS = 86_400_000;
  const from = fromMs(Math.max(toMs(now), Date.parse(first) - DAY_MS));
  const before = fromMs(Date.parse(last) + 2 * DAY_MS);
  return (await calendars.booked({ from, before })).flatMap(({ start, session, course }) =>
    added.includes(dateIn(zone, start)) ? [{ ...warning('booked-on-closed-day'), session, course }] : [],
  );
}
