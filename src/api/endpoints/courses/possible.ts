import { z } from 'zod';
import { CATALOG, isSignalName, type SignalName } from '../../../catalog/signals';
import { Role } from '../../../catalog/shapes';
import type { Identity } from '../../http/context';

export const PossibleSignal = z
  .object({
    name: z.string(),
    summary: z.string(),
    by: z.array(Role).readonly().meta({ description: 'Who may report it.' }),
    yours: z.boolean().meta({ description: 'Whether your role may.' }),
    method: z.literal('POST'),
    href: z.string().meta({ description: 'Where to post it; /docs shows its body.' }),
  })
  .meta({ id: 'PossibleSignal' });

/** Address of a signal of a course. */
export const signalPath = (course: string, name: string): string =>
  `/api/v1/courses/${course}/signals/${name}`;

/** The signal as a link; none for what only the system reports, or a newer worker knows and this API does not. */
export function possibleSignal(
  course: string,
  name: string,
  { role }: Identity,
): z.input<typeof PossibleSignal>[] {
  if (!isSignalName(name)) return [];
  const { summary } = CATALOG[name];
  const by = rolesOverHttp(name);
  if (by.length === 0) return [];
  return [{ name, summary, by, yours: by.includes(role), method: 'POST', href: signalPath(course, name) }];
}

/** Who may report a signal by HTTP: whom the catalog names, but never the system. */
export function rolesOverHttp(name: SignalName): Exclude<Role, 'system'>[] {
  const { by }: { by: readonly Role[] } = CATALOG[name];
  return by.filter((role) => role !== 'system');
}
