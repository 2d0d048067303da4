/** Reads from a run's history the signals that people sent and the course never processed. */
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

/** A signal that was sent and not processed. */
export interface PendingSignal {
  signal: CarriedSignal;
  /** When the server received it. */
  at: Instant;
  /** Set when the signal cannot be decrypted with this process's keys. */
  unreadable?: string;
}

export interface Run {
  runId: string;
  /** The input of the run; absent when it cannot be read. */
  input?: StartInput;
  pending: PendingSignal[];
}

/** Reads a run: its input, and the signals without an answer in the log (`answers`). */
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
  const startInput = isInput(input) ? input : undefined;
  // Signals that an earlier repair handed over and this run did not process either.
  const handedOver = startInput?.carried ? migrate(startInput.carried).inbox : [];
  const startedAt = instantOf(events?.[0]);
  const pending = handedOver.flatMap((signal) =>
    isKnown(signal, startedAt, answers) ? [] : [pendingSignal(signal, startedAt)],
  );
  let raw = 0;
  for (const event of events ?? []) {
    const sent = await sentBy(client, event);
    if (!sent) continue;
    // The id under which the run would have refused it: see `registerHandlers`.
    const id = 'signal' in sent ? '' : `${first}.${runId}.${(raw += 1)}`;
    const signal: CarriedSignal =
      'signal' in sent ? { kind: 'signal', signal: sent.signal } : { kind: 'raw', id, ...sent };
    const sentAt = instantOf(event);
    if (!isKnown(signal, sentAt, answers)) pending.push(pendingSignal(signal, sentAt));
  }
  return { runId, pending, ...(startInput && { input: startInput }) };
}

const instantOf = (event: HistoryEvent | undefined): Instant => fromMs(optionalTsToMs(event?.eventTime) ?? 0);

function pendingSignal(signal: CarriedSignal, at: Instant): PendingSignal {
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

/** Whether the log has it. A refused id may have been sent again since: then only what was sent before is known. */
function isKnown(signal: CarriedSignal, sentAt: Instant, answers: Course['answers']): boolean {
  const answered = (id: string): boolean => {
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
    return answer !== undefined && (answer.accepted || (answer.at ?? sentAt) >= sentAt);
  };
  if (signal.kind === 'signal') return answered(signal.signal.id);
  const { id, payload } = signal;
  const own = typeof payload === 'object' && payload !== null && 'id' in payload ? payload.id : undefined;
  return answered(id) || (typeof own === 'string' && answered(own));
}

/** Decodes values as the course would. A value that cannot be decrypted becomes a marker with the reason. */
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
