/** One report to many courses: what changed outside of them, such as the client's zone, reaches each. */
import { readSignal, type SignalName } from '../signals/catalog';
import type { CourseRow } from '../store';
import type { ApiDeps } from './deps';
import { EngineError } from './engine';

const PAGE = 200;

async function* openCourses({ store }: ApiDeps, client?: string): AsyncGenerator<CourseRow> {
  let cursor: string | undefined;
  do {
    const filter = { closed: false, ...(client !== undefined && { client }) };
    const page = await store.courses.list(filter, { limit: PAGE, ...(cursor !== undefined && { cursor }) });
    yield* page.courses;
    cursor = page.next;
  } while (cursor !== undefined);
}

/**
 * Reports it to every open course, or to those of one client; a repeat with the same id reaches only those
 * that have not heard it. Returns how many it changed: a course that knows it already refuses it.
 * @throws EngineError when a course cannot be reached: repeat it
 */
export async function tellCourses(
  deps: ApiDeps,
  signal: { name: SignalName; id: string; by: { role: string; id: string }; fields: object },
  client?: string,
): Promise<number> {
  const { name, id, by, fields } = signal;
  const read = readSignal(name, { id, by, ...fields });
  if ('problems' in read) throw new TypeError(JSON.stringify(read.problems));
  let told = 0;
  for await (const course of openCourses(deps, client)) {
    if (await tell(deps, course.id, read.signal)) told += 1;
  }
  return told;
}

async function tell({ engine }: ApiDeps, course: string, signal: Parameters<typeof engine.signal>[1]) {
  try {
    return (await engine.signal(course, signal)).accepted;
  } catch (error) {
    // Never started, or over.
    if (error instanceof EngineError && error.code === 'course-not-running') return false;
    throw error;
  }
}
