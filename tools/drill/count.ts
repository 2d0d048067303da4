/** The counts of a drill, and how they are printed. */

/** The result of a drill. `expected` and `found` count facts: accepted reports, mails taken by the mail server. */
export interface DrillCount {
  readonly name: string;
  /** Programs read this name. How many faults were injected: a message, a kill, a misbehaving mail server. */
  readonly harm: number;
  readonly courses: number;
  readonly expected: number;
  readonly found: number;
  /** Expected but not found. */
  readonly lost: number;
  /** Found more than once. */
  readonly doubled: number;
  /** Courses that no longer answer or no longer accept a report. */
  readonly dead: number;
}

export type Counted = Omit<DrillCount, 'name'>;

/** Compares the facts found with those expected, one by one. */
export function tally(expected: Iterable<string>, found: Iterable<string>) {
  const times = new Map<string, number>();
  for (const fact of found) times.set(fact, (times.get(fact) ?? 0) + 1);
  const wanted = new Set(expected);
  const lost = [...wanted].filter((fact) => !times.has(fact)).length;
  const doubled = [...wanted].reduce((sum, fact) => sum + Math.max(0, (times.get(fact) ?? 0) - 1), 0);
  return { expected: wanted.size, found: wanted.size - lost, lost, doubled };
}

/** Whether the drill passed: nothing lost, nothing doubled, no course dead, and at least one fault injected. */
export const passed = ({ harm, expected, found, lost, doubled, dead }: DrillCount): boolean =>
  harm > 0 && expected > 0 && found === expected && lost + doubled + dead === 0;

const COLUMNS = ['harm', 'courses', 'expected', 'found', 'lost', 'doubled', 'dead'] as const;
const NAME_WIDTH = 18;
const COLUMN_WIDTH = 10;

const line = (name: string, cells: readonly (string | number)[]): string =>
  [name.padEnd(NAME_WIDTH), ...cells.map((cell) => String(cell).padStart(COLUMN_WIDTH))].join('');

export const heading = (): string => line('drill', COLUMNS);

export const row = (count: DrillCount): string =>
  `${line(
    count.name,
    COLUMNS.map((column) => count[column]),
  )}   ${passed(count) ? 'passed' : 'FAILED'}`;
