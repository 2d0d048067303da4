import { z } from 'zod';
import { OUTCOMES } from '../../../catalog/shapes';
import { DECISION_KINDS } from '../../../course/status/decisions';
import { turnAt } from '../../../course/status/next';
import { BLOCKER_KINDS } from '../../../course/status/waiting';
import { STUCK_CAUSES, type CourseRow } from '../../../store';
import type { Instant } from '../../../time/instant';
import { REASON_CODES } from '../../../vocabulary/reasons';
import { TASK_KINDS } from '../../../vocabulary/tasks';
import { decisionsFor, waitingFor } from '../../clinicalDetail';
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
  RoleOut,
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

export const nextShape = {
  kind: oneOf(BLOCKER_KINDS, { id: 'BlockerKind', description: 'A closed gate or an open task.' }),
  what: oneOf([...REASON_CODES, ...TASK_KINDS], {
    id: 'BlockerSubject',
    description: 'Code of the gate, or kind of the task.',
  }),
  sentence: z.string(),
  who: z.array(RoleOut).readonly().meta({ description: 'Roles that can act. Empty if nobody can.' }),
  session: z.string().optional().meta({ description: 'The session it is about.' }),
  dueBy: At.optional(),
};

const NextOut = z.object(nextShape).meta({
  id: 'Next',
  description:
    'What is next: what is about safety, else what is overdue, else what the role in `waitingOn` can do.',
});

const shape = {
  id: Uuid,
  client: ClientRef.optional(),
  protocol: ProtocolRef.optional(),
  startedAt: At,
  updatedAt: At,
  phase: PhaseOut,
  waitingOn: WaitingOnOut,
  next: NextOut.optional(),
  dueAt: At.optional().meta({
    description: 'By when the earliest task or other deadline is or was due.',
  }),
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

/** A row of the read model as the API shows it at `now`. */
export function summaryOf(row: CourseRow, who: Identity, now: Instant): z.input<typeof CourseSummaryOut> {
  const {
    clientId,
    clientName,
    protocol,
    protocolVersion,
    stuckSince,
    stuckWhy,
    leadNotifiedAt,
    decisions,
    turns,
    ...rest
  } = row;
  const turn = turns && turnAt(turns, now);
  return {
    ...rest,
    waitingOn: rest.waitingOn || 'nobody',
    ...turn,
    ...(turn?.next && { next: waitingFor(who, turn.next) }),
    ...(turns?.dueAt && { dueAt: turns.dueAt }),
    ...(decisions && { decisions: decisionsFor(who, decisions) }),
    ...(clientId !== undefined && { client: { id: clientId, name: clientName ?? '' } }),
    ...(stuckSince && stuckWhy && { stuck: { since: stuckSince, why: stuckWhy, leadNotifiedAt } }),
    ...(protocol !== undefined && { protocol: { id: protocol, version: protocolVersion ?? 1 } }),
  };
}
