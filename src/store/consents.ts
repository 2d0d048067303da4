/** The practice's texts of consents, version by version, and who signed which under which name. Nothing of it ever changes. */
import type { Selectable } from 'kysely';
import type { ConsentKind } from '../catalog/shapes';
import { hashOf } from '../security/secrets';
import type { Database, Db } from './database';
import { storable } from './values';

export type ConsentText = Selectable<Database['consentTexts']>;
export type ConsentSignature = Selectable<Database['consentSignatures']>;

/** Names one version. */
export type ConsentVersion = Pick<ConsentText, 'kind' | 'language' | 'version'>;

export function consentsRepository(db: Db) {
  return {
    /** Adds a version. Returns whether it is new: one that is there stays as it is. */
    async addText(text: Omit<ConsentText, 'sha256'>): Promise<boolean> {
      const row = storable(text);
      const added = await db
        .insertInto('consentTexts')
        .values({ ...row, sha256: hashOf(row.body) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    /** The newest version of each kind in each language. `kind`: of this one only. */
    async inForce(kind?: ConsentKind): Promise<ConsentText[]> {
      let query = db
        .selectFrom('consentTexts')
        .selectAll()
        .distinctOn(['kind', 'language'])
        .orderBy('kind')
        .orderBy('language')
        .orderBy('version', 'desc');
      if (kind !== undefined) query = query.where('kind', '=', kind);
      return query.execute();
    },

    /** All versions, the newest first, without what they say. */
    versions: (): Promise<Omit<ConsentText, 'body'>[]> =>
      db
        .selectFrom('consentTexts')
        .select(['kind', 'language', 'version', 'sha256', 'savedAt', 'savedBy'])
        .orderBy('kind')
        .orderBy('language')
        .orderBy('version', 'desc')
        .execute(),

    text: ({ kind, language, version }: ConsentVersion): Promise<ConsentText | undefined> =>
      db
        .selectFrom('consentTexts')
        .selectAll()
        .where('kind', '=', kind)
        .where('language', '=', language)
        .where('version', '=', version)
        .executeTakeFirst(),

    /**
     * Keeps under which name a text is signed by the signal with this id, before the course hears of it. A name without its
     * signal is no signature. The first one stays. @throws StoreError `refers-to-missing`
     */
    async sign(signature: ConsentSignature): Promise<void> {
      await db
        .insertInto('consentSignatures')
        .values(storable(signature))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    /** Of a course, whether or not the course took the signal. */
    signatures: (courseId: string): Promise<ConsentSignature[]> =>
      db.selectFrom('consentSignatures').selectAll().where('courseId', '=', courseId).execute(),
  };
}
