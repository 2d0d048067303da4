/** Inquiries: people who are not clients yet. Each change names the revision it was made from. */
import { sql, type Selectable } from 'kysely';
import { plusMinutes, type Instant } from '../time/instant';
import type { InquiryState } from '../vocabulary/inquiries';
import { cutPage, readPosition, writeCursor, type PageRequest } from './cursor';
import type { Database, Db } from './database';
import type { Consult, InquiryDone } from './inquiryTables';
import { resemblingIn, type Resembling } from './resembling';
import { jsonb, present, presentOrUndefined, type Present } from './values';

export type Inquiry = Present<Selectable<Database['inquiries']>>;
export type ListedInquiry = Inquiry & { clientName?: string };

export type NewInquiry = Pick<
  Inquiry,
  | 'id'
  | 'createdAt'
  | 'source'
  | 'language'
  | 'name'
  | 'email'
  | 'phone'
  | 'reachedBy'
  | 'message'
  | 'answers'
> & { owedFrom: Instant; dueAt: Instant };

interface Owed {
  from: Instant;
  by: Instant;
}

/** What somebody did about an inquiry. What is left out stays as it is; null ends it. */
export interface InquiryChange {
  id: string;
  /** As it was when the change was decided. */
  revision: number;
  /** Tells a repeated request from another one. */
  request: string;
  done: InquiryDone;
  state?: InquiryState;
  owed?: Owed | null;
  consult?: Consult;
}

type Becoming = Pick<InquiryChange, 'id' | 'revision' | 'request'> & {
  clientId: string;
  /** Left out: it is owed already. */
  owed?: Owed;
};

type Started = Pick<InquiryChange, 'id' | 'request' | 'done'> & { courseId: string };

/** No consult is longer. */
const LONGEST_MINUTES = 240;

export function inquiriesRepository(db: Db) {
  return {
    /** False if it is there already. */
    async add({ answers, ...inquiry }: NewInquiry): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('inquiries')
        .values({ ...inquiry, answers: jsonb(answers) })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },

    async find(id: string): Promise<Inquiry | undefined> {
      return presentOrUndefined(
        await db.selectFrom('inquiries').selectAll().where('id', '=', id).executeTakeFirst(),
      );
    },

    /** Like `find`, and nobody else changes it until the transaction ends. */
    async findToChange(id: string): Promise<Inquiry | undefined> {
      return presentOrUndefined(
        await db.selectFrom('inquiries').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
      );
    },

    /** Newest first. @throws StoreError `cursor-invalid` */
    async list({ state }: { state?: InquiryState }, { cursor, limit = 50 }: PageRequest = {}) {
      let query = db.selectFrom('inquiries').selectAll();
      if (state !== undefined) query = query.where('state', '=', state);
      if (cursor !== undefined) {
        const [at, id] = readPosition(cursor);
        query = query.where((eb) => eb(eb.refTuple('createdAt', 'id'), '<', eb.tuple(at, id)));
      }
      const rows = await query
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      const { page, last } = cutPage(rows, limit);
      return { inquiries: page.map(present), ...(last && { next: writeCursor([last.createdAt, last.id]) }) };
    },

    /** What somebody has to do something about at `now`, the earliest due first. */
    async owed(now: Instant, limit = 200): Promise<Inquiry[]> {
      const rows = await db
        .selectFrom('inquiries')
        .selectAll()
        .where('owedFrom', '<=', now)
        .orderBy('dueAt')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(present);
    },

    /** How many are owed, and how many of them were due before `now`. */
    async owedCounts(now: Instant): Promise<{ owed: number; overdue: number }> {
      const row = await db
        .selectFrom('inquiries')
        .select((eb) => [
          eb.fn.countAll<number>().as('owed'),
          eb.fn.countAll<number>().filterWhere('dueAt', '<', now).as('overdue'),
        ])
        .where('owedFrom', '<=', now)
        .executeTakeFirstOrThrow();
      return { owed: row.owed, overdue: row.overdue };
    },

    /** Marks those that are overdue as told, and returns them, the earliest due first. Each is returned once. */
    async takeOverdue(now: Instant): Promise<Inquiry[]> {
      const rows = await db
        .updateTable('inquiries')
        .set({ overdueMailedAt: now })
        .where('dueAt', '<', now)
        .where('overdueMailedAt', 'is', null)
        .returningAll()
        .execute();
      return rows.map(present).sort((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1));
    },

    /** How many came by the form in (since, now]. */
    async countOfForm(since: Instant): Promise<number> {
      const { count } = await db
        .selectFrom('inquiries')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('source', '=', 'form')
        .where('createdAt', '>', since)
        .executeTakeFirstOrThrow();
      return count;
    },

    /** Consults that take place and begin in [from, before), the earliest first. */
    async consults({ from, before }: { from: Instant; before: Instant }): Promise<Inquiry[]> {
      const rows = await db
        .selectFrom('inquiries')
        .selectAll()
        .where('consultStart', '>=', from)
        .where('consultStart', '<', before)
        .orderBy('consultStart')
        .orderBy('id')
        .limit(500)
        .execute();
      return rows.map(present);
    },

    /** Consults of these people that may overlap with the span. */
    async consultsOf(
      staff: readonly string[],
      { from, before }: { from: Instant; before: Instant },
    ): Promise<Inquiry[]> {
      const found = await this.consults({ from: plusMinutes(from, -LONGEST_MINUTES), before });
      return found.filter(({ consult }) => consult && staff.includes(consult.staffId));
    },

    /** False if it has another revision by now. @throws StoreError */
    async change({ id, revision, request, done, state, owed, consult }: InquiryChange): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('inquiries')
        .set({
          revision: revision + 1,
          lastRequest: request,
          mailTrouble: false,
          steps: sql<InquiryDone[]>`inquiries.steps || ${jsonb([done])}`,
          ...(state && { state }),
          ...(owed === null && { owedFrom: null, dueAt: null, overdueMailedAt: null }),
          ...(owed && { owedFrom: owed.from, dueAt: owed.by, overdueMailedAt: null }),
          ...(consult && { consult: jsonb(consult), consultStart: consult.off ? null : consult.start }),
        })
        .where('id', '=', id)
        .where('revision', '=', revision)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /** Notes whom the person becomes, before there is a course. It is owed until there is one. */
    async becomes({ id, revision, request, clientId, owed }: Becoming): Promise<void> {
      await db
        .updateTable('inquiries')
        .set({
          ...{ clientId, revision: revision + 1, lastRequest: request },
          ...(owed && { owedFrom: owed.from, dueAt: owed.by, overdueMailedAt: null }),
        })
        .where('id', '=', id)
        .execute();
    },

    /** Notes the course that was started with it. False if there was one already. */
    async started({ id, request, courseId, done }: Started): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('inquiries')
        .set((eb) => ({
          ...{ courseId, state: 'client' as const, lastRequest: request, revision: eb('revision', '+', 1) },
          ...{ owedFrom: null, dueAt: null, overdueMailedAt: null, mailTrouble: false },
          steps: sql<InquiryDone[]>`inquiries.steps || ${jsonb([done])}`,
        }))
        .where('id', '=', id)
        .where('courseId', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /** An e-mail to the person did not go out: somebody has to call. */
    async troubled(id: string, owed: Owed | undefined): Promise<void> {
      await db
        .updateTable('inquiries')
        .set({
          mailTrouble: true,
          ...(owed && { owedFrom: owed.from, dueAt: owed.by, overdueMailedAt: null }),
        })
        .where('id', '=', id)
        .execute();
    },

    /** Removes one with everything about it. */
    async remove(id: string): Promise<void> {
      await db.deleteFrom('inquiries').where('id', '=', id).execute();
    },

    /** Other inquiries with the same name, e-mail address or phone number; the newest first, at most 20. */
    resembling: (inquiry: Pick<Inquiry, 'id' | 'name' | 'email' | 'phone'>): Promise<Resembling[]> =>
      resemblingIn(db, 'inquiries', inquiry),
  };
}
