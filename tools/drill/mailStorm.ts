/**
 * Sends many slow mails at once and kills one of two workers in between. All mails that the server received must be
 * recorded as sent, staff must not be asked about mails that were never sent, and a stop must not take too long.
 */
import { randomUUID } from 'node:crypto';
import { tally, type Counted } from './count';
import { allIdle, countDead, newCourses, reportsIn, sessionStart } from './courses';
import { tallyMails } from './mails';
import type { Process, Site } from './site';
import { until } from '../until';

const SIZES = { short: { courses: 24, takesMs: 500 }, long: { courses: 200, takesMs: 3_000 } };
const IDLE_WITHIN_MS = 600_000;
const PATIENCE_MS = 60_000;

export async function mailStorm(
  site: Site,
  size: keyof typeof SIZES,
  processes: { worker: Process },
): Promise<Counted> {
  const { courses: count, takesMs } = SIZES[size];
  const courses = await newCourses(site, count);
  await allIdle(site, courses, IDLE_WITHIN_MS);
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
      return answer.status === 200 ? key : `booking answered with ${answer.status}`;
    }),
  );
  await until(
    'some mails have been sent',
    () => site.mail.arrived().length >= before + count / 4,
    IDLE_WITHIN_MS,
  );
  await processes.worker.kill();
  processes.worker = second;
  await allIdle(site, courses, IDLE_WITHIN_MS);
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
