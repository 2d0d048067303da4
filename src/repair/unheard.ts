/** What people sent to a run of a course that never took it in: read from the run's history. */
import { isUnreadable, type Unreadable } from '../vocabulary/unreadable';
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { optionalTsToMs } from '@temporalio/common/lib/time';
import type { temporal } from '@temporalio/proto';
import { fromMs, type Instant } from '../time/instant';
import type { Course } from '../course/state';
import type { CarriedSignal } from '../workflows/carried';
import { takeSignal, workflowId, type StartInput } from '../workflows/contract';
import { isSignal } from '../workflows/signalChecks';
import { migrate } from '../workflows/migrate';
import { screened, unreserved } from '../workflows/screen';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** One thing that was sent and waits. */
export interface Unheard {
  signal: CarriedSignal;
  /** When the server took it. */
  at: Instant;
  /** Set when it cannot be read with the keys this process has. */
  unreadable?: string;
}

export interface Run {
  runId: string;
  /** What it was started with; absent when it cannot be read. */
  input?: StartInput;
  unheard: Unheard[];
}

/** Reads a run: what it was started with, and what it has not taken in, by what the log knows (`answers`). */
export async function readRun(
  client: Client,
  course: string,
  runId: string,
  answers: Course['answers'],
): Promise<Run> {
  const { events } = await client.workflow.getHandle(workflowId(course), runId).fetchHistory();
  const started = events?.[0]?.workflowExecutionStartedEventAttributes;
  const [input] = await read(client, started?.input?.payloads);
  const first = started?.firstExecutionRunId ?? runId;
  const begins = isInput(input) ? input : undefined;
  // What an earlier repair handed over, if this run never came to take it in either.
  const handedOver = begins?.carried ? migrate(begins.carried).inbox : [];
  const startedAt = instantOf(events?.[0]);
  const unheard = handedOver.flatMap((signal) =>
    isKnown(signal, answers) ? [] : [noted(signal, startedAt)],
  );
  let raw = 0;
  for (const event of events ?? []) {
    const sent = await sentBy(client, event);
    if (!sent) continue;
    // The number under which the run would have refused it: see `raw` in kapCourse.
    const id = 'signal' in sent ? '' : `${first}.${runId}.${(raw += 1)}`;
    const signal: CarriedSignal =
      'signal' in sent ? { kind: 'signal', signal: sent.signal } : { kind: 'raw', id, ...sent };
    if (!isKnown(signal, answers)) unheard.push(noted(signal, instantOf(event)));
  }
  return { runId, unheard, ...(begins && { input: begins }) };
}

const instantOf = (event: HistoryEvent | undefined): Instant => fromMs(optionalTsToMs(event?.eventTime) ?? 0);

function noted(signal: CarriedSignal, at: Instant): Unheard {
  const closed = signal.kind === 'raw' && isUnreadable(signal.payload) ? signal.payload : undefined;
  return { signal, at, ...(closed && { unreadable: closed.unreadable }) };
}

type Sent =
  { signal: Extract<CarriedSignal, { kind: 'signal' }>['signal'] } | { name: string; payload: unknown };

async function sentBy(client: Client, event: HistoryEvent): Promise<Sent | undefined> {
  const signaled = event.workflowExecutionSignaledEventAttributes;
  if (signaled) {
    const payloads = await read(client, signaled.input?.payloads);
    const payload = payloads.length > 1 ? payloads : payloads[0];
    return { name: unreserved(signaled.signalName ?? ''), payload };
  }
  const update = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input;
  if (!update) return undefined;
  const [payload] = await read(client, update.args?.payloads);
  if (update.name === takeSignal.name && isSignal(payload)) return { signal: payload };
  return { name: `update:${unreserved(update.name ?? '')}`, payload };
}

function isKnown(signal: CarriedSignal, answers: Course['answers']): boolean {
  if (signal.kind === 'signal') return Object.hasOwn(answers, signal.signal.id);
  const { id, payload } = signal;
  const own = typeof payload === 'object' && payload !== null && 'id' in payload ? payload.id : undefined;
  return Object.hasOwn(answers, id) || (typeof own === 'string' && Object.hasOwn(answers, own));
}

/** Values as the course would have read them: one that cannot be read is a mark that says why. */
async function read(client: Client, payloads: Payload[] | null | undefined): Promise<unknown[]> {
  return Promise.all(
    (payloads ?? []).map(async (payload) => {
      const opened = await open(client, payload);
      return isUnreadable(opened) ? opened : defaultPayloadConverter.fromPayload(screened(opened));
    }),
  );
}

async function open(client: Client, payload: Payload): Promise<Payload | Unreadable> {
  try {
    let opened = payload;
    for (const codec of client.options.loadedDataConverter.payloadCodecs) {
      [opened = payload] = await codec.decode([opened]);
    }
    return opened;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'payload-malformed';
    return { unreadable: code, bytes: payload.data?.length ?? 0 };
  }
}

const isInput = (value: unknown): value is StartInput =>
  typeof value === 'object' && value !== null && 'course' in value && 'protocol' in value;
