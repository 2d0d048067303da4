/** The versions of protocols that were saved from the console or the API. None is ever changed. */
import { sql, type Selectable } from 'kysely';
import { withSaved, type ProtocolLibrary } from '../protocols/load';
import type { Database, Db } from './database';
import { storable } from './values';

type Row = Selectable<Database['protocols']>;

/** When a version was saved, and by whom. */
export type SavedVersion = Omit<Row, 'content'>;

export function protocolsRepository(db: Db) {
  return {
    /** Adds a version. Returns whether it is new: one that is there stays as it is. */
    async add({ content, ...row }: Row): Promise<boolean> {
      const added = await db
        .insertInto('protocols')
        .values({ ...row, content: sql`cast(${JSON.stringify(storable(content))} as json)` })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    /** What was saved, without its content. */
    versions: (): Promise<SavedVersion[]> =>
      db
        .selectFrom('protocols')
        .select(['id', 'version', 'savedAt', 'savedBy'])
        .orderBy('id')
        .orderBy('version')
        .execute(),

    /** The files together with what was saved up to now. Read again on every use: a new version needs no restart. */
    async beside(files: ProtocolLibrary): Promise<ProtocolLibrary> {
      return withSaved(
        files,
        await db.selectFrom('protocols').select(['id', 'version', 'content']).execute(),
      );
    },
  };
}
