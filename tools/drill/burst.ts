/** Sends many reports at once to one course: each must be answered and processed once, not as a repeat. */
import { randomUUID } from 'node:crypto';
import { tally, type Counted } from './count';
import { countDead, newCourse, reportsIn } from './courses';
import type { Site } from './site';

const REPORTS = { short: 60, long: 200 };
/** All must be answered within this many milliseconds on two cores. */
const WITHIN_MS = 30_000;

export async function burst(site: Site, size: keyof typeof REPORTS): Promise<Counted> {
  const course = await newCourse(site);
  const keys = Array.from({ length: REPORTS[size] }, () => randomUUID());
  const answers = await Promise.all(
    keys.map((key, index) =>
      site.api.report(course, 'paymentPosted', {
        ...{ role: index % 2 === 0 ? 'biller' : 'frontDesk', key, patienceMs: WITHIN_MS },
        body: { cents: index + 1 },
      }),
    ),
  );
  // A missing answer, or one that is marked as a repeat, counts as unanswered.
  const answered = keys.filter((_, i) => answers[i]?.status === 200 && answers[i].body.repeated === false);
  const inLog = new Map<string, number>();
  for (const cause of await reportsIn(site, [course])) inLog.set(cause, (inLog.get(cause) ?? 0) + 1);
  const found = answered.flatMap((key) => Array<string>(inLog.get(key) ?? 0).fill(key));
  return {
    harm: keys.length,
    courses: 1,
    ...tally(keys, found),
    dead: await countDead(site, [course]),
  };
}
