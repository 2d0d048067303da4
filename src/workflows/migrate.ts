import type { Carried, CarriedStateOnly } from './carried';
import { noMoney } from '../course/money/ledger';
import type { Course, Line, Money, Session } from '../course/state';
import type { Instant } from '../time/instant';
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

interface Earlier {
  money: Omit<Money, 'lines'> & { lines?: Line[]; unpaid?: Line[] };
  sessions: (Omit<Session, 'movedFrom'> & { movedFrom?: Instant | Instant[] })[];
}

/** Packages, payments, the lines of the ledger and the tasks that people closed were added after the first courses had started. */
function withAccounts(course: Omit<Course, 'packages' | keyof Earlier> & Partial<Course> & Earlier): Course {
  const { unpaid: lines, ...money } = course.money;
  return {
    ...course,
    sessions: course.sessions.map(({ movedFrom, ...session }) => ({
      ...session,
      ...(movedFrom && { movedFrom: [movedFrom].flat() }),
    })),
    money: { ...noMoney, ...(lines && { lines }), ...money },
    packages: course.packages ?? [],
    ...tickedBefore(course),
  };
}

/** Tasks that people closed were kept with everything else that is done. */
function tickedBefore({ done, ticked }: Pick<Course, 'done' | 'ticked'>): Pick<Course, 'ticked'> {
  const before = Object.entries(done).filter(([key]) => (key.split(':')[0] ?? '') in TASKS);
  return ticked !== undefined || before.length === 0 ? {} : { ticked: Object.fromEntries(before) };
}
