/**
 * Many mails at once while each takes its time, and one of two workers is killed among them. All that the server
 * took are recorded as sent; nobody is asked about a mail whose content never left; a stop keeps its time.
 */
import { randomUUID } from 'node:crypto';
import { tally, type Counted } from './count';
import { allAtRest, countDead, newCourses, reportsIn, sessionStart } from './courses';
import { tallyMails } from './mails';
import type { Process, Site } from './site';
import { until } from './until';

const SIZES = { short: { courses: 24, takesMs: 500 }, long: { courses: 200, takesMs: 3_000 } };
const AT_REST_WITHIN_MS = 600_000;
const PATIENCE_MS = 60_000;

export async function mailStorm(
  site: Site,
  size: keyof typeof SIZES,
  processes: { worker: Process },
): Promise<Counted> {
  const { courses: count, takesMs } = SIZES[size];
  const courses = await newCourses(site, count);
  await allAtRest(site, courses, AT_REST_WITHIN_MS);
  const second = site.startWorker();
  await site.mail.behave({ as: 'accept', takesMs });
  const before = site.mail.arrived().length;
  const keys = await Promise.all(
    courses.map(async (course) => {
      const key = randomUUID();
      const body = { kind: 'preparation', start: sessionStart() };
      const answer = await site.api.report(course, 'sessionScheduled', {
        ...{ role: 'therapist', key, body, patienceMs: PATIENCE_MS },
      });
      return answer.status === 200 ? key : `the booking was answered ${answer.status}`;
    }),
  );
  await until(
    'some mails are out',
    () => site.mail.arrived().length >= before + count / 4,
    AT_REST_WITHIN_MS,
  );
  await processes.worker.kill();
  processes.worker = second;
  await allAtRest(site, courses, AT_REST_WITHIN_MS);
  await site.mail.behave({ as: 'accept' });
  const mails = await tallyMails(site, courses);
  const counts = tally([...keys, ...mails.all], [...(await reportsIn(site, courses)), ...mails.truthful]);
  return {
    harm: 1 + count,
    courses: courses.length,
    ...counts,
    doubled: counts.doubled + mails.copies,
    dead: await countDead(site, courses),
  };
}
