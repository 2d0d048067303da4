/** The booked sessions of all open courses. The list of bookings is part of each course's row. */
import { sql } from 'kysely';
import type { Booking, CourseCalendar } from '../course/status/calendar';
import type { Instant } from '../time/instant';
import type { Db } from './database';
import { StoreError } from './errors';

/** A booked session, and whose it is. */
export interface CourseBooking extends Booking {
  course: string;
  client: string | null;
}

/** The calendar of a course, and whether the course is open. */
export interface ClientCalendar {
  course: string;
  open: boolean;
  calendar?: CourseCalendar;
}

/** The lock of those who book what they saw free. Any number that no other lock has. */
const CHOOSING = 7_401_993;

/** Waits until this is done. @throws StoreError `database-busy` after so many milliseconds */
async function waitFor(done: Promise<unknown>, ms: number): Promise<void> {
  let late: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    late = setTimeout(() => {
      reject(new StoreError('database-busy'));
    }, ms);
  });
  await Promise.race([done, tooLong]).finally(() => {
    clearTimeout(late);
  });
}

export function calendarsRepository(db: Db) {
  let last: Promise<unknown> = Promise.resolve();
  const locked = <T>(work: () => Promise<T>, ms: number): Promise<T> =>
    db.transaction().execute(async (tx) => {
      await sql`select set_config('lock_timeout', ${`${ms}ms`}, true)`.execute(tx);
      await sql`select pg_advisory_xact_lock(${CHOOSING})`.execute(tx);
      return work();
    });
  return {
    /**
     * Does this while no other process does: looks whether a time is free, and books it. Those of one process wait for
     * each other first, so that they hold one connection at most. Nobody waits longer than `ms` for one another, nor for
     * the other processes. @throws StoreError `database-busy`
     */
    async alone<T>(work: () => Promise<T>, ms: number): Promise<T> {
      const before = last;
      let done = (): void => undefined;
      const mine = new Promise<void>((resolve) => (done = resolve));
      last = before.then(() => mine);
      try {
        await waitFor(before, ms);
        return await locked(work, ms);
      } finally {
        done();
      }
    },

    /** Undefined for a course without a step since its calendar is kept. */
    async of(course: string): Promise<CourseCalendar | undefined> {
      const row = await db
        .selectFrom('courses')
        .select('calendar')
        .where('id', '=', course)
        .executeTakeFirst();
      return row?.calendar ?? undefined;
    },

    /** The courses of a client, open or not, the newest first. */
    async ofClient(client: string): Promise<ClientCalendar[]> {
      const rows = await db
        .selectFrom('courses')
        .select(['id', 'closed', 'calendar'])
        .where('clientId', '=', client)
        .orderBy('startedAt', 'desc')
        .execute();
      return rows.map(({ id, closed, calendar }) => ({
        ...{ course: id, open: closed === null },
        ...(calendar && { calendar }),
      }));
    },

    /** Sessions of open courses that begin in [from, before), the earliest first. */
    async booked({ from, before }: { from: Instant; before: Instant }): Promise<CourseBooking[]> {
      const { rows } = await sql<{ course: string; client: string | null; booking: Booking }>`
        select c.id as course, c.client_id as client, b.value as booking
        from sessions s
        join courses c on c.id = s.course_id and c.closed is null
        cross join lateral jsonb_array_elements(c.calendar -> 'bookings') b
        where s.start_at >= cast(${from} as timestamptz) and s.start_at < cast(${before} as timestamptz)
          and b.value ->> 'session' = s.ref
        order by s.start_at, c.id`.execute(db);
      return rows.map(({ course, client, booking }) => ({ ...booking, course, client }));
    },
  };
}
