import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Recorded } from '../../src/course/events';
import { instant, plusHours } from '../../src/time/instant';
import { freePorts } from '../../src/locks/freePorts';
import { temporaryDataDir } from '../../src/postgres';
import { createSupervisor } from '../../src/stack/processes';
import { startTemporal, type RunningTemporal } from '../../src/stack/temporal/start';
import { missingCourses, repairAll } from '../../src/repair/repairAll';
import type { RepairContext } from '../../src/repair/repair';
import { SEARCH_ATTRIBUTES } from '../../src/workflows/searchAttributes';
import { book, consents, dosingEnded, courseUntil, signal, START } from '../support/courseStates';
import { Courses } from '../support/courses';
import { CourseUnderTest, until } from '../support/courseUnderTest';

const folder = temporaryDataDir();
const supervisor = createSupervisor();
let port = 0;
let temporal: RunningTemporal;
let courses: Courses;

const startServer = (): Promise<RunningTemporal> =>
  startTemporal(
    {
      ...{ dataDir: folder, frontendPort: port, timeSkipping: true, namespace: 'lost' },
      ...{ searchAttributes: SEARCH_ATTRIBUTES, log: () => undefined },
    },
    supervisor,
  );

beforeAll(async () => {
  [port = 0] = await freePorts(1);
  temporal = await startServer();
  courses = await Courses.open({ address: temporal.address, namespace: 'lost' });
  await courses.startWorker();
}, 180_000);
afterAll(async () => {
  await courses.close();
  await supervisor.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const workshop = (): RepairContext => {
  const { client, store, taskQueue } = courses;
  return { client, store, taskQueue, now: () => instant(new Date().toISOString()), by: 'engineer-1' };
};

const again = ({ id, handle }: CourseUnderTest): CourseUnderTest =>
  new CourseUnderTest(id, courses.client.workflow.getHandle(handle.workflowId), courses.store);

const eventsOf = (all: readonly CourseUnderTest[]): Promise<Recorded[][]> =>
  Promise.all(all.map((each) => each.events()));

it('with Temporal’s database deleted, all open courses go on from the log', async () => {
  const after = courseUntil(({ cycles }) => cycles[0]?.releasedAt !== undefined);
  const [fresh, enrolled, dosed, over] = [
    await courses.start(),
    await courses.start(),
    await courses.start({ from: after }),
    await courses.start(),
  ];
  await enrolled.report(consents());
  await enrolled.report(book('preparation', '2036-01-10T14:00:00-08:00'));
  await over.report(consents());
  await over.report(signal('clientWithdrew', {}));
  const all = [fresh, enrolled, dosed, over];
  for (const each of all) await each.settled();
  const before = await eventsOf(all);
  const mails = courses.mail.messages().length;
  expect(await missingCourses(workshop(), workshop().now())).toEqual([]);

  await courses.stopWorker();
  await temporal.stop();
  const databases = readdirSync(folder).filter((file) => file.includes('.sqlite'));
  expect(databases.length).toBeGreaterThan(0);
  for (const file of databases) rmSync(path.join(folder, file));
  temporal = await startServer();
  await courses.startWorker();

  const missing = await until(
    'the server answers again',
    () => missingCourses(workshop(), workshop().now()).catch(() => []),
    (found) => found.length === all.length,
    60_000,
  );
  const planned = await repairAll(workshop(), missing, false);
  expect(planned.map(({ done }) => done?.why)).toEqual(all.map(() => 'workflow-missing'));
  expect(await missingCourses(workshop(), workshop().now())).toEqual(missing);

  const repaired = await repairAll(workshop(), missing, true);
  expect(repaired.filter(({ problem }) => problem !== undefined)).toEqual([]);
  expect(repaired.map(({ done }) => done && 'responds' in done && done.responds)).toEqual(
    all.map(() => true),
  );
  expect(await missingCourses(workshop(), workshop().now())).toEqual([]);

  // Their clocks and handlers still work: nothing is sent twice, and what is due is sent.
  const [, second, third, last] = all.map(again);
  await second?.advanceTo(instant('2036-01-09T14:00:00-08:00'));
  expect(await second?.messagesOf('sessionReminder')).toMatchObject([{ state: 'sent' }]);
  const deadline = plusHours(dosingEnded(after), 72);
  await third?.advanceTo(deadline);
  expect(await third?.eventsOf('breached')).toHaveLength(1);
  await last?.advanceTo(plusHours(START, 1));
  expect(await last?.report(signal('paymentPosted', { cents: 100, method: 'card' }))).toMatchObject({
    accepted: true,
  });
  const now = await eventsOf(all);
  before.forEach((events, index) => {
    expect(now[index]?.slice(0, events.length)).toEqual(events);
  });
  for (const { id } of all) expect((await courses.store.events.verify(id)).ok).toBe(true);
  const welcomes = courses.mail.messages().filter(({ raw }) => raw.includes('Message-ID'));
  expect(new Set(welcomes.map(({ raw }) => /Message-ID: (\S+)/.exec(raw)?.[1])).size).toBe(welcomes.length);
  expect(courses.mail.messages().length).toBeGreaterThan(mails);
}, 240_000);
