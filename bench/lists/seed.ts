/** A practice with thousands of courses: the invented clients of the demo practice, each copied many times. */
import { sql, type Kysely } from 'kysely';
import { addDemoClients } from '../../src/stack/demo/demoCourses';
import type { CourseEngine } from '../../src/engine/engine';
import type { Store } from '../../src/store';

/** What other tables refer to, first. */
const FIRST = ['course_steps', 'events'];
/** The audit's chains, what is numbered, and what the watch found. */
const LEFT_OUT = ['audit', 'invoices', 'stuck_courses', 'suspects', 'unreached'];

/** Moved by days, so that a day of the copies has as many sessions as a day of a practice. */
const MOVED = ['start_at', 'due_at', 'due_by'];
const SPREAD_DAYS = 120;
/** How many people share the copies in each role. */
const TEAMS = 100;

/** Nothing of Temporal is asked for a list. */
export const NO_ENGINE: CourseEngine = {
  start: () => Promise.resolve(),
  signal: () => Promise.reject(new Error('no signals here')),
  status: () => Promise.reject(new Error('no status here')),
  forecast: () => Promise.reject(new Error('no forecasts here')),
  ping: () => Promise.resolve(),
};

/** The demo practice's clients, whose courses are in all phases. */
export const addDemoCourses = (store: Store): Promise<void> => addDemoClients({ store, engine: NO_ENGINE });

/** Copies clients and courses until there are `wanted` courses. Each copy lies up to two months earlier or later. */
export async function multiply(store: Store, wanted: number): Promise<void> {
  const db = store.db.withoutPlugins() as unknown as Kysely<unknown>;
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ present: number }>`select count(*)::int as present from courses`.execute(tx);
    const present = rows[0]?.present ?? 0;
    await sql`create temporary table copies on commit drop as
      select courses.id as course_id, client_id, gen_random_uuid()::text as new_course,
        gen_random_uuid()::text as new_client, n,
        make_interval(days => (n * 7 % ${sql.lit(SPREAD_DAYS)}) - ${sql.lit(SPREAD_DAYS / 2)}) as shift
      from courses cross join generate_series(1, ${sql.lit(Math.ceil(wanted / present))}) n
      order by n limit ${sql.lit(Math.max(0, wanted - present))}`.execute(tx);
    await copy(tx, 'clients', sql`clients.id = copies.client_id`, {
      id: 'copies.new_client',
      name: "clients.name || ' ' || copies.n",
      email: "copies.n || '.' || clients.email",
      unsubscribe_token: 'gen_random_uuid()::text',
    });
    await copy(tx, 'courses', sql`courses.id = copies.course_id`, {
      id: 'copies.new_course',
      client_id: 'copies.new_client',
    });
    await sql`insert into staff select (jsonb_populate_record(staff, jsonb_build_object('id', staff.id || '-' || n,
        'email', n || '.' || staff.email))).* from staff cross join generate_series(0, ${sql.lit(TEAMS - 1)}) n`.execute(
      tx,
    );
    for (const table of await tablesOfCourses(tx))
      await copy(tx, table, sql`${sql.ref(table)}.course_id = copies.course_id`, {
        course_id: 'copies.new_course',
        id: "'msg-' || replace(gen_random_uuid()::text, '-', '')",
        fact: FACT,
        staff_id: `care_team.staff_id || '-' || (copies.n % ${TEAMS})`,
      });
  });
  await sql`analyze`.execute(db);
}

/** A session's facts name its start, too. */
const FACT = `jsonb_set(fact, '{start}', to_jsonb(to_char(
  ((fact->>'start')::timestamptz + copies.shift) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))`;

async function tablesOfCourses(tx: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where column_name = 'course_id' and table_schema = current_schema() order by table_name`.execute(tx);
  const names = rows.map(({ name }) => name);
  return [...FIRST, ...names.filter((name) => ![...FIRST, ...LEFT_OUT].includes(name))];
}

async function copy(
  tx: Kysely<unknown>,
  table: string,
  joined: ReturnType<typeof sql>,
  changed: Readonly<Record<string, string>>,
): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_name = ${table} and table_schema = current_schema() and is_generated = 'NEVER'`.execute(tx);
  const names = rows.map(({ name }) => name);
  const values = names.map((name) => {
    if (Object.hasOwn(changed, name)) return sql.raw(changed[name] ?? '');
    return MOVED.includes(name)
      ? sql`${sql.ref(`${table}.${name}`)} + copies.shift`
      : sql.ref(`${table}.${name}`);
  });
  await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    select ${sql.join(values)} from ${sql.table(table)} join copies on ${joined}`.execute(tx);
}
