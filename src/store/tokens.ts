import type { Instant } from '../time/instant';
import { fromMs } from '../time/instant';
import type { TokenRecord, TokenStore } from '../security/tokenStore';
import type { Db } from './database';

export const TOKEN_COLUMNS = [
  'id',
  'hash',
  'role',
  'staffId',
  'createdAt',
  'expiresAt',
  'revokedAt',
] as const;

/** Bearer tokens, stored only as hashes. `now` is the time of revocations. */
export function tokensRepository(db: Db, now: () => number = Date.now): TokenStore {
  return {
    find: (hash) => db.selectFrom('tokens').select(TOKEN_COLUMNS).where('hash', '=', hash).executeTakeFirst(),

    async add(record: TokenRecord) {
      const { createdAt, expiresAt, revokedAt, ...rest } = record;
      const instants = { createdAt, expiresAt, revokedAt } as Record<
        keyof typeof record & `${string}At`,
        Instant
      >;
      await db
        .insertInto('tokens')
        .values({ ...rest, ...instants })
        .execute();
    },

    list: () => db.selectFrom('tokens').select(TOKEN_COLUMNS).orderBy('createdAt').orderBy('id').execute(),

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
