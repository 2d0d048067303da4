/** Runs a scenario on a real Temporal server, in virtual time. */
import type { Rehearsal } from './result';
import { randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError, type Client, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { toMs, type Instant } from '../time/instant';
import type { Reason } from '../vocabulary/reasons';
import type { Signal } from '../catalog/signals';
import type { Store } from '../store';
import {
  REFUSED,
  statusQuery,
  takeSignal,
  workflowId,
  WORKFLOW_TYPE,
  type StartInput,
} from '../workflows/contract';
import { rehearsalOf, type Answered } from './report';
import { unsubscribedAt, withTask, type FixedScript } from './script';
import { advanceTo } from './timeSkipping';

export interface Stage {
  client: Client;
  taskQueue: string;
  store: Store;
  /** The mail server, for scenarios in which it refuses an address. */
  mail?: { refuse(address: string): void } | undefined;
  /** Called with the progress of the rehearsal and the virtual instant. */
  progress?: (at: Instant, done: number, all: number) => void;
}

/** Waits until nothing the course started is in progress. It polls instead of guessing a time. */
async function untilIdle(handle: WorkflowHandle): Promise<void> {
  while ((await handle.query(statusQuery)).inProgress > 0) await new Promise(setImmediate);
}

async function sendSignal(handle: WorkflowHandle, signal: Signal): Promise<Answered> {
  try {
    const outcome = await handle.executeUpdate(takeSignal, { args: [signal], updateId: randomUUID() });
    return outcome.accepted
      ? { answer: { accepted: true }, reasons: [], warnings: outcome.warnings ?? [] }
      : { answer: { accepted: false, code: outcome.code }, reasons: outcome.reasons, warnings: [] };
  } catch (error) {
    const refusal = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
    if (!(refusal instanceof ApplicationFailure) || refusal.type !== REFUSED) throw error;
    const [code, reasons] = refusal.details as [string, Reason[]];
    return { answer: { accepted: false, code }, reasons, warnings: [] };
  }
}

/** Adds a made-up client with a course. Returns the token of the client's unsubscribe link. */
async function enroll({ store, mail }: Stage, script: FixedScript, course: string): Promise<string> {
  const id = randomUUID();
  const unsubscribeToken = randomUUID();
  const { zone } = script.client;
  const email = `client-${id.slice(0, 8)}@client.example`;
  if (script.scenario.mail?.client === 'refused') {
    if (!mail) throw new Error('this scenario needs a mail server that can refuse an address');
    mail.refuse(email);
  }
  await store.clients.add({
    id,
    name: 'Robin Example',
    ...(script.scenario.mail?.client !== 'none' && { email }),
    zone,
    unsubscribeToken,
    createdAt: script.start,
  });
  const { id: protocol, version } = script.protocol;
  await store.courses.register({
    id: course,
    client: id,
    protocol,
    protocolVersion: version,
    startedAt: script.start,
  });
  return unsubscribeToken;
}

/** Runs the scenario: sends each signal as an Update at its virtual time, and fast-forwards in between. */
export async function onServer(stage: Stage, script: FixedScript): Promise<Rehearsal> {
  const course = randomUUID();
  const { protocol, practice, client, by, start, end, lines } = script;
  const token = await enroll(stage, script, course);
  const input: StartInput = { course, protocol, practice, client, by, startAt: start };
  const handle = await stage.client.workflow.start(WORKFLOW_TYPE, {
    taskQueue: stage.taskQueue,
    workflowId: workflowId(course),
    args: [input],
  });
  const answers: Answered[] = [];
  const reach = async (at: Instant): Promise<void> => {
    await advanceTo(handle, at);
    await untilIdle(handle);
  };
  let unsubscribes = unsubscribedAt(script);
  const unsubscribe = async (by: Instant): Promise<void> => {
    if (unsubscribes === undefined || unsubscribes > by) return;
    await reach(unsubscribes);
    await stage.store.clients.optOut(token, unsubscribes);
    unsubscribes = undefined;
  };
  for (const line of lines) {
    const { at } = line;
    await unsubscribe(at);
    await reach(at);
    const open = line.task ? (await handle.query(statusQuery)).tasks : [];
    answers.push(await sendSignal(handle, withTask(line, open)));
    await untilIdle(handle);
    stage.progress?.(at, answers.length, lines.length);
  }
  await unsubscribe(end);
  await reach(end);
  return report(stage, script, course, answers);
}

async function report(
  { store }: Stage,
  script: FixedScript,
  course: string,
  answers: Answered[],
): Promise<Rehearsal> {
  const events = await store.events.ofCourse(course);
  const messages = new Map<string, string>();
  for (const { key, state } of await store.messages.ofCourse(course)) messages.set(key, state);
  const rehearsal = rehearsalOf(script, { events, answers }, (key) => messages.get(key));
  const chain = await store.events.verify(course);
  return { ...rehearsal, audit: { events: events.length, chain: chain.ok ? 'whole' : 'broken' } };
}

/** The approximate length of a rehearsal in months, for the report's heading. */
export const months = ({ start, end }: Pick<Rehearsal, 'start' | 'end'>): number =>
  Math.round((toMs(end) - toMs(start)) / (30.4 * 86_400_000));
