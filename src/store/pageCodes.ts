/** Codes that go to the address on file before a link shows anything, stored as hashes; and what was answered by links. */
import { sql, type Selectable } from 'kysely';
import { plusHours, type Instant } from '../time/instant';
import type { PageAnswersTable } from './accessTables';
import type { Db } from './database';
import { presentOrUndefined, type Present } from './values';

/** A day, over which codes are counted. */
const COUNTED_HOURS = 24;

interface NewCode {
  link: string;
  codeHash: string;
  at: Instant;
  expiresAt: Instant;
}

export function pageCodesRepository(db: Db) {
  return {
    /**
     * Keeps a code in place of the one before, unless that one was sent after `notSince` or there were `most` in a day.
     * `recent`: one is on its way already. @throws StoreError
     */
    async add(
      { link, codeHash, at, expiresAt }: NewCode,
      { most, notSince }: { most: number; notSince: Instant },
    ): Promise<'added' | 'recent' | 'too many'> {
      const anew = { linkHash: link, codeHash, sentAt: at, expiresAt, wrong: 0 };
      const dayAgo = plusHours(at, -COUNTED_HOURS);
      const row = await db
        .insertInto('pageCodes')
        .values({ ...anew, sends: 1, countedSince: at })
        .onConflict((conflict) =>
          conflict
            .column('linkHash')
            .doUpdateSet((eb) => ({
              ...anew,
              sends: sql<number>`case when ${eb.ref('pageCodes.countedSince')} <= ${dayAgo} then 1 else ${eb.ref('pageCodes.sends')} + 1 end`,
              countedSince: sql<Instant>`case when ${eb.ref('pageCodes.countedSince')} <= ${dayAgo} then ${at} else ${eb.ref('pageCodes.countedSince')} end`,
            }))
            .where((eb) =>
              eb.and([
                eb.or([eb('pageCodes.codeHash', 'is', null), eb('pageCodes.sentAt', '<=', notSince)]),
                eb.or([eb('pageCodes.countedSince', '<=', dayAgo), eb('pageCodes.sends', '<', most)]),
              ]),
            ),
        )
        .returning('linkHash')
        .executeTakeFirst();
      if (row) return 'added';
      const known = await db
        .selectFrom('pageCodes')
        .select(['codeHash', 'sentAt'])
        .where('linkHash', '=', link)
        .executeTakeFirst();
      return known && known.codeHash !== null && known.sentAt > notSince ? 'recent' : 'too many';
    },

    /**
     * Takes one of the tries that a code has, before anybody knows whether it is right, and gives its hash. Undefined if
     * there is none that works. @throws StoreError
     */
    async take(link: string, most: number, now: Instant): Promise<string | undefined> {
      const row = await db
        .updateTable('pageCodes')
        .set((eb) => ({ wrong: eb('wrong', '+', 1) }))
        .where('linkHash', '=', link)
        .where('codeHash', 'is not', null)
        .where('wrong', '<', most)
        .where('expiresAt', '>', now)
        .returning('codeHash')
        .executeTakeFirst();
      return row?.codeHash ?? undefined;
    },

    /** A code was right: it works on until then only, for a second press. False if there is a newer one. */
    async use(link: string, codeHash: string, until: Instant): Promise<boolean> {
      const row = await db
        .updateTable('pageCodes')
        .set((eb) => ({ expiresAt: sql<Instant>`least(${eb.ref('expiresAt')}, ${until})` }))
        .where('linkHash', '=', link)
        .where('codeHash', '=', codeHash)
        .returning('linkHash')
        .executeTakeFirst();
      return row !== undefined;
    },

    /** A code never left: it does not count. */
    async end(link: string, codeHash: string): Promise<void> {
      await db
        .updateTable('pageCodes')
        .set((eb) => ({ codeHash: null, sends: eb('sends', '-', 1) }))
        .where('linkHash', '=', link)
        .where('codeHash', '=', codeHash)
        .execute();
    },
  };
}

type NewAnswer = Omit<PageAnswersTable, 'recordedAt'>;
type Asked = Pick<NewAnswer, 'courseId' | 'asked'>;

export function pageAnswersRepository(db: Db) {
  return {
    /**
     * Claims a question for an answer, before it is reported. False if there is another answer to it that is not from before
     * `stale`: one that old and still asked was lost. The same answer again is the same. @throws StoreError
     */
    async claim({ courseId, asked, answer, at }: NewAnswer, stale: Instant): Promise<boolean> {
      const row = await db
        .insertInto('pageAnswers')
        .values({ courseId, asked, answer, at })
        .onConflict((conflict) =>
          conflict
            .columns(['courseId', 'asked'])
            .doUpdateSet((eb) => ({
              ...{ answer, at },
              recordedAt: sql<Instant | null>`case when ${eb.ref('pageAnswers.answer')} = ${answer} then ${eb.ref('pageAnswers.recordedAt')} end`,
            }))
            .where((eb) => eb.or([eb('pageAnswers.answer', '=', answer), eb('pageAnswers.at', '<=', stale)])),
        )
        .returning('answer')
        .executeTakeFirst();
      return row !== undefined;
    },

    /** The answer that claimed a question last. @throws StoreError */
    async find({ courseId, asked }: Asked): Promise<Present<Selectable<PageAnswersTable>> | undefined> {
      return presentOrUndefined(
        await db
          .selectFrom('pageAnswers')
          .selectAll()
          .where('courseId', '=', courseId)
          .where('asked', '=', asked)
          .executeTakeFirst(),
      );
    },

    /** The course has taken it. @throws StoreError */
    async recorded({ courseId, asked, answer }: Omit<NewAnswer, 'at'>, at: Instant): Promise<void> {
      await db
        .updateTable('pageAnswers')
        .set({ recordedAt: at })
        .where('courseId', '=', courseId)
        .where('asked', '=', asked)
        .where('answer', '=', answer)
        .execute();
    },

    /** The course refused it, or asks on: the question is open again. */
    async release({ courseId, asked, answer }: Omit<NewAnswer, 'at'>): Promise<void> {
      await db
        .deleteFrom('pageAnswers')
        .where('courseId', '=', courseId)
        .where('asked', '=', asked)
        .where('answer', '=', answer)
        .execute();
    },
  };
}
