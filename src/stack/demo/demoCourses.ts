/** Brings the demo practice to life: a dozen invented clients with their histories, without e-mails about the past. */
import { randomUUID } from 'node:crypto';
import { listed } from '../../course/status/listed';
import type { CourseEngine } from '../../engine/engine';
import { loadProtocol } from '../../protocols/load';
import { SYSTEM } from '../../course/step';
import { fromMs, type Instant } from '../../time/instant';
import { processLog } from '../../processes/log';
import { temporalClient } from '../../processes/temporalClient';
import type { Config } from '../../config';
import { temporalEngine } from '../../engine/temporalEngine';
import type { Store } from '../../store';
import { errorTrace } from '../../telemetry/errorTrace';
import { summaryOf } from '../../workflows/signalChecks';
import { DEMO_PRACTICE, isDemoPractice } from '../demoPractice';
import type { Service } from '../services';
import { DEMO_CLIENTS, type DemoClient } from './clients';
import { live } from './lives';

interface Demo {
  store: Store;
  engine: CourseEngine;
}

/** Adds them in the background, one after the other. A failure is logged and stops nothing else. */
export function startDemoCourses(config: Config, store: Store): Service {
  const temporal = temporalClient(config);
  const engine = temporalEngine(temporal.client, { taskQueue: config.temporal.taskQueue });
  const log = processLog(config);
  let stopped = false;
  const adding = addDemoClients({ store, engine }, { stopped: () => stopped }).catch((error: unknown) => {
    log.error({ cause: errorTrace(error) }, 'the invented clients of the demo practice could not be added');
  });
  return {
    stop: async () => {
      stopped = true;
      await adding;
      await temporal.stop();
    },
  };
}

interface Which {
  clients?: readonly DemoClient[];
  stopped?: () => boolean;
}

/** Adds those that are not there yet. Never to a practice other than the demo's: a real one may run by `npm start`. */
export async function addDemoClients(
  demo: Demo,
  { clients: wanted = DEMO_CLIENTS, stopped = () => false }: Which = {},
): Promise<void> {
  if (!(await isDemoPractice(demo.store))) return;
  for (const client of wanted) {
    if (stopped()) return;
    const { courses: known } = await demo.store.courses.list({ text: client.name }, { limit: 1 });
    if (known.length === 0) await addClient(demo, client, fromMs(Date.now()));
    // Requests and the worker run in this process, too.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function addClient({ store, engine }: Demo, demo: DemoClient, now: Instant): Promise<void> {
  const { zone: practiceZone, closedDays } = (await store.practice.get()) ?? DEMO_PRACTICE;
  const practice = { zone: practiceZone, closedDays };
  const { name, zone, protocol: id, life } = demo;
  const [client, course, protocol] = [randomUUID(), randomUUID(), loadProtocol(id)];
  const careTeam = {
    therapist: 'therapist-demo',
    prescriber: 'prescriber-demo',
    frontDesk: 'frontDesk-demo',
  };
  const start = { course, protocol, practice, client: { zone }, careTeam };
  const lived = live(start, life, now);
  const startedAt = lived.course.startedAt;
  await store.clients.add({
    ...{ id: client, name, zone, createdAt: startedAt, unsubscribeToken: randomUUID() },
    email: `${name.split(' ')[0]?.toLowerCase() ?? 'client'}@client.example`,
    phone: '+1 503 555 0123',
  });
  const { id: protocolId, version } = protocol;
  await store.courses.register({
    id: course,
    client,
    protocol: protocolId,
    protocolVersion: version,
    startedAt,
  });
  await store.commitStep({
    ...{ course, revision: 1, at: lived.course.clock, events: lived.events, refusals: [], signals: [] },
    consumed: Object.keys(lived.course.answers),
    summary: summaryOf(lived.course, now),
    ...listed(lived.course, now),
  });
  await assumeSent(store, course);
  const carried = { version: 2 as const, course: { ...lived.course, revision: 1 }, inbox: [], errands: [] };
  await engine.start({ course, protocol, practice, client: { zone }, by: SYSTEM, carried });
}

/** What was due in the past counts as sent: nobody gets an e-mail about it. */
const assumeSent = ({ db }: Store, course: string) =>
  db
    .updateTable('messages')
    .set((eb) => ({ state: 'sent', attempts: 1, sentAt: eb.ref('dueAt') }))
    .where('courseId', '=', course)
    .where('state', '=', 'pending')
    .execute();
