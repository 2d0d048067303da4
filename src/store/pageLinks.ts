/** Links to the pages for clients, stored only as hashes. Each is for one purpose and one course. */
import type { Selectable } from 'kysely';
import type { Instant } from '../time/instant';
import type { PagePurpose } from '../vocabulary/pages';
import type { LinkEnd } from './accessTables';
import type { Database, Db } from './database';
import { present, presentOrUndefined, type Present } from './values';

export type PageLink = Present<Selectable<Database['pageLinks']>>;

export type NewPageLink = Pick<
  PageLink,
  'hash' | 'courseId' | 'purpose' | 'about' | 'person' | 'reader' | 'addressHash' | 'createdAt' | 'expiresAt'
>;

interface Which {
  courseId: string;
  /** All purposes if absent. */
  purpose?: PagePurpose;
  /** The session they are about: all, with a purpose, if absent. */
  about?: string;
  /** The hash of one that goes on. */
  but?: string;
}

export function pageLinksRepository(db: Db) {
  return {
    /** @throws StoreError `refers-to-missing` */
    async add(link: NewPageLink): Promise<void> {
      await db.insertInto('pageLinks').values(link).execute();
    },

    /** The link, working or not. It changes nothing. */
    async find(hash: string): Promise<PageLink | undefined> {
      return presentOrUndefined(
        await db.selectFrom('pageLinks').selectAll().where('hash', '=', hash).executeTakeFirst(),
      );
    },

    /** The ones of a course that have not ended, the newest first. */
    async ofCourse(courseId: string, now: Instant): Promise<PageLink[]> {
      const rows = await db
        .selectFrom('pageLinks')
        .selectAll()
        .where('courseId', '=', courseId)
        .where('endedAt', 'is', null)
        .where('expiresAt', '>', now)
        .orderBy('createdAt', 'desc')
        .orderBy('hash')
        .execute();
      return rows.map(present);
    },

    /** All that were sent for a course, ended or not, the newest first; at most 100. */
    async sent(courseId: string): Promise<PageLink[]> {
      const rows = await db
        .selectFrom('pageLinks')
        .selectAll()
        .where('courseId', '=', courseId)
        .orderBy('createdAt', 'desc')
        .orderBy('hash')
        .limit(100)
        .execute();
      return rows.map(present);
    },

    /** Takes one away, also if it has ended otherwise: it offers no new one then. */
    async revoke(hash: string, at: Instant): Promise<void> {
      await db
        .updateTable('pageLinks')
        .set((eb) => ({
          endedAt: eb.fn.coalesce('endedAt', eb.cast<Instant>(eb.val(at), 'timestamptz')),
          endedBy: 'revoked',
        }))
        .where('hash', '=', hash)
        .execute();
    },

    /** Ends one link, unless it has ended. */
    async end(hash: string, by: LinkEnd, at: Instant): Promise<void> {
      await db
        .updateTable('pageLinks')
        .set({ endedAt: at, endedBy: by })
        .where('hash', '=', hash)
        .where('endedAt', 'is', null)
        .execute();
    },

    /** Ends the links of a course, and says how many. */
    async endAll({ courseId, purpose, about, but }: Which, by: LinkEnd, at: Instant): Promise<number> {
      let query = db
        .updateTable('pageLinks')
        .set({ endedAt: at, endedBy: by })
        .where('courseId', '=', courseId)
        .where('endedAt', 'is', null);
      if (purpose !== undefined) query = query.where('purpose', '=', purpose);
      if (about !== undefined) query = query.where('about', '=', about);
      if (but !== undefined) query = query.where('hash', '<>', but);
      const { numUpdatedRows } = await query.executeTakeFirst();
      return Number(numUpdatedRows);
    },

    /** Ends a client's own links, of all their courses: somebody else may have the e-mails they were in. Others went to other addresses. */
    async endAllOfClient(client: string, at: Instant): Promise<void> {
      await db
        .updateTable('pageLinks')
        .set({ endedAt: at, endedBy: 'revoked' })
        .where('endedAt', 'is', null)
        .where('person', 'is', null)
        .where('reader', 'is', null)
        .where('courseId', 'in', (eb) => eb.selectFrom('courses').select('id').where('clientId', '=', client))
        .execute();
    },

    /** Takes one of the guesses that a link has, before anybody knows whether it is right. False if none is left. */
    async takeGuess(hash: string, most: number): Promise<boolean> {
      const row = await db
        .updateTable('pageLinks')
        .set((eb) => ({ wrongFacts: eb('wrongFacts', '+', 1) }))
        .where('hash', '=', hash)
        .where('wrongFacts', '<', most)
        .returning('wrongFacts')
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Gives a guess back: it was right. */
    async giveGuessBack(hash: string): Promise<void> {
      await db
        .updateTable('pageLinks')
        .set((eb) => ({ wrongFacts: eb('wrongFacts', '-', 1) }))
        .where('hash', '=', hash)
        .execute();
    },
  };
}
