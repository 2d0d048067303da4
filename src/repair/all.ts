/** Every course that should run and that nothing runs: after Temporal's own database is lost, all of them. */
import type { Instant } from '../time/instant';
import { sideBySide } from '../watch/sideBySide';
import { lookAt } from '../watch/find';
import { RepairRefused } from './repairError';
import { planRepair, repair, type Repaired, type RepairPlan, type Workshop } from './repair';

export interface Outcome {
  course: string;
  done?: RepairPlan | Repaired;
  /** Why not. */
  problem?: { code: string; sentence: string };
}

/** Courses with nothing that runs them; those that run and fail are left: each wants a look of its own. */
export async function missingCourses({ client, store }: Workshop, now: Instant): Promise<string[]> {
  const missing: string[] = [];
  await sideBySide(await store.stuck.expected(now), async (course) => {
    if ((await lookAt(client, course)).verdict === 'workflow-missing') missing.push(course);
  });
  return missing.sort();
}

/** Each of them, some side by side; one that cannot be repaired does not stop the others. */
export async function repairAll(
  workshop: Workshop,
  courses: readonly string[],
  act: boolean,
  progress: (done: number, all: number) => void = () => undefined,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await sideBySide(courses, async (course) => {
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
