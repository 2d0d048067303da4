/** Who looked at whose data: the stream `reads` of the audit. */
import { sql } from 'kysely';
import type { Actor } from '../catalog/signals';
import type { Instant } from '../time/instant';
import { appendAudit } from './audit';
import { cutPage, readNumber, type PageRequest } from './cursor';
import type { Db } from './database';
import { namesOf } from './names';

const STREAM = 'reads';
/** In place of ids: a file with everybody in it. */
const EVERYBODY = '*';
/** Of a list, so many clients are named. */
const MOST_NAMED = 5;

export interface Read {
  at: Instant;
  by: Actor;
  /** Id of the operation that showed it. */
  operation: string;
  /** The course whose data it showed, with its client. */
  course?: string;
  /** The clients whom it showed. `everybody`: they are not told apart. */
  clients: readonly string[] | 'everybody';
  /** The inquiries that it showed. */
  inquiries?: readonly string[];
}

export interface ReadRow extends Omit<Read, 'clients' | 'inquiries'> {
  /** Its number in the stream. */
  seq: number;
  name?: string;
  /** At most five, the one who was asked for first. */
  clients: { id: string; name: string }[];
  /** How many clients; absent for everybody. */
  count?: number;
  /** At most five of those who inquire, and how many there were. */
  inquiries?: { id: string; name: string }[];
  inquiryCount?: number;
}

export interface ReadFilter {
  client?: string;
  /** Who looked. */
  person?: string;
}

interface Detail {
  operation: string;
  clients: string[];
  /** Absent where there were none. */
  inquiries?: string[];
}

export function readsRepository(db: Db) {
  /** Clients of courses, by course. */
  const clientsOf = async (courses: readonly string[]): Promise<Map<string, string>> => {
    if (courses.length === 0) return new Map();
    const rows = await db
      .selectFrom('courses')
      .select(['id', 'clientId'])
      .where('id', 'in', [...courses])
      .execute();
    return new Map(rows.flatMap(({ id, clientId }) => (clientId === null ? [] : [[id, clientId]])));
  };

  return {
    /** Writes them all, or none. @throws StoreError */
    async add(reads: readonly Read[]): Promise<void> {
      const owners = await clientsOf(reads.flatMap(({ course }) => course ?? []));
      const entries = reads.map(({ at, by, operation, course, clients, inquiries = [] }) => {
        const owner = course === undefined ? undefined : owners.get(course);
        const shown =
          clients === 'everybody' ? [EVERYBODY] : [...new Set([...(owner ? [owner] : []), ...clients])];
        const detail: Detail = {
          ...{ operation, clients: shown },
          ...(inquiries.length > 0 && { inquiries: [...inquiries] }),
        };
        return { stream: STREAM, at, kind: 'read', by, ...(course && { course }), detail };
      });
      await appendAudit(db, entries);
    },

    /** Newest first. @throws StoreError `cursor-invalid` */
    async list({ client, person }: ReadFilter, { cursor, limit = 50 }: PageRequest) {
      let query = db.selectFrom('audit').selectAll().where('stream', '=', STREAM);
      if (client !== undefined) {
        const either = sql`array[${client}, ${EVERYBODY}]::text[]`;
        query = query.where(sql<boolean>`(detail -> 'clients') ?| ${either}`);
      }
      if (person !== undefined) query = query.where('byId', '=', person);
      if (cursor !== undefined) query = query.where('seq', '<', readNumber(cursor));
      const found = await query
        .orderBy('seq', 'desc')
        .limit(limit + 1)
        .execute();
      const { page, last } = cutPage(found, limit);
      const rows = page.map(({ seq, at, byRole, byId, courseId, detail }) => {
        const { operation, clients, inquiries = [] } = detail as Detail;
        const ids = clients.filter((id) => id !== EVERYBODY).sort((id) => (id === client ? -1 : 0));
        return {
          ...{ seq, at, operation, ids: ids.slice(0, MOST_NAMED), asked: inquiries },
          by: { role: byRole ?? 'system', id: byId ?? '' } as const,
          ...(courseId !== null && { course: courseId }),
          ...(!clients.includes(EVERYBODY) && { count: ids.length }),
        };
      });
      const [people, named] = [
        await namesOf(
          db,
          'staff',
          rows.map(({ by }) => by.id),
        ),
        await namesOf(
          db,
          'clients',
          rows.flatMap(({ ids }) => ids),
        ),
      ];
      const inquirers = await namesOf(
        db,
        'inquiries',
        rows.flatMap(({ asked }) => asked.slice(0, MOST_NAMED)),
      );
      return {
        reads: rows.map(({ ids, asked, ...row }): ReadRow => {
          const name = people.get(row.by.id);
          const clients = ids.map((id) => ({ id, name: named.get(id) ?? '' }));
          const inquiries = asked.slice(0, MOST_NAMED).map((id) => ({ id, name: inquirers.get(id) ?? '' }));
          return {
            ...{ ...row, clients },
            ...(name !== undefined && { name }),
            ...(asked.length > 0 && { inquiries, inquiryCount: asked.length }),
          };
        }),
        ...(last && { next: String(last.seq) }),
      };
    },
  };
}
