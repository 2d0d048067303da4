/** A task that a scenario names by its kind and session: its key is known only once it is open. */
import { z } from 'zod';
import { SessionRef } from '../catalog/shapes';
import { isObject } from '../vocabulary/json';
import type { FieldProblem } from '../vocabulary/fieldProblem';
import { TASK_KINDS } from '../vocabulary/tasks';

const NamedTask = z.strictObject({ kind: z.enum(TASK_KINDS), session: SessionRef.optional() });
export type NamedTask = z.infer<typeof NamedTask>;

interface Read {
  /** The fields of the signal, with a key in place of the name. */
  fields: Record<string, unknown>;
  task?: NamedTask;
  problems?: FieldProblem[];
}

/** Takes the name of a task out of the fields of a signal. */
export function taskNamed(fields: Record<string, unknown>): Read {
  if (!isObject(fields.task)) return { fields };
  const named = NamedTask.safeParse(fields.task);
  if (named.success) {
    const { kind, session } = named.data;
    return { fields: { ...fields, task: session ? `${kind}:${session}` : kind }, task: named.data };
  }
  const problems = named.error.issues.map(({ path, message }) => ({
    field: ['task', ...path].join('.'),
    message,
  }));
  return { fields: { ...fields, task: 'not-named' }, problems };
}
