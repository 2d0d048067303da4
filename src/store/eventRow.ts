/** Converts events to rows of the log and back, and selects what the audit chain covers. */
import type { Selectable } from 'kysely';
import type { Recorded } from '../course/events';
import { link } from '../security/auditChain';
import type { Database } from './database';
import { jsonb } from './values';

type EventRow = Selectable<Database['events']>;

/** The columns `toRecorded` needs. */
export const EVENT_COLUMNS = [
  'type',
  'at',
  'seq',
  'recordedAt',
  'cause',
  'byRole',
  'byId',
  'body',
] as const satisfies (keyof EventRow)[];

/** The event exactly as it was committed. */
export function toRecorded(row: Pick<EventRow, (typeof EVENT_COLUMNS)[number]>): Recorded {
  const { type, at, seq, recordedAt, cause, byRole, byId, body } = row;
  return { type, at, ...body, seq, recordedAt, cause, by: { role: byRole, id: byId } } as Recorded;
}

/** Rows for the events of one step, each linked to the previous one. `head` is the hash before the first. */
export function toRows(course: string, revision: number, head: string, events: readonly Recorded[]) {
  let hash = head;
  return events.map((event) => {
    hash = link(hash, chained(course, revision, event));
    const { type, at, seq, recordedAt, cause, by, ...body } = event;
    return {
      ...{ courseId: course, revision, type, at, seq, recordedAt, cause },
      ...{ byRole: by.role, byId: by.id, body: jsonb<object>(body), hash },
    };
  });
}

/** The chain covers the whole event and its position. */
export function chained(course: string, revision: number, event: Recorded): object {
  return { course, revision, event };
}
