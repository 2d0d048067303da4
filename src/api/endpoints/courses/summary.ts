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
  closed: z.string().optional().meta({ description: 'How it ended.' }),
  revision: Count.meta({ description: 'Steps committed so far.' }),
};

export const CourseSummaryOut = z
  .object(shape)
  .meta({ id: 'CourseSummary', description: 'A course in a list.' });
export const courseShape = shape;

/** A row of the read model as the API shows it. */
export function summaryOf(row: CourseRow): z.input<typeof CourseSummaryOut> {
  const { clientId, clientName, protocol, protocolVersion, ...rest } = row;
  return {
    ...rest,
    ...(clientId !== undefined && { client: { id: clientId, name: clientName ?? '' } }),
    ...(protocol !== undefined && { protocol: { id: protocol, version: protocolVersion ?? 1 } }),
  };
}
