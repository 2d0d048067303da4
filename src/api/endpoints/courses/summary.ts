import { z } from 'zod';
import type { CourseRow } from '../../../store';
import { Count, At, Cents, Uuid } from '../../schemas';

const shape = {
  id: Uuid,
  client: z.object({ id: Uuid, name: z.string() }).optional(),
  protocol: z.object({ id: z.string(), version: Count }).optional(),
  startedAt: At,
  updatedAt: At,
  phase: z.string().meta({ description: 'A phase; `starting` until the first step is committed.' }),
  waitingOn: z.string().meta({ description: 'The role the next step is up to, or `nobody`.' }),
  nextDeadline: At.optional(),
  onHold: z.boolean(),
  balanceCents: Cents.meta({ description: 'What the client owes; negative: has in credit.' }),
  waitingSince: At.optional().meta({ description: 'Since when nothing has been done.' }),
  breachAt: At.optional().meta({ description: 'When something owed is breached, or was and is still owed.' }),
  silentFrom: At.optional().meta({ description: 'From when on the course counts as silent.' }),
  prescriberSince: At.optional().meta({ description: 'Since when the prescriber has something to do.' }),
  stuck: z
    .object({
      since: At,
      why: z.enum(['tasks-failing', 'workflow-missing']),
      leadNotifiedAt: At.optional().meta({ description: 'When the lead was told by e-mail.' }),
    })
    .optional()
    .meta({ description: 'The course does not respond: what is reported of it is not taken.' }),
  closed: z.string().optional().meta({ description: 'How it ended.' }),
  revision: Count.meta({ description: 'Steps committed so far.' }),
};

export const CourseSummaryOut = z
  .object(shape)
  .meta({ id: 'CourseSummary', description: 'A course in a list.' });
export const courseShape = shape;

/** A row of the read model as the API shows it. */
export function summaryOf(row: CourseRow): z.input<typeof CourseSummaryOut> {
  const { clientId, clientName, protocol, protocolVersion, stuckSince, stuckWhy, leadNotifiedAt, ...rest } =
    row;
  return {
    ...rest,
    ...(clientId !== undefined && { client: { id: clientId, name: clientName ?? '' } }),
    ...(stuckSince && stuckWhy && { stuck: { since: stuckSince, why: stuckWhy, leadNotifiedAt } }),
    ...(protocol !== undefined && { protocol: { id: protocol, version: protocolVersion ?? 1 } }),
  };
}
