import { z } from 'zod';
import { OUTCOMES } from '../../../catalog/shapes';
import { DECISION_KINDS } from '../../../course/status/decisions';
import { STUCK_CAUSES, type CourseRow } from '../../../store';
import { decisionsFor } from '../../clinicalDetail';
import type { Identity } from '../../http/context';
import { oneOf } from '../../oneOf';
import {
  At,
  Cents,
  ClientRef,
  Count,
  HoldReasonOut,
  PhaseOut,
  ProtocolRef,
  Uuid,
  WaitingOnOut,
} from '../../schemas';

const StuckOut = z
  .object({
    since: At,
    why: oneOf(STUCK_CAUSES, {
      id: 'StuckCause',
      description:
        '`tasks-failing`: its workflow fails again and again. `workflow-missing`: it has no running workflow.',
    }),
    leadNotifiedAt: At.optional().meta({ description: 'When the lead was notified by e-mail.' }),
  })
  .meta({ id: 'Stuck', description: 'The course does not respond and takes no reports.' });

export const OutcomeOut = oneOf(OUTCOMES, { id: 'Outcome', description: 'How a course ended.' });

const DecisionOut = z
  .object({
    kind: oneOf(DECISION_KINDS, { id: 'DecisionKind', description: 'What needs a decision.' }),
    since: At,
    hold: z
      .object({
        ref: z.string().meta({ example: 'hold-1' }),
        reason: HoldReasonOut.optional(),
        reviewOn: At,
      })
      .optional()
      .meta({
        id: 'HoldToDecide',
        description:
          'The hold to lift or keep. Its reason is absent for roles that neither treat clients nor lead the practice.',
      }),
  })
  .meta({ id: 'Decision', description: 'What waits for the prescriber.' });

const shape = {
  id: Uuid,
  client: ClientRef.optional(),
  protocol: ProtocolRef.optional(),
  startedAt: At,
  updatedAt: At,
  phase: PhaseOut,
  waitingOn: WaitingOnOut,
  nextDeadline: At.optional(),
  onHold: z.boolean(),
  balanceCents: Cents.meta({ description: 'What the client owes. Negative means a credit balance.' }),
  waitingSince: At.optional().meta({ description: 'When the last step of care was completed.' }),
  breachAt: At.optional().meta({
    description: 'The earliest deadline of something still owed. It may have passed.',
  }),
  silentFrom: At.optional().meta({ description: 'When the course starts to count as silent.' }),
  prescriberSince: At.optional().meta({ description: 'Since when the prescriber has had something to do.' }),
  decisions: z
    .array(DecisionOut)
    .optional()
    .meta({ description: 'What the prescriber has to decide, besides tasks. Absent if it is closed.' }),
  stuck: StuckOut.optional(),
  closed: OutcomeOut.optional(),
  revision: Count.meta({ description: 'Number of steps committed so far.' }),
};

export const CourseSummaryOut = z
  .object(shape)
  .meta({ id: 'CourseSummary', description: 'A course in a list.' });
export const courseShape = shape;

/** A row of the read model as the API shows it. */
export function summaryOf(row: CourseRow, who: Identity): z.input<typeof CourseSummaryOut> {
  const {
    clientId,
    clientName,
    protocol,
    protocolVersion,
    stuckSince,
    stuckWhy,
    leadNotifiedAt,
    decisions,
    ...rest
  } = row;
  return {
    ...rest,
    waitingOn: rest.waitingOn || 'nobody',
    ...(decisions && { decisions: decisionsFor(who, decisions) }),
    ...(clientId !== undefined && { client: { id: clientId, name: clientName ?? '' } }),
    ...(stuckSince && stuckWhy && { stuck: { since: stuckSince, why: stuckWhy, leadNotifiedAt } }),
    ...(protocol !== undefined && { protocol: { id: protocol, version: protocolVersion ?? 1 } }),
  };
}
