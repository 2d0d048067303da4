/** Clients and their support persons. This is the only place that stores clients' names and addresses. */
import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Instant } from '../time/instant';
import { cutPage, readPosition, writeCursor, type PageRequest } from './cursor';
import type { Database, Db } from './database';
import { digits, resemblingIn, type Resembling } from './resembling';
import { present, presentOrUndefined, type Present } from './values';

export type { Resembling } from './resembling';

export type Client = Present<Selectable<Database['clients']>>;
export type SupportPerson = Present<Selectable<Database['supportPersons']>>;

/** Part of the name or the e-mail address, or at least four digits in a row of the phone number, however written. */
export function clientMatches(text: string): RawBuilder<boolean> {
  const part = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const number = text.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  const dialed = number.length >= 4 && !/[a-z@]/i.test(text);
  const byPhone = sql<boolean>`${digits(sql.ref('clients.phone'))} like ${`%${number}%`}`;
  return sql<boolean>`(clients.name ilike ${part} or clients.email ilike ${part} or ${dialed ? byPhone : sql`false`})`;
}

export function clientsRepository(db: Db) {
  return {
    /** @throws StoreError `already-exists` */
    async add(client: Client): Promise<void> {
      await db.insertInto('clients').values(client).execute();
    },

    async find(id: string): Promise<Client | undefined> {
      return presentOrUndefined(
        await db.selectFrom('clients').selectAll().where('id', '=', id).executeTakeFirst(),
      );
    },

    /** Like `find`, but waits for a concurrent change to commit. Used when a course starts. */
    async findSettled(id: string): Promise<Client | undefined> {
      return presentOrUndefined(
        await db.selectFrom('clients').selectAll().where('id', '=', id).forShare().executeTakeFirst(),
      );
    },

    /** Like `find`, and keeps others from starting a course of the client until the transaction ends. */
    async findToRemove(id: string): Promise<Client | undefined> {
      return presentOrUndefined(
        await db.selectFrom('clients').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
      );
    },

    /** Removes a client who never had a course, with their support persons. False if they had one. */
    async remove(id: string): Promise<boolean> {
      const course = db.selectFrom('courses').select('id').where('clientId', '=', id);
      if (await course.limit(1).executeTakeFirst()) return false;
      await db.deleteFrom('broadcasts').where('clientId', '=', id).execute();
      await db.deleteFrom('clients').where('id', '=', id).execute();
      return true;
    },

    /** The client a course belongs to; undefined for a course started without one. */
    async ofCourse(course: string): Promise<Client | undefined> {
      return presentOrUndefined(
        await db
          .selectFrom('courses')
          .innerJoin('clients', 'clients.id', 'courses.clientId')
          .selectAll('clients')
          .where('courses.id', '=', course)
          .executeTakeFirst(),
      );
    },

    /** Newest first; only those that the text may mean. `next` is the cursor of the next page, if there is one. */
    async list({ cursor, limit = 50 }: PageRequest = {}, text?: string) {
      let query = db.selectFrom('clients').selectAll();
      if (text !== undefined) query = query.where(clientMatches(text));
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
      return { clients: page.map(present), ...(last && { next: writeCursor([last.createdAt, last.id]) }) };
    },

    /** Changes contact data. Returns false if the client does not exist. */
    async change(
      id: string,
      to: Partial<Pick<Client, 'name' | 'zone'>> & { email?: string | null; phone?: string | null },
    ): Promise<boolean> {
      if (Object.keys(to).length === 0) return (await this.find(id)) !== undefined;
      const result = await db.updateTable('clients').set(to).where('id', '=', id).executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    /** Other clients with the same name, e-mail address or phone number, however written; the newest first, at most 20. */
    resembling: (client: Parameters<typeof resemblingIn>[2]): Promise<Resembling[]> =>
      resemblingIn(db, 'clients', client),

    /**
     * Opts the client out of mail, by the List-Unsubscribe link. The first time is kept. Returns the client's id, or
     * undefined for an unknown token.
     */
    async optOut(unsubscribeToken: string, at: Instant): Promise<string | undefined> {
      const row = await db
        .updateTable('clients')
        .set((eb) => ({
          optedOutAt: eb.fn.coalesce('optedOutAt', eb.cast<Instant>(eb.val(at), 'timestamptz')),
        }))
        .where('unsubscribeToken', '=', unsubscribeToken)
        .returning('id')
        .executeTakeFirst();
      return row?.id;
    },

    /** Ends an opt-out of mail, at the client's own word. False if there was none. */
    async optIn(id: string): Promise<boolean> {
      const row = await db
        .updateTable('clients')
        .set({ optedOutAt: null })
        .where('id', '=', id)
        .where('optedOutAt', 'is not', null)
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },

    /** @throws StoreError `refers-to-missing`, `already-exists` */
    async addSupportPerson(person: SupportPerson): Promise<void> {
      await db.insertInto('supportPersons').values(person).execute();
    },

    /** Newest first. Mail goes to the first. */
    async supportPersons(client: string): Promise<SupportPerson[]> {
      const rows = await db
        .selectFrom('supportPersons')
        .selectAll()
        .where('clientId', '=', client)
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(present);
    },
  };
}
