import { sql, type Selectable } from 'kysely';
import type { Role } from '../catalog/shapes';
import type { Phase } from '../course/status/phase';
import type { Instant } from '../time/instant';
import { clientMatches } from './clients';
import { COURSE_VIEWS, inView, type CourseView, type Today } from './courseViews';
import { cutPage, readPosition, writeCursor, type PageRequest } from './cursor';
import type { Database, Db, StuckWhy } from './database';
import { present, presentOrUndefined, type Present } from './values';

/** A course in lists: its row, with the client's name for staff. */
export type CourseRow = Present<
  Omit<Selectable<Database['courses']>, 'headHash'> & {
    clientName: string | null;
    stuckSince: Instant | null;
    stuckWhy: StuckWhy | null;
    leadNotifiedAt: Instant | null;
  }
>;

export interface CourseFilter {
  phase?: Phase | 'starting';
  onHold?: boolean;
  /** Whose turn it is at that time. */
  waitingOn?: { role: Role | 'nobody'; at: Instant };
  protocol?: string;
  client?: string;
  /** True: closed with any outcome. False: not closed. */
  closed?: boolean;
  /** What is known of the client: name, e-mail address, phone number; or the start of the course's id. */
  text?: string;
  /** One of the practice's morning views. */
  view?: { name: CourseView; today: Today };
}

export interface NewCourse {
  id: string;
  client?: string;
  protocol: string;
  protocolVersion: number;
  startedAt: Instant;
}

export function coursesRepository(db: Db) {
  return {
    /**
     * Links a course to its client, before its workflow starts. Repeating it with the same id changes nothing.
     * @throws StoreError `refers-to-missing` when the client does not exist.
     */
    async register({ id, client, protocol, protocolVersion, startedAt }: NewCourse): Promise<void> {
      await db
        .insertInto('courses')
        .values({ id, clientId: client ?? null, protocol, protocolVersion, startedAt, updatedAt: startedAt })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },

    async find(id: string): Promise<CourseRow | undefined> {
      return presentOrUndefined(await rows(db).where('courses.id', '=', id).executeTakeFirst());
    },

    /** How many courses are in each of the morning views. */
    async counts(today: Today): Promise<Record<CourseView, number>> {
      const count = (view: CourseView) =>
        sql<string>`count(*) filter (where ${inView(view, today)})`.as(view);
      const found = await db.selectFrom('courses').select(COURSE_VIEWS.map(count)).executeTakeFirstOrThrow();
      return Object.fromEntries(COURSE_VIEWS.map((view) => [view, Number(found[view])])) as Record<
        CourseView,
        number
      >;
    },

    /** Latest start first. `next` is the cursor of the next page. @throws StoreError `cursor-invalid` */
    async list(filter: CourseFilter = {}, { cursor, limit = 50 }: PageRequest = {}) {
      let query = filtered(db, filter);
      if (cursor !== undefined) {
        const [at, id] = readPosition(cursor);
        query = query.where((eb) =>
          eb(eb.refTuple('courses.startedAt', 'courses.id'), '<', eb.tuple(at, id)),
        );
      }
      const found = await query
        .orderBy('courses.startedAt', 'desc')
        .orderBy('courses.id', 'desc')
        .limit(limit + 1)
        .execute();
      const { page, last } = cutPage(found, limit);
      return { courses: page.map(present), ...(last && { next: writeCursor([last.startedAt, last.id]) }) };
    },
  };
}

function rows(db: Db) {
  return db
    .selectFrom('courses')
    .leftJoin('clients', 'clients.id', 'courses.clientId')
    .leftJoin('stuckCourses', 'stuckCourses.courseId', 'courses.id')
    .select(['stuckCourses.since as stuckSince', 'stuckCourses.why as stuckWhy', 'leadNotifiedAt'])
    .select(['courses.id', 'clientId', 'clients.name as clientName', 'protocol', 'protocolVersion'])
    .select(['startedAt', 'revision', 'sequence', 'phase', 'waitingOn', 'nextDeadline', 'onHold'])
    .select(['waitingSince', 'breachAt', 'silentFrom', 'prescriberSince', 'decisions', 'turns'])
    .select(['balanceCents', 'closed', 'updatedAt']);
}

/** As `turnAt` reads it: time alone gives others their turn. A course without turns yet has its last one. */
const turnOn = (at: Instant) => sql<string>`coalesce((
  select each.turn ->> 'waitingOn'
  from jsonb_array_elements(courses.turns -> 'turns') with ordinality as each (turn, place)
  where place = 1 or cast(each.turn ->> 'from' as timestamptz) <= cast(${at} as timestamptz)
  order by place desc limit 1), courses.waiting_on)`;

function filtered(db: Db, { phase, onHold, waitingOn, protocol, client, closed, text, view }: CourseFilter) {
  let query = rows(db);
  if (view !== undefined) query = query.where(inView(view.name, view.today));
  if (phase !== undefined) query = query.where('phase', '=', phase);
  if (onHold !== undefined) query = query.where('onHold', '=', onHold);
  if (waitingOn !== undefined) query = query.where(sql<boolean>`${turnOn(waitingOn.at)} = ${waitingOn.role}`);
  if (protocol !== undefined) query = query.where('protocol', '=', protocol);
  if (client !== undefined) query = query.where('clientId', '=', client);
  if (closed !== undefined) query = query.where('closed', closed ? 'is not' : 'is', null);
  if (text !== undefined) {
    const literal = text.replace(/[\\%_]/g, '\\$&');
    query = query.where(sql<boolean>`(${clientMatches(text)} or courses.id ilike ${`${literal}%`})`);
  }
  return query;
}
