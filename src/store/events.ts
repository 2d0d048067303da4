import type { Recorded } from '../course/events';
import { GENESIS, verifyChain, type ChainCheck } from '../security/auditChain';
import { cutPage, readNumber, type PageRequest } from './cursor';
import type { Db } from './database';
import { chained, EVENT_COLUMNS, toRecorded } from './eventRow';

export function eventsRepository(db: Db) {
  return {
    /** All events of a course, oldest first. */
    async ofCourse(course: string): Promise<Recorded[]> {
      return (await ofCourse(db, course).execute()).map(toRecorded);
    },

    /** The event with that number. */
    async find(course: string, seq: number): Promise<Recorded | undefined> {
      const row = await ofCourse(db, course).where('seq', '=', seq).executeTakeFirst();
      return row && toRecorded(row);
    },

    /** The latest event of one of these types. */
    async latest(course: string, types: readonly Recorded['type'][]): Promise<Recorded | undefined> {
      const row = await ofCourse(db, course)
        .clearOrderBy()
        .where('type', 'in', types)
        .orderBy('seq', 'desc')
        .executeTakeFirst();
      return row && toRecorded(row);
    },

    /** The events of some types, oldest first, without those of reports that were taken back. */
    async standing(course: string, types: readonly Recorded['type'][]): Promise<Recorded[]> {
      const rows = await ofCourse(db, course)
        .where('type', 'in', [...types, 'signalCorrected'])
        .execute();
      const all = rows.map(toRecorded);
      const back = new Set(all.flatMap((event) => (event.type === 'signalCorrected' ? [event.signal] : [])));
      return all.filter(({ type, cause }) => type !== 'signalCorrected' && !back.has(cause));
    },

    /**
     * One page of the timeline, newest last; without a cursor the latest page. `next` is the cursor of the page of
     * older events, when there is one. @throws StoreError `cursor-invalid`
     */
    async timeline(course: string, { cursor, limit = 100 }: PageRequest = {}) {
      let query = ofCourse(db, course).clearOrderBy().orderBy('seq', 'desc');
      if (cursor !== undefined) query = query.where('seq', '<', readNumber(cursor));
      const { page, last } = cutPage(await query.limit(limit + 1).execute(), limit);
      return { events: page.reverse().map(toRecorded), ...(last && { next: String(last.seq) }) };
    },

    /**
     * Recomputes the chain of a course. `brokenAt` is the index of the first event that was changed or inserted, or
     * whose predecessor is missing. If the last events were removed, it is the number of events left.
     */
    async verify(course: string): Promise<ChainCheck> {
      const rows = await ofCourse(db, course).select(['revision', 'hash']).execute();
      const check = verifyChain(
        rows.map((row) => ({ entry: chained(course, row.revision, toRecorded(row)), hash: row.hash })),
      );
      const noted = await db
        .selectFrom('courses')
        .select('headHash')
        .where('id', '=', course)
        .executeTakeFirst();
      if (check.ok && check.head !== (noted?.headHash ?? GENESIS))
        return { ok: false, brokenAt: rows.length };
      return check;
    },
  };
}

function ofCourse(db: Db, course: string) {
  return db.selectFrom('events').select(EVENT_COLUMNS).where('courseId', '=', course).orderBy('seq');
}
