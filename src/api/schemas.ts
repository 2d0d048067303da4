/** Shapes that several answers share. */
import type { FieldProblem } from '../vocabulary/fieldProblem';
import { z } from 'zod';
import { PHASES } from '../course/status/phase';
import { REASON_CODES } from '../vocabulary/reasons';
import { reasonTable } from '../vocabulary/reasons/describe';
import { TASK_KINDS, TASKS, type TaskKind } from '../vocabulary/tasks';
import { Role } from '../catalog/shapes';

export const Uuid = z.guid('must be a UUID').meta({ example: '3f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11' });

/** An instant in an answer: UTC with milliseconds. */
export const At = z.string().meta({ format: 'date-time', example: '2027-01-04T17:00:00.000Z' });

export const Cents = z.int().meta({ description: 'Integer cents.', example: 25_000 });

/** What something costs, in integer cents: equal where the price is exact. */
export const BoundsOut = z.object({ fromCents: Cents, toCents: Cents });

export const UnknownPrices = z
  .array(z.string())
  .meta({ description: 'Prices nobody has entered, in words.' });

export const Count = z.int().min(0).max(1_000_000_000);

export const CourseId = z.strictObject({ id: Uuid.meta({ description: 'The course.' }) });

export const Phase = z
  .enum(PHASES)
  .meta({ id: 'Phase', description: 'Where a course stands; derived, never set.' });

export const WaitingOn = z
  .enum([...Role.options, 'nobody'])
  .meta({ id: 'WaitingOn', description: 'Whose move it is.' });

export const ReasonOut = z
  .object({
    code: z.enum(REASON_CODES).meta({ description: 'Stable.', example: 'integration-owed' }),
    sentence: z.string(),
    resolvableBy: z
      .array(Role)
      .readonly()
      .meta({ description: 'Who can resolve it; empty when nobody can.' }),
    notBefore: At.optional().meta({ description: 'The earliest instant it could be resolved.' }),
  })
  .meta({
    id: 'Reason',
    description: `Why something cannot be done now. These reasons are known:\n\n${reasonTable()}`,
  });

export const TaskOut = z
  .object({
    key: z.string().meta({ description: 'For the signal taskCompleted.' }),
    kind: z.enum(TASK_KINDS),
    sentence: z.string().meta({ description: 'What is to be done, for people.' }),
    role: z.string(),
    session: z.string().optional(),
    openedAt: At,
    dueBy: At.optional(),
  })
  .meta({ id: 'Task', description: 'Work for a role.' });

/** A task as the API tells it. */
export const taskOut = <T extends { kind: TaskKind }>(task: T): T & { sentence: string } => ({
  ...task,
  sentence: TASKS[task.kind],
});

const FieldError = z.object({ field: z.string(), message: z.string() }) satisfies z.ZodType<FieldProblem>;

export const Problem = z
  .object({
    type: z.string().meta({ example: 'urn:throughline:problem:request-invalid' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What is wrong and what to do, for people.' }),
    code: z
      .string()
      .meta({ description: "Stable, for programs; of a refused signal the course's own code." }),
    instance: z.string().meta({ description: "The request's id, as in x-request-id." }),
    errors: z.array(FieldError).optional().meta({ description: 'The fields at fault.' }),
    reasons: z
      .array(ReasonOut)
      .optional()
      .meta({ description: 'Of a refused signal: everything in its way.' }),
    known: z.looseObject({}).optional().meta({ description: 'What the database knows meanwhile.' }),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457).' });

/** Query of a paged list. */
export const paging = (most: number, usual: number) => ({
  cursor: z
    .string()
    .max(400)
    .optional()
    .meta({ description: '`next` of the page before; absent for the first page.' }),
  limit: z.coerce.number().int().min(1).max(most).default(usual).meta({ description: 'Rows on a page.' }),
});

export const Next = z
  .string()
  .optional()
  .meta({ description: 'Cursor of the next page; absent on the last.' });

/** `true` or `false` in a query. */
export const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');
