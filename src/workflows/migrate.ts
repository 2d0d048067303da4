import type { Carried } from './carried';
import { noMoney } from '../course/money';
import type { Course } from '../course/state';

/** Brings carried state of any earlier version to today's. Pure. Throws RangeError for an unknown version. */
export function migrate(carried: { version: number; course: unknown }): Course {
  // `switch` on the version grows by one case a change; version 1 is the first.
  switch (carried.version) {
    case 1:
      return withAccounts((carried as Carried).course);
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
