/**
 * The staff, its access and the settings are changed by who may still change them when it is stored: a request that is under
 * way when somebody is removed, or loses the role, changes nothing.
 */
import type { Repositories } from '../../store';
import type { Identity } from './context';
import type { ApiStore } from './deps';
import { ApiError } from './errors';

/** From here on until the transaction ends, nobody else changes the staff. @throws ApiError `role-refused` */
export async function requireStillAllowed(
  { staff }: Pick<Repositories, 'staff'>,
  { role, staffId }: Identity,
): Promise<void> {
  await staff.waitForOthers();
  const person = await staff.find(staffId);
  // A token may belong to somebody who was never on the staff.
  if (person && (person.leftAt || !person.roles.some((each) => each === role)))
    throw new ApiError('role-refused', 'You no longer have this role.');
}

/** Stores what the work does in one transaction, if the caller may still do it. @throws ApiError `role-refused` */
export const ifStillAllowed = <T>(
  store: Pick<ApiStore, 'atOnce'>,
  who: Identity,
  work: (all: Repositories) => Promise<T>,
): Promise<T> =>
  store.atOnce(async (all) => {
    await requireStillAllowed(all, who);
    return work(all);
  });
