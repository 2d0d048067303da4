/** The sessions of all courses, past and to come. Derived from each course's state, in its step's transaction. */
import { closedGatesAt, type SessionFact } from '../course/status/facts';
import type { Instant } from '../time/instant';
import type { Db } from './database';
import { jsonb, toTimestamptz } from './values';

/** A session with its course and client. `onHold` and `closed` are the course's. */
export interface ListedSession extends SessionFact {
  course: string;
  client?: { id: string; name: string; zone: string };
  onHold: boolean;
  closed: boolean;
}

export interface SessionSpan {
  /** Sessions that begin in [from, before). */
  from: Instant;
  before: Instant;
  /** When it is asked: time alone may have opened or closed gates since the latest step. */
  now: Instant;
  /** At most so many. */
  limit: number;
}

/** All sessions of a course after a step; one that a correction took back is gone. */
export async function saveSessions(tx: Db, course: string, sessions: readonly SessionFact[]): Promise<void> {
  const gone = tx.deleteFrom('sessions').where('courseId', '=', course);
  const refs = sessions.map(({ ref }) => ref);
  await (refs.length > 0 ? gone.where('ref', 'not in', refs) : gone).execute();
  if (sessions.length === 0) return;
  await tx
    .insertInto('sessions')
    .values(
      sessions.map((fact) => ({
        ...{ courseId: course, ref: fact.ref, status: fact.status },
        ...{ startAt: toTimestamptz(fact.start), fact: jsonb(fact) },
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['courseId', 'ref'])
        .doUpdateSet((eb) => ({
          startAt: eb.ref('excluded.startAt'),
          status: eb.ref('excluded.status'),
          fact: eb.ref('excluded.fact'),
        }))
        .where(
          (eb) => eb.ref('sessions.fact'),
          'is distinct from',
          (eb) => eb.ref('excluded.fact'),
        ),
    )
    .execute();
}

function stateAt({ gatesLater = [], ...fact }: SessionFact, now: Instant): SessionFact {
  const closedGates = closedGatesAt({ ...fact, gatesLater }, now);
  return { ...fact, ...(closedGates && { closedGates }) };
}

export function sessionsRepository(db: Db) {
  return {
    /** By start, then by course. */
    async list({ from, before, now, limit }: SessionSpan): Promise<ListedSession[]> {
      const rows = await db
        .selectFrom('sessions')
        .innerJoin('courses', 'courses.id', 'sessions.courseId')
        .leftJoin('clients', 'clients.id', 'courses.clientId')
        .select(['sessions.courseId', 'fact', 'onHold', 'closed'])
        .select(['clients.id as clientId', 'clients.name', 'clients.zone'])
        .where('startAt', '>=', from)
        .where('startAt', '<', before)
        .orderBy('startAt')
        .orderBy('sessions.courseId')
        .limit(limit)
        .execute();
      return rows.map(({ courseId, fact, onHold, closed, clientId, name, zone }) => ({
        ...stateAt(fact, now),
        ...{ course: courseId, onHold, closed: closed !== null },
        ...(clientId !== null && { client: { id: clientId, name: name ?? '', zone: zone ?? '' } }),
      }));
    },
  };
}
