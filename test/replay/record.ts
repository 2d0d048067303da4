/**
 * Records histories for the replay test, on a server of its own:
 *
 *     npx tsx test/replay/record.ts
 *
 * Run it once for each release, and commit the files it writes: `histories/<release>-<what>.json`. Never
 * change or remove files of an earlier release while courses of that release are still running: they stand
 * for those courses. Payloads are written decoded, so that no key is needed to replay them.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { format } from 'prettier';
import { instant, plusHours } from '../../src/time/instant';
import { version } from '../../package.json';
import { book, consents, dosingEnded, courseUntil, signal } from '../support/courseStates';
import { Courses } from '../support/courses';
import type { CourseUnderTest } from '../support/courseUnderTest';
import { startSharedServer, stopSharedServer } from '../support/sharedServer';

const FOLDER = path.join(__dirname, 'histories');

const isPayload = (value: unknown): value is Payload =>
  typeof value === 'object' &&
  value !== null &&
  'metadata' in value &&
  'data' in value &&
  ArrayBuffer.isView(value.data);

/** Opens every payload, wherever in the history it is. */
async function opened(value: unknown, codec: PayloadCodec): Promise<void> {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (isPayload(inner)) {
      const [plain] = await codec.decode([inner]);
      Object.assign(value, { [key]: plain });
    } else await opened(inner, codec);
  }
}

async function record(
  courses: Courses,
  course: CourseUnderTest,
  what: string,
  runId?: string,
): Promise<void> {
  const { workflowId } = course.handle;
  const history = await courses.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const [codec] = courses.converter.payloadCodecs;
  if (!codec) throw new Error('the payloads have no codec');
  await opened(history, codec);
  const file = path.join(FOLDER, `${version}-${what}.json`);
  writeFileSync(file, await format(historyToJSON(history), { parser: 'json' }));
  console.log(`${file}: ${history.events?.length} events`);
}

/** Consents, a session with its reminders, the referral, the invoice: all kinds of work but the dosing. */
async function toTheReferral(courses: Courses): Promise<void> {
  const { reports } = courseUntil(({ referral }) => referral?.sentAt !== undefined);
  const course = await courses.start();
  for (const { at, signal: one } of reports) {
    await course.skipTo(at);
    await course.report(one);
  }
  await course.settled();
  await record(courses, course, 'preparation-and-referral');
}

/** A breach of the 72 h, a hold, a reschedule, refusals by both handlers, a closing. */
async function breachHoldReschedule(courses: Courses): Promise<void> {
  const from = courseUntil(({ cycles }) => cycles[0]?.releasedAt !== undefined);
  const course = await courses.start({ from });
  const deadline = plusHours(dosingEnded(from), 72);
  await course.advanceTo(deadline);
  const reviewOn = plusHours(deadline, 48);
  await course.report(signal('holdPlaced', { reason: 'asked for a pause', reviewOn }));
  await course.advanceTo(reviewOn);
  await course.report(signal('holdLifted', { hold: 'hold-1', reason: 'ready to go on' }));
  const start = plusHours(deadline, 80);
  await course.report(signal('sessionScheduled', { kind: 'integration', start }));
  const moved = { session: 'integration-1', start: plusHours(start, 48) };
  await course.report(signal('sessionRescheduled', moved));
  await course.handle.signal('consentSigned', { kinds: 'junk' });
  await course.handle.signal('noSuchSignal');
  await course.skipTo(plusHours(start, 49));
  await course.report(signal('integrationCompleted', { session: 'integration-1' }));
  await course.report(signal('courseClosed', { outcome: 'transferred' }));
  await course.settled();
  await record(courses, course, 'breach-hold-reschedule');
}

/** Both sides of a continue-as-new. */
async function continueAsNew(courses: Courses): Promise<void> {
  const course = await courses.start({ continueAsNewAt: 40 });
  const { runId: first } = await course.handle.describe();
  await course.report(consents());
  await course.report(book('preparation', '2036-01-10T14:00:00-08:00'));
  for (let runId = first; runId === first; { runId } = await course.handle.describe()) {
    await course.report(signal('consentSigned', { kinds: ['part2'] }));
  }
  await course.advanceTo(instant('2036-01-10T13:00:00-08:00'));
  await record(courses, course, 'before-continue-as-new', first);
  await record(courses, course, 'after-continue-as-new');
}

async function main(): Promise<void> {
  await startSharedServer();
  const courses = await Courses.open();
  try {
    await courses.startWorker();
    await toTheReferral(courses);
    await breachHoldReschedule(courses);
    await continueAsNew(courses);
  } finally {
    await courses.close();
    await stopSharedServer();
  }
}

void main();
