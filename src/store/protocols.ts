/** The versions of protocols that were saved from the console or the API. None is ever changed. */
import { sql, type Selectable } from 'kysely';
import { withSaved, type ProtocolLibrary, type SavedProtocol } from '../protocols/load';
import type { Database, Db } from './database';
import { storable } from './values';

type Row = Selectable<Database['protocols']>;

/** When a version was saved, and by whom. */
export type SavedVersion = Omit<Row, 'content'>;

export function protocolsRepository(db: Db) {
  let known: { count: number; saved: SavedProtocol[] } | undefined;
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

    /**
     * The files together with what was saved up to now: a new version needs no restart. Versions are only ever added, so what
     * was read holds as long as their number does.
     */
    async beside(files: ProtocolLibrary): Promise<ProtocolLibrary> {
      const { count } = await db
        .selectFrom('protocols')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      if (known?.count !== count) {
        const saved = await db.selectFrom('protocols').select(['id', 'version', 'content']).execute();
        known = { count: saved.length, saved };
      }
      return withSaved(files, known.saved);
    },
  };
}
