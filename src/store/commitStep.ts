/** Commits one step of a course in one transaction, or returns what an earlier attempt stored. architecture.md */
import type { RecordedOf } from '../course/events';
import type { CommitRequest, Committed, CourseSummary } from './contract';
import type { Selectable } from 'kysely';
import type { Instant } from '../time/instant';
import { appendAudit, courseStream, type AuditEntry } from './audit';
import { broadcastsRepository } from './broadcasts';
import type { Database, Db } from './database';
import { EVENT_COLUMNS, toRecorded, toRows } from './eventRow';
import { StoreError } from './errors';
import { project } from './project';
import { saveListed } from './saveListed';
import { toTimestamptz, jsonb, storable } from './values';

/**
 * Stores the step, unless its (course, revision) is already stored: then nothing changes and the stored step is
 * returned. Of two at the same time, exactly one stores; the other waits and gets the stored step.
 * @throws StoreError `revision-gap` when the step does not follow the last one; otherwise see StoreErrorCode.
 */
export async function commitStep(db: Db, requested: CommitRequest): Promise<Committed> {
  const request = storable(requested);
  return db.transaction().execute(async (tx) => {
    if (request.revision === 1) await ensureCourse(tx, request);
    const head = await headOf(tx, request.course);
    if (request.revision <= head.revision) return storedStep(tx, request);
    refuseGap(head, request);
    if (!(await takeRevision(tx, request))) return storedStep(tx, request);
    await append(tx, head, request);
    await saveListed(tx, request.course, request);
    await appendAudit(tx, request.refusals.map(refusalEntry(request.course)));
    for (const event of request.events) {
      await project(tx, request.course, event);
      if (event.type === 'clientMoved') await moveClient(tx, request.course, event);
      if (event.type === 'consentSigned' && event.kinds.includes('electronicMessages'))
        await optIn(tx, request.course, event);
    }
    return { events: request.events, refusals: request.refusals, consumed: request.consumed };
  });
}

/**
 * The client's record has the zone; courses keep copies. A move that one course reports is taken into the record and
 * announced to the client's other open courses. What the record knows already came from there and goes no further. Not
 * part of `project`: a rebuild must not restore an old zone.
 */
async function moveClient(
  tx: Db,
  course: string,
  { zone, seq, by, recordedAt }: RecordedOf<'clientMoved'>,
): Promise<void> {
  const client = await tx
    .updateTable('clients')
    .set({ zone })
    .where('id', '=', (eb) => eb.selectFrom('courses').select('clientId').where('courses.id', '=', course))
    .where('zone', '<>', zone)
    .returning('id')
    .executeTakeFirst();
  if (!client) return;
  const report = { name: 'clientMoved', id: `moved:${course}:${seq}`, by, fields: { zone } } as const;
  await broadcastsRepository(tx).announce(report, recordedAt, client.id, course);
}

/**
 * New consent to e-mail ends an opt-out that came before it, for all courses of the client. Not part of `project`:
 * the opt-out is stored with the client alone, and the log does not know it.
 */
async function optIn(
  tx: Db,
  course: string,
  { at, by, recordedAt }: RecordedOf<'consentSigned'>,
): Promise<void> {
  const client = await tx
    .updateTable('clients')
    .set({ optedOutAt: null })
    .where('id', '=', (eb) => eb.selectFrom('courses').select('clientId').where('courses.id', '=', course))
    .where('optedOutAt', '<=', at)
    .returning('id')
    .executeTakeFirst();
  if (!client) return;
  const detail = { client: client.id };
  await appendAudit(tx, [{ stream: 'clients', at: recordedAt, kind: 'opted-in', by, course, detail }]);
}

/** The end of a course's log: last revision, last event number and its hash. */
type Head = Pick<Selectable<Database['courses']>, 'revision' | 'sequence' | 'headHash'>;

/** A course that was started outside the API (Temporal UI, CLI) has no row yet. */
async function ensureCourse(tx: Db, { course, at }: CommitRequest): Promise<void> {
  await tx
    .insertInto('courses')
    .values({ id: course, startedAt: at, updatedAt: at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

async function headOf(tx: Db, course: string): Promise<Head> {
  const head = await tx
    .selectFrom('courses')
    .select(['revision', 'sequence', 'headHash'])
    .where('id', '=', course)
    .executeTakeFirst();
  return head ?? { revision: 0, sequence: 0, headHash: '' };
}

function refuseGap(head: Head, { revision, events }: CommitRequest): void {
  if (revision !== head.revision + 1) {
    throw new StoreError('revision-gap', {
      reason: `revision ${revision} does not follow revision ${head.revision}`,
    });
  }
  if (events.some(({ seq }, index) => seq !== head.sequence + 1 + index)) {
    throw new StoreError('revision-gap', { reason: `the events do not follow event ${head.sequence}` });
  }
}

/** False if another transaction stored the revision first. The insert waits for a transaction in progress. */
async function takeRevision(tx: Db, request: CommitRequest): Promise<boolean> {
  const { course, revision, at, consumed, refusals, summary } = request;
  const taken = await tx
    .insertInto('courseSteps')
    .values({
      ...{ courseId: course, revision, at },
      ...{ consumed: jsonb(consumed), refusals: jsonb(refusals), summary: jsonb(summary) },
    })
    .onConflict((conflict) => conflict.columns(['courseId', 'revision']).doNothing())
    .returning('revision')
    .executeTakeFirst();
  return taken !== undefined;
}

async function append(tx: Db, head: Head, { course, revision, at, events, summary }: CommitRequest) {
  const rows = toRows(course, revision, head.headHash, events);
  if (rows.length) await tx.insertInto('events').values(rows).execute();
  await tx
    .updateTable('courses')
    .set({
      ...{ revision, sequence: head.sequence + rows.length, headHash: rows.at(-1)?.hash ?? head.headHash },
      ...summaryColumns(summary, at),
    })
    .where('id', '=', course)
    .execute();
}

const instantColumn = (at: Instant | undefined): Instant | null => (at ? toTimestamptz(at) : null);

/** The summary as columns of the courses table. Shared with `rebuild`. */
export function summaryColumns(summary: CourseSummary, at: Instant) {
  const { phase, waitingOn, nextDeadline, onHold, balanceCents, closed = null } = summary;
  return {
    ...{ phase, waitingOn, onHold, balanceCents, closed, updatedAt: at },
    nextDeadline: instantColumn(nextDeadline),
    // Older steps do not have these.
    waitingSince: instantColumn(summary.waitingSince),
    breachAt: instantColumn(summary.breachAt),
    silentFrom: instantColumn(summary.silentFrom),
    prescriberSince: instantColumn(summary.prescriberSince),
    ...(summary.calendar && { calendar: jsonb(summary.calendar) }),
    decisions: summary.decisions ? jsonb(summary.decisions) : null,
  };
}

function refusalEntry(course: string) {
  return (refusal: CommitRequest['refusals'][number]): AuditEntry => ({
    stream: courseStream(course),
    at: refusal.at,
    kind: 'signal-refused',
    ...('by' in refusal.signal ? { by: refusal.signal.by } : {}),
    course,
    detail: refusal,
  });
}

async function storedStep(tx: Db, { course, revision }: CommitRequest): Promise<Committed> {
  const step = await tx
    .selectFrom('courseSteps')
    .select(['refusals', 'consumed'])
    .where('courseId', '=', course)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  const events = await tx
    .selectFrom('events')
    .select(EVENT_COLUMNS)
    .where('courseId', '=', course)
    .where('revision', '=', revision)
    .orderBy('seq')
    .execute();
  return { events: events.map(toRecorded), ...step };
}
