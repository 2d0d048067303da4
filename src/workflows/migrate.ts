import type { Carried, CarriedStateOnly } from './carried';
import { noMoney } from '../course/money/ledger';
import type { Course } from '../course/state';
import { TASKS } from '../vocabulary/tasks';

export type Handover = Omit<Carried, 'version'>;

/** Migrates data handed over by any earlier version to the current one. Pure. @throws RangeError for an unknown version */
export function migrate(carried: { version: number }): Handover {
  // Add a case for each new version.
  switch (carried.version) {
    case 1:
      return { course: withAccounts((carried as CarriedStateOnly).course), inbox: [], errands: [] };
    case 2: {
      const { version: _, ...handover } = carried as Carried;
      const { course } = handover;
      return { ...handover, ...(course && { course: withAccounts(course) }) };
    }
    default:
      throw new RangeError(`The state has version ${carried.version}, which is newer than this worker.`);
  }
}

/** Packages, the list of payments and the tasks that people closed were added after the first courses had started. */
const withAccounts = (course: Omit<Course, 'packages'> & Partial<Course>): Course => ({
  ...course,
  money: { ...noMoney, ...course.money },
  packages: course.packages ?? [],
  ...tickedBefore(course),
});

/** Tasks that people closed were kept with everything else that is done. */
function tickedBefore({ done, ticked }: Pick<Course, 'done' | 'ticked'>): Pick<Course, 'ticked'> {
  const before = Object.entries(done).filter(([key]) => (key.split(':')[0] ?? '') in TASKS);
  return ticked !== undefined || before.length === 0 ? {} : { ticked: Object.fromEntries(before) };
}
