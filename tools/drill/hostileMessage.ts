/**
 * Sends messages that no real client sends, one to each course, around every check. Each must be refused and audited,
 * and its course must accept the next report as usual.
 */
import { payloadKeyring } from '../../src/config/payloadKeys';
import { encryptionCodec } from '../../src/security/payloadCodec';
import { courseStream } from '../../src/store';
import { workflowId } from '../../src/workflows/contract';
import { tally, type Counted } from './count';
import { countDead, newCourse } from './courses';
import { HOSTILE, type Hostile } from './hostileMessages';
import type { Site } from './site';
import { holdsWithin } from '../until';

const REFUSED_WITHIN_MS = 30_000;
const AT_ONCE = 8;
/** The short drill uses every sixth message, spread over all kinds. */
const EVERY = { short: 6, long: 1 };

export async function hostileMessage(site: Site, size: keyof typeof EVERY): Promise<Counted> {
  const { config, temporal, store } = site;
  const own = encryptionCodec(payloadKeyring(config));
  const messages = HOSTILE.filter((_, index) => index % EVERY[size] === 0);
  const waiting = [...messages];
  const courses: string[] = [];
  const expected: string[] = [];
  const found: string[] = [];

  const send = async ({ what, send: sendTo, kept }: Hostile): Promise<void> => {
    const course = await newCourse(site);
    courses.push(course);
    const refusals = async () =>
      (await store.audit.list(courseStream(course), { limit: kept + 5 })).filter(
        ({ kind }) => kind === 'signal-refused',
      ).length;
    expected.push(what);
    await sendTo({
      ...{ client: temporal, namespace: config.temporal.namespace, workflowId: workflowId(course), own },
    });
    await holdsWithin(async () => (await refusals()) >= kept, REFUSED_WITHIN_MS);
    const count = await refusals();
    // A message without a refusal counts as found if there is none; others count once per audited refusal.
    found.push(...Array<string>(kept === 0 ? (count === 0 ? 1 : 0) : count).fill(what));
  };
  const one = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await send(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return {
    harm: messages.length,
    courses: courses.length,
    ...tally(expected, found),
    dead: await countDead(site, courses),
  };
}
