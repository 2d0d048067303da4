/** E-mails about inquiries that are to be sent, and what became of them. Each is sent once at most. */
import type { Selectable } from 'kysely';
import { plusMinutes, type Instant } from '../time/instant';
import type { InquiryMail, InquiryMailState } from '../vocabulary/inquiries';
import type { Database, Db } from './database';
import type { InquiryMailFacts } from './inquiryTables';
import { jsonb, present, type Present } from './values';

export type InquiryMailRow = Present<Selectable<Database['inquiryMails']>>;

export interface NewInquiryMail {
  /** The same for the same e-mail, so that it is planned once. */
  id: string;
  /** Left out: `overdue`, which is about all that are. */
  inquiryId?: string;
  kind: InquiryMail;
  facts: InquiryMailFacts;
  createdAt: Instant;
  dueAt: Instant;
}

/** A mail server that has the content answers within this, or nobody will ever know. */
const LOST_AFTER_MINUTES = 5;

export function inquiryMailsRepository(db: Db) {
  return {
    async plan({ facts, ...mail }: NewInquiryMail): Promise<void> {
      await db
        .insertInto('inquiryMails')
        .values({ ...mail, facts: jsonb(facts) })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },

    /** Those of an inquiry, the oldest first. */
    async of(inquiry: string): Promise<InquiryMailRow[]> {
      const rows = await db
        .selectFrom('inquiryMails')
        .selectAll()
        .where('inquiryId', '=', inquiry)
        .orderBy('createdAt')
        .orderBy('id')
        .execute();
      return rows.map(present);
    },

    /** Whether an address was sent a confirmation since then, or will be. */
    async confirmedSince(email: string, since: Instant): Promise<boolean> {
      const row = await db
        .selectFrom('inquiryMails')
        .innerJoin('inquiries', 'inquiries.id', 'inquiryMails.inquiryId')
        .select('inquiryMails.id')
        .where('kind', '=', 'confirmation')
        .where('inquiryMails.createdAt', '>', since)
        .where((eb) => eb(eb.fn<string>('lower', ['inquiries.email']), '=', email.toLowerCase()))
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Due at `now` and not begun, the earliest first. */
    async due(now: Instant, limit = 50): Promise<InquiryMailRow[]> {
      const rows = await db
        .selectFrom('inquiryMails')
        .selectAll()
        .where('state', '=', 'pending')
        .where('contentAt', 'is', null)
        .where('dueAt', '<=', now)
        .orderBy('dueAt')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(present);
    },

    /** Whoever gets true may send the content, and nobody else. False also if it was withdrawn. */
    async begin(id: string, at: Instant): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('inquiryMails')
        .set({ contentAt: at })
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .where('contentAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /** False if somebody else has noted its end, or it was withdrawn. */
    async ended(id: string, state: Exclude<InquiryMailState, 'pending'>, at: Instant): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('inquiryMails')
        .set({ state, endedAt: at })
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /** The mail server does not take it at `at`: it is tried again at `dueAt`. */
    async later(id: string, { at, dueAt }: { at: Instant; dueAt: Instant }): Promise<void> {
      await db
        .updateTable('inquiryMails')
        .set((eb) => ({ dueAt, contentAt: null, deferredAt: eb.fn.coalesce('deferredAt', eb.val(at)) }))
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .execute();
    },

    /** Those whose sender died while the content went out. */
    async lost(now: Instant): Promise<InquiryMailRow[]> {
      const rows = await db
        .selectFrom('inquiryMails')
        .selectAll()
        .where('state', '=', 'pending')
        .where('contentAt', '<', plusMinutes(now, -LOST_AFTER_MINUTES))
        .orderBy('id')
        .execute();
      return rows.map(present);
    },

    /** Removes one that says what is no longer so, unless it is going out. */
    async drop(id: string): Promise<void> {
      await db
        .deleteFrom('inquiryMails')
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .where('contentAt', 'is', null)
        .execute();
    },

    /** Takes back what has not begun to go out. */
    async withdraw(inquiry: string, kinds: readonly InquiryMail[]): Promise<void> {
      if (kinds.length === 0) return;
      await db
        .deleteFrom('inquiryMails')
        .where('inquiryId', '=', inquiry)
        .where('kind', 'in', kinds)
        .where('state', '=', 'pending')
        .where('contentAt', 'is', null)
        .execute();
    },
  };
}
