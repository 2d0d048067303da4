import { fromMs } from '../time/instant';
import type { CodecSessionStore } from '../security/codecSession';
import type { Db } from './database';
import { tokenRecords } from './tokens';

/** Sign-ins at the codec server, stored only as hashes. */
export function codecSessionsRepository(db: Db): CodecSessionStore {
  return {
    async begin({ expiresAt, ...session }, now) {
      await db.deleteFrom('codecSessions').where('expiresAt', '<=', fromMs(now.getTime())).execute();
      await db
        .insertInto('codecSessions')
        .values({ ...session, expiresAt: fromMs(expiresAt.getTime()) })
        .execute();
    },

    async find(hash) {
      const session = await db
        .selectFrom('codecSessions')
        .selectAll()
        .where('hash', '=', hash)
        .executeTakeFirst();
      const token =
        session && (await tokenRecords(db).where('tokens.id', '=', session.tokenId).executeTakeFirst());
      return token && { token, expiresAt: new Date(session.expiresAt) };
    },

    async end(hash) {
      await db.deleteFrom('codecSessions').where('hash', '=', hash).execute();
    },
  };
}
