/** Schemas that several responses share. Every one has a name, so that OpenAPI and clients can refer to it. */
import { z } from 'zod';
import { HOLD_REASONS } from '../course/status/facts';
import { Instrument } from '../catalog/shapes';
import { PHASES } from '../course/status/phase';
import { ACTOR_ROLES, STAFF_ROLES } from '../vocabulary/roles';
import { SESSION_KINDS } from '../vocabulary/sessionKinds';
import { REASON_CODES } from '../vocabulary/reasons';
import { reasonTable } from '../vocabulary/reasons/describe';
import { RECIPIENTS, WITHHELD_REASONS } from '../course/events';
import { NEUTRAL_TEMPLATE, TEMPLATE_IDS } from '../vocabulary/templates';
import { TASK_KINDS } from '../vocabulary/tasks';
import { WARNING_CODES, warningTable } from '../vocabulary/warnings';
import { oneOf } from './oneOf';

export const Uuid = z.guid('must be a UUID').meta({ example: '3f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11' });

/** An instant in a response: UTC with milliseconds. */
export const At = z.string().meta({ format: 'date-time', example: '2027-01-04T17:00:00.000Z' });

export const Cents = z.int().meta({ description: 'Amount in cents.', example: 25_000 });

/** A price in integer cents; both amounts are equal if it is exact. */
export const PriceRange = z
  .object({ fromCents: Cents, toCents: Cents })
  .meta({ id: 'PriceRange', description: 'Both amounts are equal if the price is exact.' });

export const UnknownPrices = z
  .array(z.string())
  .meta({ description: 'Prices that the practice has not entered yet, in words.' });

export const HoldReasonOut = oneOf(HOLD_REASONS, {
  id: 'HoldReason',
  description: 'Why the course is on hold.',
});

export const Count = z.int().min(0).max(1_000_000_000);

export const Currency = z.literal('USD');

export const CourseId = z.strictObject({ id: Uuid.meta({ description: 'Id of the course.' }) });

export const ProtocolRef = z
  .object({ id: z.string().meta({ example: 'my-practice' }), version: Count })
  .meta({ id: 'ProtocolRef', description: 'A protocol in one version.' });

export const RoleOut = oneOf(ACTOR_ROLES, {
  id: 'Role',
  description: 'A role. `system`: the system itself.',
});

export const StaffRoleOut = oneOf(STAFF_ROLES, {
  id: 'StaffRole',
  description: 'A role that gets tasks.',
});

export const COURSE_PHASES = [...PHASES, 'starting'] as const;

export const PhaseOut = oneOf(COURSE_PHASES, {
  id: 'Phase',
  description: 'Where the course is in its treatment. `starting` until its first step is committed.',
});

export const WaitingOnOut = oneOf([...ACTOR_ROLES, 'nobody'], {
  id: 'WaitingOn',
  description: 'The role that must act next, or `nobody`.',
});

export const ReasonOut = z
  .object({
    code: oneOf(REASON_CODES, {
      id: 'ReasonCode',
      description: 'Stable code of a reason.',
      example: 'integration-owed',
    }),
    sentence: z.string(),
    resolvableBy: z
      .array(RoleOut)
      .readonly()
      .meta({ description: 'Roles that can resolve it. Empty if nobody can.' }),
    notBefore: At.optional().meta({ description: 'The earliest time at which it can be resolved.' }),
  })
  .meta({
    id: 'Reason',
    description: `Why something cannot be done now. All reasons:\n\n${reasonTable()}`,
  });

export const WarningOut = z
  .object({
    code: oneOf(WARNING_CODES, {
      id: 'WarningCode',
      description: 'Stable code of a warning.',
      example: 'practice-closed',
    }),
    sentence: z.string(),
    session: z.string().optional().meta({ description: 'The session it is about.', example: 'dosing-4' }),
    course: Uuid.optional().meta({ description: 'The other course it is about.' }),
    client: Uuid.optional().meta({ description: 'The other client it is about.' }),
    inquiry: Uuid.optional().meta({ description: 'The other inquiry it is about.' }),
  })
  .meta({
    id: 'Warning',
    description: `What to look at, although nothing was refused. All warnings:\n\n${warningTable()}`,
  });

export const SessionKindOut = oneOf(SESSION_KINDS, {
  id: 'SessionKind',
  description: 'Kind of a session.',
});

export const InstrumentOut = oneOf(Instrument.options, { id: 'Instrument', description: 'A questionnaire.' });

export const RecipientOut = oneOf(RECIPIENTS, {
  id: 'Recipient',
  description: 'Who gets the message. The address is looked up when it is sent.',
});

export const TemplateOut = oneOf([...TEMPLATE_IDS, NEUTRAL_TEMPLATE], {
  id: 'Template',
  description:
    'Id of the text. `aboutCare`: one whose name says how a client is, for those who neither treat clients nor lead.',
});

export const WithheldReasonOut = oneOf(WITHHELD_REASONS, {
  id: 'DropReason',
  description: 'Why a message does not go out. `on-hold`: it still does if the hold is lifted in time.',
});

/** A telephone number, and the address of a link that dials it. */
export const CallOut = z
  .object({ phone: z.string(), link: z.string().meta({ example: 'tel:+15035550100' }) })
  .meta({ id: 'Call', description: 'A telephone number to call, and a link that dials it.' });

const task = {
  key: z.string().meta({ description: 'Key of the task. Send it with the signal `taskCompleted`.' }),
  kind: oneOf(TASK_KINDS, { id: 'TaskKind', description: 'Kind of the task.' }),
  sentence: z.string().meta({ description: 'What to do.' }),
  role: StaffRoleOut,
  completedBy: z.array(StaffRoleOut).readonly().meta({
    description: 'Roles that can complete it by hand. Many tasks close by the report of what was done.',
  }),
  session: z.string().optional().meta({ example: 'dosing-4' }),
  openedAt: At,
  dueBy: At.optional(),
  criteria: z.array(z.string()).optional().meta({
    description: 'What the client must meet. `taskCompleted` must confirm each one in its `criteria`.',
  }),
  call: CallOut.optional().meta({ description: 'Where the task asks to call the client.' }),
};

const SaidOut = z
  .object({
    start: At.optional().meta({ description: 'The time that they would like.' }),
    words: z.string().optional().meta({ description: 'In their own words.' }),
  })
  .meta({ id: 'Said', description: 'What the client said that a task is about.' });

export const TaskOut = z
  .object({
    ...task,
    said: SaidOut.optional().meta({
      description:
        'What the client said. Only when live, and only for the role of the task and those who treat clients or lead the practice.',
    }),
  })
  .meta({ id: 'Task', description: 'A task for a role.' });

export const ClientRef = z
  .object({ id: Uuid, name: z.string() })
  .meta({ id: 'ClientRef', description: 'The client of a course.' });

export const InquiryRef = z.object({ id: Uuid, name: z.string() }).meta({
  id: 'InquiryRef',
  description: 'An inquiry of somebody who is not a client yet. No name: it was removed.',
});

const WishOut = SaidOut.pick({ start: true }).meta({ id: 'Wish', description: 'What the client asks for.' });

export const CourseTaskOut = z
  .object({
    ...task,
    course: Uuid,
    client: ClientRef.optional(),
    said: WishOut.optional().meta({
      description:
        'The time that the client asks for, never their words. Only for the role of the task and those who treat clients or lead the practice.',
    }),
  })
  .meta({ id: 'CourseTask', description: 'A task for a role, with its course.' });

/** What somebody searches for. */
export const SearchText = z.string().trim().min(1).max(100);

/** `true` or `false` in a query. */
export const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');
