/** One report to many courses: what changed outside of them, such as the client's zone, reaches each. */
import { readSignal, type Signal, type SignalName } from '../signals/catalog';
import type { Store } from '../store';
import { EngineError, type CourseEngine } from './engine';

const PAGE = 200;

/** Courses told side by side: enough to be done soon, few enough to leave the workers time for people. */
const AT_ONCE = 10;

/** What reaching courses needs. */
export interface Reach {
  store: { courses: Pick<Store['courses'], 'list'> };
  engine: CourseEngine;
}

export interface Report {
  name: SignalName;
  id: string;
  by: { role: string; id: string };
  fields: object;
}

/** The ids of all open courses, or of those of one client, the latest start first. */
export async function openCourses({ store }: Pick<Reach, 'store'>, client?: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const filter = { closed: false, ...(client !== undefined && { client }) };
    const page = await store.courses.list(filter, { limit: PAGE, ...(cursor !== undefined && { cursor }) });
    ids.push(...page.courses.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined);
  return ids;
}

/**
 * Reports it to every open course, or to those of one client; a repeat with the same id reaches only those
 * that have not heard it. Returns how many it changed: a course that knows it already refuses it.
 * @throws EngineError when a course cannot be reached: repeat it
 */
export async function tellCourses(reach: Reach, report: Report, client?: string): Promise<number> {
  return tellThese(reach, report, await openCourses(reach, client));
}

/** As `tellCourses`, for these courses. `progress` hears how many have been told so far. @throws EngineError */
export async function tellThese(
  { engine }: Pick<Reach, 'engine'>,
  { name, id, by, fields }: Report,
  courses: readonly string[],
  progress: (done: number, all: number) => void = () => undefined,
): Promise<number> {
  const read = readSignal(name, { id, by, ...fields });
  if ('problems' in read) throw new TypeError(JSON.stringify(read.problems));
  let [changed, done] = [0, 0];
  await someAtOnce(courses, async (course) => {
    if (await tell(engine, course, read.signal)) changed += 1;
    done += 1;
    progress(done, courses.length);
  });
  return changed;
}

async function tell(engine: CourseEngine, course: string, signal: Signal): Promise<boolean> {
  try {
    return (await engine.signal(course, signal)).accepted;
  } catch (error) {
    // Never started, or over.
    if (error instanceof EngineError && error.code === 'course-not-running') return false;
    throw error;
  }
}

/** Does the work for each, some side by side. After a failure nothing more begins; what is under way ends first. */
async function someAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.map((item) => ({ item }));
  const one = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        await work(next.item);
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, one));
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
