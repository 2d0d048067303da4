/** The e-mails that courses will send by themselves, as of their latest step. */
import type { PlannedMessage } from '../course/status/planned';
import type { Instant } from '../time/instant';
import type { TemplateId } from '../vocabulary/templates';
import { cutPage, readPosition, writeCursor, type PageRequest } from './cursor';
import type { Db } from './database';
import { messageIdOf } from './projectMessages';
import { jsonb, present, toTimestamptz } from './values';

export interface PlannedFilter {
  before: Instant;
  course?: string;
  client?: string;
  template?: TemplateId;
}

/** All planned messages of a course after a step. */
export async function savePlanned(tx: Db, course: string, planned: readonly PlannedMessage[]): Promise<void> {
  const rows = new Map(
    planned.map(({ key, template, to, at, facts, withheld = null }) => [
      messageIdOf(course, key),
      {
        ...{ courseId: course, key, template, recipient: to, withheld },
        ...{ at: toTimestamptz(at), facts: jsonb(facts) },
      },
    ]),
  );
  const gone = tx.deleteFrom('plannedMessages').where('courseId', '=', course);
  await (rows.size > 0 ? gone.where('id', 'not in', [...rows.keys()]) : gone).execute();
  if (rows.size === 0) return;
  await tx
    .insertInto('plannedMessages')
    .values([...rows].map(([id, row]) => ({ id, ...row })))
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((eb) => ({
          at: eb.ref('excluded.at'),
          facts: eb.ref('excluded.facts'),
          withheld: eb.ref('excluded.withheld'),
        }))
        .where((eb) =>
          eb.or([
            eb(eb.ref('plannedMessages.at'), '<>', eb.ref('excluded.at')),
            eb(eb.ref('plannedMessages.withheld'), 'is distinct from', eb.ref('excluded.withheld')),
            eb(eb.ref('plannedMessages.facts'), 'is distinct from', eb.ref('excluded.facts')),
          ]),
        ),
    )
    .execute();
}

export function plannedMessagesRepository(db: Db) {
  const rows = () =>
    db
      .selectFrom('plannedMessages as planned')
      .innerJoin('courses', 'courses.id', 'planned.courseId')
      .leftJoin('clients', 'clients.id', 'courses.clientId')
      .select(['planned.id', 'planned.courseId', 'key', 'template', 'recipient', 'at', 'facts', 'withheld'])
      .select(['clientId', 'clients.name as clientName']);
  return {
    /** Those due before an instant, the earliest first. @throws StoreError `cursor-invalid` */
    async list(
      { before, course, client, template }: PlannedFilter,
      { cursor, limit = 50 }: PageRequest = {},
    ) {
      let query = rows().where('at', '<', before);
      if (course !== undefined) query = query.where('planned.courseId', '=', course);
      if (client !== undefined) query = query.where('clientId', '=', client);
      if (template !== undefined) query = query.where('template', '=', template);
      if (cursor !== undefined) {
        const [at, id] = readPosition(cursor);
        query = query.where((eb) => eb(eb.refTuple('at', 'planned.id'), '>', eb.tuple(at, id)));
      }
      const found = await query
        .orderBy('at')
        .orderBy('planned.id')
        .limit(limit + 1)
        .execute();
      const { page, last } = cutPage(found, limit);
      return { planned: page.map(present), ...(last && { next: writeCursor([last.at, last.id]) }) };
    },

    /** By the id that its message will have. */
    async find(id: string) {
      const row = await rows().where('planned.id', '=', id).executeTakeFirst();
      return row && present(row);
    },
  };
}
