/** A practice entered again: what the file changes of its calendar reaches the courses under way too. */
import { randomUUID } from 'node:crypto';
import { openCourses, tellThese, toApiError, type Reach, type Report } from '../api';
import { enterPractice, type PracticeFile } from '../setup/practice';
import type { Store } from '../store';
import { CommandRefused, sentenceOf } from './refused';

export interface Entering {
  store: Store;
  engine: Reach['engine'];
  now: Date;
  /** Courses under way keep the zone they began with, and that is meant. */
  zoneToComeOnly?: boolean | undefined;
  progress?: ((done: number, all: number) => void) | undefined;
}

/**
 * Courses under way are told first, so that after a failure the file can be entered again; then it is
 * entered, then those that have begun meanwhile are told. Returns how many courses it changed.
 * @throws CommandRefused `practice-zone-differs`, `courses-not-told`, with nothing entered
 */
export async function enterAndTell(file: PracticeFile, entering: Entering): Promise<number> {
  const { store, engine, now, progress } = entering;
  const entered = await store.practice.get();
  const enter = () => enterPractice(store, file, now);
  const courses = entered ? await openCourses({ store }) : [];
  if (!entered || courses.length === 0) {
    await enter();
    return 0;
  }
  if (file.zone !== entered.zone && !entering.zoneToComeOnly) throw zoneDiffers(entered.zone, file.zone);
  if (days(file.closedDays) === days(entered.closedDays)) {
    await enter();
    return 0;
  }
  const report: Report = {
    name: 'practiceCalendarChanged',
    id: `closed:${randomUUID()}`,
    by: { role: 'system', id: 'practice-file' },
    fields: { closedDays: [...new Set(file.closedDays)].sort() },
  };
  try {
    await engine.ping();
    const changed = await tellThese({ engine }, report, courses, progress);
    await enter();
    const before = new Set(courses);
    const begun = (await openCourses({ store })).filter((id) => !before.has(id));
    return changed + (await tellThese({ engine }, report, begun));
  } catch (error) {
    throw notTold(error, courses.length);
  }
}

const days = (of: readonly string[]): string => [...new Set(of)].sort().join();

const zoneDiffers = (was: string, is: string): CommandRefused =>
  new CommandRefused(
    'practice-zone-differs',
    `The file says the practice is in ${is}; so far it is in ${was}, and courses under way keep that: they cannot be ` +
      `told of another. Nothing has been entered. Put ${was} into the file, or add --zone-for-courses-to-come if only ` +
      'courses that begin from now on should have the new one.',
  );

function notTold(error: unknown, courses: number): unknown {
  const { code, message } = toApiError(error);
  if (code === 'internal') return error;
  return new CommandRefused(
    'courses-not-told',
    'The file changes the closed days, and not every course under way could be told ' +
      `(there are ${courses}). ${sentenceOf(code, message)} Nothing has been entered. ` +
      'Run this again where Temporal and a worker run, with their TEMPORAL_ADDRESS and PAYLOAD_KEYS. Or report the ' +
      'closed days to the API (PATCH /api/v1/practice/calendar), then enter the file.',
    { cause: error },
  );
}
