/** Repairs every course that should run but has no workflow: all of them after Temporal's database is lost. */
import type { Instant } from '../time/instant';
import { inParallel } from '../watch/inParallel';
import { lookAt } from '../watch/find';
import { RepairRefused } from './repairError';
import { planRepair, repair, type Repaired, type RepairPlan, type RepairContext } from './repair';

export interface Outcome {
  course: string;
  done?: RepairPlan | Repaired;
  /** Why the course could not be repaired. */
  problem?: { code: string; sentence: string };
}

/** Courses without a workflow. Courses that run and fail are not included: each needs its own investigation. */
export async function missingCourses({ client, store }: RepairContext, now: Instant): Promise<string[]> {
  const missing: string[] = [];
  await inParallel(await store.stuck.expected(now), async (course) => {
    if ((await lookAt(client, course)).verdict === 'workflow-missing') missing.push(course);
  });
  return missing.sort();
}

/** Repairs the courses, some in parallel. One that cannot be repaired does not stop the others. */
export async function repairAll(
  workshop: RepairContext,
  courses: readonly string[],
  act: boolean,
  progress: (done: number, all: number) => void = () => undefined,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await inParallel(courses, async (course) => {
    outcomes.push(await attempted(course, () => (act ? repair : planRepair)(workshop, course)));
    progress(outcomes.length, courses.length);
  });
  return outcomes.sort((a, b) => (a.course < b.course ? -1 : 1));
}

async function attempted(course: string, work: () => Promise<RepairPlan | Repaired>): Promise<Outcome> {
  try {
    return { course, done: await work() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = error instanceof RepairRefused ? error.code : 'failed';
    return { course, problem: { code, sentence: error.message } };
  }
}
