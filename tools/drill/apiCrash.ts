/**
 * Kills the API while reports wait for an answer. After the API is back, each report that is sent again with the same
 * key must be answered within five seconds and processed once.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { tally, type Counted } from './count';
import { countDead, newCourses, reportsIn } from './courses';
import type { Process, Site } from './site';

const COURSES = { short: 6, long: 40 };
const ANSWERED_WITHIN_MS = 5_000;
/** Time for the reports to reach the API and the course before the kill. */
const HEAD_START_MS = 1_000;

export async function apiCrash(
  site: Site,
  size: keyof typeof COURSES,
  processes: { api: Process; worker: Process },
): Promise<Counted> {
  const courses = await newCourses(site, COURSES[size]);
  await processes.worker.stop();
  const reports = courses.map((course) => ({ course, key: randomUUID() }));
  const send = (patienceMs: number) =>
    Promise.all(
      reports.map(({ course, key }) =>
        site.api.report(course, 'crisisFlagged', { role: 'therapist', key, body: {}, patienceMs }),
      ),
    );
  const unanswered = send(0);
  await pause(HEAD_START_MS);
  await processes.api.kill();
  await unanswered;
  processes.worker = site.startWorker();
  processes.api = await site.startApi();
  const answers = await send(ANSWERED_WITHIN_MS);
  const answered = reports.flatMap(({ key }, index) =>
    answers[index]?.status === 200 ? [key as string] : [],
  );
  const logged = await reportsIn(site, courses);
  return {
    harm: 1,
    courses: courses.length,
    ...tally(
      reports.map(({ key }) => key),
      logged.filter((cause) => answered.includes(cause)),
    ),
    dead: await countDead(site, courses),
  };
}
