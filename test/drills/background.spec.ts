/** Nothing that goes out in the background ends a course: every way an attempt can end × everything that can come between. */
import { WorkflowUpdateFailedError } from '@temporalio/client';
import fc from 'fast-check';
import { plusHours } from '../../src/time/instant';
import { owes } from '../../src/course/step';
import { book, courseUntil, sessionStart, signal } from '../support/courseStates';
import { coursesForTests, type StartOptions } from '../support/courses';
import { until, type CourseUnderTest } from '../support/courseUnderTest';
import { actsOn } from './support/acts';
import { Script, startErrands, WAYS, type Errands, type Kind, type Way } from './support/errands';

const courses = coursesForTests({ worker: false });

const from = () => courseUntil(({ sessions }) => sessions.length > 0);
const START = sessionStart(from());
const SOON = plusHours(START, 24 * 7);
const BOOKED = { session: 'preparation-2', key: 'sessionBooked:preparation-2.0:client' };

const ACTS = actsOn(BOOKED.session, SOON);

/** Where the message stands at last, by whether the course still owed it. */
const MESSAGE_ENDS: Record<Way, (owed: boolean) => string> = {
  fails: (owed) => (owed ? 'sent' : 'dropped'),
  'falls silent': () => 'unknown',
  'is cancelled': (owed) => (owed ? 'sent' : 'dropped'),
  'fails for good': (owed) => (owed ? 'unknown' : 'dropped'),
  'ends in doubt': () => 'unknown',
  'succeeds late': () => 'sent',
};

interface Case {
  ways: Record<Kind, Way>;
  acts: string[];
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other: only what comes then is to happen at once. */
function started(options: StartOptions): Promise<CourseUnderTest> {
  const next = last.then(() => courses().start(options));
  last = next.catch(() => undefined);
  return next;
}

/** A mail to the client, the referral and an invoice are on their way; then the acts come, then each ends. */
async function ordeal(errands: Errands, { ways, acts }: Case) {
  const life = from();
  const script = new Script(ways, BOOKED.key);
  errands.scripts.set(life.course.id, script);
  const course = await started({ from: life });
  await course.skipTo(plusHours(START, 1));
  await course.report(signal('sessionCompleted', { session: 'preparation-1' }));
  await course.report(book('preparation', SOON));
  const begun = () => Promise.resolve(script.begun.size);
  await until('all three are on their way', begun, (count) => count === 3, PATIENCE_MS);
  let owed = true;
  for (const act of acts) {
    const reported = ACTS[act]?.();
    if (!reported) throw new Error(`no act ${act}`);
    // A later one may have become impossible by an earlier one: the course says so, and goes on.
    const saying = course.report(reported).then(({ accepted }) => accepted);
    const accepted = await saying.catch((error: unknown) => {
      if (error instanceof WorkflowUpdateFailedError) return false;
      throw error;
    });
    if (act === acts[0]) expect(accepted).toBe(true);
    owed &&= owes(await course.state(), BOOKED.key);
  }
  script.acted({ owed });
  const status = () => course.status();
  await until('the course comes to rest', status, ({ inProgress }) => inProgress === 0, PATIENCE_MS);
  const { tasks } = await course.status();
  return { course, owed, messages: await course.messages(), tasks: tasks.map(({ kind }) => kind) };
}

const PATIENCE_MS = 120_000;

/** It answers, and takes what cannot wait, also once it is closed. */
const responds = async (course: CourseUnderTest): Promise<boolean> =>
  (await course.report(signal('adverseEventReported', {}))).accepted;

async function expectTruth(
  { ways }: Case,
  { course, owed, messages, tasks }: Awaited<ReturnType<typeof ordeal>>,
) {
  expect(await course.count('EVENT_TYPE_WORKFLOW_TASK_FAILED')).toBe(0);
  expect(await responds(course)).toBe(true);
  const state = (key: string) => messages.find((message) => message.key.startsWith(key))?.state;
  expect(state(BOOKED.key)).toBe(MESSAGE_ENDS[ways.message](owed));
  expect(state('referral:')).toBe(ways.referral === 'fails for good' ? 'failed' : 'sent');
  expect(messages.filter((each) => each.state === 'sending')).toEqual([]);
  const mails = courses().mail.messages();
  for (const { messageId } of messages)
    expect(mails.filter(({ raw }) => messageId && raw.includes(messageId)).length).toBeLessThan(2);
  expect(tasks.includes('refer-by-hand')).toBe(ways.referral === 'fails for good');
  expect(tasks.includes('invoice-by-hand')).toBe(ways.invoice === 'fails for good');
}

const alike = (way: Way): Case['ways'] => ({ message: way, referral: way, invoice: way });
const CASES = WAYS.flatMap((way) =>
  Object.keys(ACTS).map((act) => ({ way, act, ways: alike(way), acts: [act] })),
);

/** Other ones each time; THROUGHLINE_SEED repeats them, THROUGHLINE_ORDEALS asks for more. */
const SEED = Number(process.env.THROUGHLINE_SEED ?? Date.now() % 1_000_000);
const way = fc.constantFrom(...WAYS);
const RANDOM = fc.sample(
  fc.record({
    ways: fc.record({ message: way, referral: way, invoice: way }),
    acts: fc.uniqueArray(fc.constantFrom(...Object.keys(ACTS)), { minLength: 1, maxLength: 3 }),
  }),
  { numRuns: Number(process.env.THROUGHLINE_ORDEALS ?? 6), seed: SEED },
);

describe('work in the background', () => {
  const ordeals = new Map<Case, ReturnType<typeof ordeal>>();
  let errands: Errands;

  // All courses at once: each of them waits more than it works.
  beforeAll(async () => {
    errands = await startErrands(courses());
    for (const each of [...CASES, ...RANDOM]) {
      const one = ordeal(errands, each);
      one.catch(() => undefined);
      ordeals.set(each, one);
    }
    await Promise.allSettled(ordeals.values());
  }, 300_000);
  afterAll(() => errands.stop());

  const check = async (each: Case) => {
    const outcome = await ordeals.get(each);
    if (!outcome) throw new Error('it has not run');
    await expectTruth(each, outcome);
  };

  it.each(CASES)('that $way while $act comes in ends no course, and is recorded truthfully', check);

  it(`of any kind ends no course, whatever comes in (seed ${SEED})`, async () => {
    for (const each of RANDOM) await check(each);
  });
});
