/** Projects events onto the ledger, messages, tasks and care team tables. Used by each commit and by `rebuild`. */
import type { EventOf, Recorded } from '../course/events';
import type { CareTeamChange } from '../catalog/careTeam';
import type { StaffRole } from '../vocabulary/roles';
import type { Db } from './database';
import {
  projectDelivered,
  projectDropped,
  projectDue,
  projectGivenUp,
  projectUndelivered,
} from './projectMessages';
import { toTimestamptz } from './values';

/** Derives the rows of one event. Idempotent. */
export async function project(tx: Db, course: string, event: Recorded): Promise<void> {
  switch (event.type) {
    case 'ledgerEntered':
      return enterLedger(tx, course, event);
    case 'messageDue':
      return projectDue(tx, course, event);
    case 'messageDropped':
    case 'messageWithheld':
      return projectDropped(tx, course, event);
    case 'messageUndelivered':
      // An invoice has no message.
      if (event.how === 'invoiceFailed') return;
      return projectUndelivered(tx, course, event.key, event.how === 'unknown' ? 'unknown' : 'failed');
    case 'messageDelivered':
      return projectDelivered(tx, course, event);
    case 'messageGivenUp':
      return projectGivenUp(tx, course, event.key);
    case 'taskOpened':
      return openTask(tx, course, event);
    case 'taskClosed':
      return closeTask(tx, course, event.key, event);
    case 'taskCompleted':
      return closeTask(tx, course, event.task, event);
    case 'courseStarted':
      return startCourse(tx, course, event);
    case 'protocolChanged':
      return moveCourse(tx, course, event);
    case 'careTeamChanged':
      return changeTeam(tx, course, event.team);
    default:
      return;
  }
}

type Kept<T extends Recorded['type']> = EventOf<T> & Pick<Recorded, 'seq' | 'cause'>;

async function startCourse(tx: Db, course: string, { at, protocol, careTeam }: Kept<'courseStarted'>) {
  if (careTeam) await changeTeam(tx, course, careTeam);
  await tx
    .updateTable('courses')
    .set({ startedAt: at, protocol: protocol.id, protocolVersion: protocol.version })
    .where('id', '=', course)
    .execute();
}

async function moveCourse(tx: Db, course: string, { protocol }: Kept<'protocolChanged'>) {
  await tx
    .updateTable('courses')
    .set({ protocol: protocol.id, protocolVersion: protocol.version })
    .where('id', '=', course)
    .execute();
}

async function enterLedger(tx: Db, course: string, event: Kept<'ledgerEntered'>) {
  const { seq, entry, kind, code, cents, session = null, at, cause } = event;
  await tx
    .insertInto('ledger')
    .values({ courseId: course, seq, entry, kind, code, cents, session, at, cause })
    .onConflict((conflict) => conflict.columns(['courseId', 'seq']).doNothing())
    .execute();
}

async function openTask(tx: Db, course: string, event: Kept<'taskOpened'>) {
  const { key, kind, role, session = null, dueBy, at, seq } = event;
  await tx
    .insertInto('tasks')
    .values({
      ...{ courseId: course, key, openedSeq: seq, kind, role, session },
      ...{ dueBy: dueBy ? toTimestamptz(dueBy) : null, openedAt: at, closedAt: null },
    })
    .onConflict((conflict) => conflict.columns(['courseId', 'key', 'openedSeq']).doNothing())
    .execute();
}

async function closeTask(tx: Db, course: string, key: string, { at, seq }: Pick<Recorded, 'at' | 'seq'>) {
  await tx
    .updateTable('tasks')
    .set({ closedAt: at })
    .where('courseId', '=', course)
    .where('key', '=', key)
    .where('openedSeq', '<', seq)
    .where('closedAt', 'is', null)
    .execute();
}

async function changeTeam(tx: Db, course: string, team: CareTeamChange) {
  for (const [role, staffId] of Object.entries(team) as [StaffRole, string | null | undefined][]) {
    if (staffId === undefined) continue;
    if (staffId === null) {
      await tx.deleteFrom('careTeam').where('courseId', '=', course).where('role', '=', role).execute();
      continue;
    }
    await tx
      .insertInto('careTeam')
      .values({ courseId: course, role, staffId })
      .onConflict((conflict) => conflict.columns(['courseId', 'role']).doUpdateSet({ staffId }))
      .execute();
  }
}
