import { z } from 'zod';
import { CATALOG, isSignalName, SIGNAL_NAMES, type SignalName } from '../../../catalog/signals';
import type { Role } from '../../../catalog/shapes';
import type { Task } from '../../../course/state';
import type { Status } from '../../../course/status/status';
import { completedBy } from '../../../vocabulary/tasks';
import type { Identity } from '../../http/context';
import { oneOf } from '../../oneOf';
import { RoleOut } from '../../schemas';

export const SignalNameOut = oneOf(SIGNAL_NAMES, { id: 'SignalName', description: 'Name of a signal.' });

export const PossibleSignal = z
  .object({
    name: SignalNameOut,
    summary: z.string(),
    by: z.array(RoleOut).readonly().meta({ description: 'Roles that may report it.' }),
    yours: z.boolean().meta({ description: 'Whether your role may report it.' }),
    method: z.literal('POST'),
    href: z.string().meta({ description: 'Where to post it. /docs shows the body.' }),
  })
  .meta({ id: 'PossibleSignal', description: 'A signal that can be reported now.' });

/** Address of a signal of a course. */
export const signalPath = <Course extends string, Name extends string>(course: Course, name: Name) =>
  `/api/v1/courses/${course}/signals/${name}` as const;

/** The signal as a link. None for a signal that only the system reports, or that only a newer worker knows. */
export function possibleSignal(
  { course, tasks }: Pick<Status, 'course' | 'tasks'>,
  name: string,
  { role }: Identity,
): z.input<typeof PossibleSignal>[] {
  if (!isSignalName(name)) return [];
  const { summary } = CATALOG[name];
  const able = (each: Role) => name !== 'taskCompleted' || tasks.some((task) => completes(each, task));
  const by = rolesOverHttp(name).filter((each) => able(each) && !isOnTheirPage(name, each));
  if (by.length === 0) return [];
  return [{ name, summary, by, yours: by.includes(role), method: 'POST', href: signalPath(course, name) }];
}

/** Clients book only an integration, on a page of theirs, where the protocol lets them. */
const isOnTheirPage = (name: SignalName, role: Role): boolean =>
  name === 'sessionScheduled' && role === 'client';

const completes = (role: Role, task: Task): boolean => completedBy(task).some((each) => each === role);

/** Who may report a signal over HTTP: the roles in the catalog except the system. */
export function rolesOverHttp(name: SignalName): Exclude<Role, 'system'>[] {
  const { by }: { by: readonly Role[] } = CATALOG[name];
  return by.filter((role) => role !== 'system');
}
