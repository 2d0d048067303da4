import type { Carried, CarriedStateOnly } from './carried';
import { noMoney } from '../course/money/ledger';
import type { Course } from '../course/state';

export type TakenOver = Omit<Carried, 'version'>;

/** Brings what was carried by any earlier version to today's. Pure. Throws RangeError for an unknown version. */
export function migrate(carried: { version: number }): TakenOver {
  // `switch` on the version grows by one case a change; version 1 is the first.
  switch (carried.version) {
    case 1:
      return { course: withAccounts((carried as CarriedStateOnly).course), inbox: [], errands: [] };
    case 2: {
      const { version: _, ...takenOver } = carried as Carried;
      return takenOver;
    }
    default:
      throw new RangeError(`state of version ${carried.version} is newer than this worker`);
  }
}

/** Packages came after the first courses had begun. */
const withAccounts = (course: Omit<Course, 'packages'> & Partial<Course>): Course => ({
  ...course,
  money: { ...noMoney, ...course.money },
  packages: course.packages ?? [],
});
