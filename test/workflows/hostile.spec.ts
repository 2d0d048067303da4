import {
  HOSTILE,
  json,
  SECRET,
  sendSignal,
  REJECTED_BY_SERVER,
  type Target,
} from '../../tools/drill/hostileMessages';
import { parseKeyring } from '../../src/security/keyring';
import { encryptionCodec } from '../../src/security/payloadCodec';
import { courseStream } from '../../src/store';
import { signal } from '../support/courseStates';
import { coursesForTests } from '../support/courses';
import { until, type CourseUnderTest } from '../support/courseUnderTest';

const courses = coursesForTests();

function target({ handle }: CourseUnderTest): Target {
  const { client, place, payloadKeys } = courses();
  return {
    ...{ client, namespace: place.namespace, workflowId: handle.workflowId },
    own: encryptionCodec(parseKeyring(payloadKeys)),
  };
}

interface Kept {
  kind: string;
  detail: { code: string; reasons: { sentence: string }[] };
}

const refusalsOf = async (course: CourseUnderTest, limit = 100): Promise<Kept[]> =>
  (await courses().store.audit.list(courseStream(course.id), { limit })) as unknown as Kept[];

const soon = <T>(call: () => Promise<T>) => courses().client.withDeadline(Date.now() + 8_000, call);

/** It answers, takes what must never be lost, and none of its workflow tasks failed. */
async function unharmed(course: CourseUnderTest): Promise<void> {
  const reported = signal('adverseEventReported', {});
  expect(await soon(() => course.report(reported))).toMatchObject({ accepted: true, repeated: false });
  expect(await soon(() => course.status())).toMatchObject({ course: course.id });
  expect((await course.eventsOf('adverseEventReported')).map(({ cause }) => cause)).toEqual([reported.id]);
  expect(await course.count('EVENT_TYPE_WORKFLOW_TASK_FAILED')).toBe(0);
  expect(await course.count('EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT')).toBe(0);
  expect((await course.handle.describe()).status.name).toBe('RUNNING');
}

async function keptAsRefused(course: CourseUnderTest, count: number, withinMs = 20_000): Promise<void> {
  const all = () => refusalsOf(course, count + 1);
  const kept = await until('the refusals are kept', all, ({ length }) => length >= count, withinMs);
  expect(kept).toHaveLength(count);
  for (const { kind, detail } of kept) {
    expect([kind, detail.code]).toEqual(['signal-refused', 'malformed-signal']);
    expect(detail.reasons[0]?.sentence).toMatch(/\w+/);
    expect(JSON.stringify(detail).length).toBeLessThan(20_000);
  }
  expect(JSON.stringify(kept)).not.toContain(SECRET);
}

describe('a message no client of ours sends', () => {
  /** Each goes to a fresh course of its own, some side by side, and is looked after there. */
  const AT_ONCE = 8;
  const looked = new Map<string, Promise<void>>();
  beforeAll(() => {
    const lanes = Array.from({ length: AT_ONCE }, () => Promise.resolve());
    for (const [at, { what, send, kept }] of HOSTILE.entries()) {
      const lane = at % AT_ONCE;
      const done = (lanes[lane] ?? Promise.resolve()).then(async () => {
        const course = await courses().start();
        await send(target(course));
        await keptAsRefused(course, kept);
        await unharmed(course);
      });
      lanes[lane] = done.catch(() => undefined);
      looked.set(what, done);
    }
  });

  it('is one of at least 45, each another', () => {
    expect(looked.size).toBe(HOSTILE.length);
    expect(looked.size).toBeGreaterThanOrEqual(45);
  });

  it.each(HOSTILE.map(({ what }) => what))(
    'leaves its course unharmed, and is kept as refused: %s',
    async (what) => looked.get(what),
  );

  it.each(REJECTED_BY_SERVER.map(({ what, send }) => [what, send] as const))(
    'is turned away by the server: %s',
    async (_what, send) => {
      const course = await courses().start();
      await expect(send(target(course))).rejects.toThrow(/InvalidArgument|exceeds|not set|larger/i);
      await unharmed(course);
    },
  );

  it('comes 220 times while no worker runs: none is lost, and no entry of the history bursts', async () => {
    const course = await courses().start();
    await courses().stopWorker();
    // Ten kilobytes of each are kept: together more than an entry of the history may have.
    const kinds = Array.from({ length: 50 }, () => 0);
    const junk = json(JSON.stringify({ a: '\u2028'.repeat(2_000), kinds }));
    const one = () => sendSignal(target(course), 'consentSigned', [junk]);
    await Promise.all(Array.from({ length: 220 }, one));
    await courses().startWorker();
    await keptAsRefused(course, 220, 40_000);
    await unharmed(course);
  });
});
