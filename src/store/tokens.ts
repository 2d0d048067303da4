import { sql } from 'kysely';
import type { Instant } from '../time/instant';
import { fromMs } from '../time/instant';
import type { TokenRecord, TokenStore } from '../security/tokenStore';
import type { Db } from './database';

/** All tokens, each with whether its owner has left the staff or lost the role. Clients are not on the staff. */
export const tokenRecords = (db: Db) =>
  db
    .selectFrom('tokens')
    .leftJoin('staff', 'staff.id', 'tokens.staffId')
    .select(['tokens.id', 'hash', 'tokens.role', 'staffId', 'tokens.name'])
    .select(['tokens.createdAt', 'expiresAt', 'revokedAt', 'lastUsedAt'])
    .select(
      sql<boolean>`staff.id is not null and (staff.left_at is not null or tokens.role <> all(staff.roles))`.as(
        'withdrawn',
      ),
    );

/** Bearer tokens, stored only as hashes. `now` is the time of revocations. */
export function tokensRepository(db: Db, now: () => number = Date.now): TokenStore {
  return {
    find: (hash) => tokenRecords(db).where('hash', '=', hash).executeTakeFirst(),

    async add({ id, hash, role, staffId, name, createdAt, expiresAt, revokedAt }: TokenRecord) {
      const instants = { createdAt, expiresAt, revokedAt } as Record<'createdAt', Instant> &
        Record<'expiresAt' | 'revokedAt', Instant | null>;
      await db
        .insertInto('tokens')
        .values({ id, hash, role, staffId, name, ...instants })
        .execute();
    },

    list: () => tokenRecords(db).orderBy('tokens.createdAt').orderBy('tokens.id').execute(),

    async used(id, at) {
      await db
        .updateTable('tokens')
        .set({ lastUsedAt: fromMs(at.getTime()) })
        .where('id', '=', id)
        .execute();
    },

    async expire(id, at) {
      const expiresAt = fromMs(at.getTime());
      await db
        .updateTable('tokens')
        .set({ expiresAt })
        .where('id', '=', id)
        .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', expiresAt)]))
        .execute();
    },

    async revoke(id) {
      await db
        .updateTable('tokens')
        .set({ revokedAt: fromMs(now()) })
        .where('id', '=', id)
        .where('revokedAt', 'is', null)
        .execute();
    },
  };
}
