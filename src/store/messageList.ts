/** The messages of all courses, for the practice. */
import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Instant } from '../time/instant';
import type { StaffRole } from '../vocabulary/roles';
import type { TaskKind } from '../vocabulary/tasks';
import type { TemplateId } from '../vocabulary/templates';
import { cutPage, readPosition, writeCursor, type PageRequest } from './cursor';
import type { Database, Db } from './database';
import { present, type Present } from './values';

/** What became of a message, as people ask about it: `parked` waits for the mail server. */
export const MESSAGE_STANDINGS = [
  'waiting',
  'parked',
  'sending',
  'sent',
  'failed',
  'unknown',
  'dropped',
] as const;
export type MessageStanding = (typeof MESSAGE_STANDINGS)[number];

type Condition = RawBuilder<boolean>;

const STANDINGS: Record<MessageStanding, Condition> = {
  waiting: sql<boolean>`m.state = 'pending' and m.deferred_at is null`,
  parked: sql<boolean>`m.state in ('pending', 'sending') and m.deferred_at is not null`,
  sending: sql<boolean>`m.state = 'sending' and m.deferred_at is null`,
  sent: sql<boolean>`m.state = 'sent'`,
  failed: sql<boolean>`m.state = 'failed'`,
  unknown: sql<boolean>`m.state = 'unknown'`,
  dropped: sql<boolean>`m.state = 'dropped'`,
};

const standing = sql<MessageStanding>`case ${sql.join(
  MESSAGE_STANDINGS.map((name) => sql`when ${STANDINGS[name]} then ${sql.lit(name)}`),
  sql` `,
)} end`;

interface Asking {
  task: string | null;
  taskKind: TaskKind | null;
  taskRole: StaffRole | null;
}

/** A message with its course and client. `task`: the open task that asks somebody about it. */
export type ListedMessage = Present<
  Pick<
    Selectable<Database['messages']>,
    | ('id' | 'courseId' | 'key' | 'template' | 'recipient' | 'safety' | 'dueAt' | 'staleAt' | 'facts')
    | ('deferredAt' | 'sentAt' | 'attempts' | 'lastError' | 'dropReason')
  > & { clientId: string | null; clientName: string | null } & Asking
> & { standing: MessageStanding };

export interface MessageFilter {
  standing?: MessageStanding;
  /** Only those that somebody has to decide about: they are parked, or a task asks about them. */
  open?: boolean;
  course?: string;
  client?: string;
  template?: TemplateId;
  /** Due in [from, before). */
  from?: Instant;
  before?: Instant;
}

export function messageListRepository(db: Db) {
  const rows = () =>
    db
      .selectFrom('messages as m')
      .innerJoin('courses', 'courses.id', 'm.courseId')
      .leftJoin('clients', 'clients.id', 'courses.clientId')
      .leftJoinLateral(
        (eb) =>
          eb
            .selectFrom('tasks as t')
            .select(['t.key as task', 't.kind as taskKind', 't.role as taskRole'])
            .whereRef('t.courseId', '=', 'm.courseId')
            .where('t.closedAt', 'is', null)
            .where(
              sql<boolean>`t.key in ('call-instead-of-mail:' || m.key, 'mail-outcome-unknown:' || m.key)`,
            )
            .limit(1)
            .as('asking'),
        (join) => join.onTrue(),
      )
      .select([
        'm.id',
        'm.courseId',
        'm.key',
        'm.template',
        'm.recipient',
        'm.safety',
        'm.dueAt',
        'm.staleAt',
      ])
      .select(['m.facts', 'm.deferredAt', 'm.sentAt', 'm.attempts', 'm.lastError', 'm.dropReason'])
      .select(['courses.clientId', 'clients.name as clientName'])
      .select([standing.as('standing'), 'asking.task', 'asking.taskKind', 'asking.taskRole']);
  return {
    /** The latest due first. @throws StoreError `cursor-invalid` */
    async list(filter: MessageFilter, { cursor, limit = 50 }: PageRequest = {}) {
      let query = rows();
      if (filter.standing) query = query.where(STANDINGS[filter.standing]);
      if (filter.open) query = query.where((eb) => eb.or([eb('m.id', 'in', asked(db)), STANDINGS.parked]));
      if (filter.course !== undefined) query = query.where('m.courseId', '=', filter.course);
      if (filter.client !== undefined) query = query.where('courses.clientId', '=', filter.client);
      if (filter.template) query = query.where('m.template', '=', filter.template);
      if (filter.from) query = query.where('m.dueAt', '>=', filter.from);
      if (filter.before) query = query.where('m.dueAt', '<', filter.before);
      if (cursor !== undefined) {
        const [at, id] = readPosition(cursor);
        query = query.where((eb) => eb(eb.refTuple('m.dueAt', 'm.id'), '<', eb.tuple(at, id)));
      }
      const found = await query
        .orderBy('m.dueAt', 'desc')
        .orderBy('m.id', 'desc')
        .limit(limit + 1)
        .execute();
      const { page, last } = cutPage(found, limit);
      const messages = page.map(present) as ListedMessage[];
      return { messages, ...(last && { next: writeCursor([last.dueAt, last.id]) }) };
    },

    async find(id: string): Promise<ListedMessage | undefined> {
      const row = await rows().where('m.id', '=', id).executeTakeFirst();
      return row && present(row);
    },
  };
}

/** The messages that an open task asks about: found from the tasks, of which few are open. */
const asked = (db: Db) =>
  db
    .selectFrom('tasks as t')
    .innerJoin('messages as asked', 'asked.courseId', 't.courseId')
    .select('asked.id')
    .where('t.closedAt', 'is', null)
    .where('t.kind', 'in', ['call-instead-of-mail', 'mail-outcome-unknown'])
    .where(sql<boolean>`asked.key = substr(t.key, length(t.kind) + 2)`);
