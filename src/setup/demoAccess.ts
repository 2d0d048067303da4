/** The demo practice is for trying out: its password is published, so nothing real may run with it. */
import type { Store } from '../store';
import { CommandError } from './commandError';

/** Of everyone on the demo practice's staff, and of nobody else. It is no secret. */
export const DEMO_PASSWORD = 'cedar practice demo';

/** Ends the ids of the demo practice's people. */
export const DEMO_PEOPLE = '-demo';

/** @throws CommandError `demo-in-production` */
export async function refuseDemoPeople({ staff }: Pick<Store, 'staff'>): Promise<void> {
  if (!(await staff.list()).some(({ id }) => id.endsWith(DEMO_PEOPLE))) return;
  throw new CommandError(
    'demo-in-production',
    'NODE_ENV is production, and this database has people of the demo practice, whose password is published. Use a database of ' +
      'its own, or load your practice with `practice` first, which removes whoever its file does not list.',
  );
}
