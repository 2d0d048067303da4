/** Audits what is not a course event: refused signals, sign-ins, decryptions. One hash chain per stream. */
import { sql } from 'kysely';
import type { Instant } from '../time/instant';
import { GENESIS, link, verifyChain, type ChainCheck } from '../security/auditChain';
import type { Actor } from '../catalog/signals';
import type { Db } from './database';
import { jsonb, present, storable } from './values';

export interface AuditEntry {
  /** `course:<id>` for entries about one course, otherwise a topic such as `access`. */
  stream: string;
  at: Instant;
  /** Such as `signal-refused`, `signed-in` or `plain-text-read`. */
  kind: string;
  by?: Actor;
  course?: string;
  detail: unknown;
}

/** The stream of one course's audit. */
export const courseStream = (course: string) => `course:${course}`;

/** Appends the entries in order, within the current transaction if there is one. */
export async function appendAudit(db: Db, entries: readonly AuditEntry[]): Promise<void> {
  if (db.isTransaction) await appendAll(db, entries);
  else await db.transaction().execute((tx) => appendAll(tx, entries));
}

async function appendAll(tx: Db, entries: readonly AuditEntry[]): Promise<void> {
  const streams = [...new Set(entries.map(({ stream }) => stream))];
  // In order, so that two writers of the same streams never wait for each other.
  for (const stream of streams.sort())
    await append(
      tx,
      stream,
      entries.filter((entry) => entry.stream === stream),
    );
}

async function append(tx: Db, stream: string, entries: readonly AuditEntry[]): Promise<void> {
  // Otherwise two writers of one stream could link to the same head.
  await sql`select pg_advisory_xact_lock(hashtextextended(${stream}, 0))`.execute(tx);
  const last = await tx
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .where('stream', '=', stream)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  let { seq, hash } = last ?? { seq: 0, hash: GENESIS };
  const rows = entries.map(storable).map(({ at, kind, by, course, detail = null }) => {
    seq += 1;
    const row = {
      ...{ stream, seq, at, kind },
      ...{ byRole: by?.role ?? null, byId: by?.id ?? null, courseId: course ?? null },
    };
    hash = link(hash, { ...row, detail });
    return { ...row, detail: jsonb<unknown>(detail), hash };
  });
  await tx.insertInto('audit').values(rows).execute();
}

export function auditRepository(db: Db) {
  return {
    append: (...entries: AuditEntry[]) => appendAudit(db, entries),

    /** One page of a stream, newest first. `before` is the `seq` of the last entry seen. */
    async list(stream: string, { before, limit = 100 }: { before?: number; limit?: number } = {}) {
      let query = db.selectFrom('audit').selectAll().where('stream', '=', stream);
      if (before !== undefined) query = query.where('seq', '<', before);
      const rows = await query.orderBy('seq', 'desc').limit(limit).execute();
      return rows.map(present);
    },

    /** Recomputes the chain of a stream. */
    async verify(stream: string): Promise<ChainCheck> {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('stream', '=', stream)
        .orderBy('seq')
        .execute();
      return verifyChain(rows.map(({ hash, ...entry }) => ({ entry, hash })));
    },
  };
}
