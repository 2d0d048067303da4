/**
 * Screens what people send to a course without the API, before the SDK reads it. Loaded by path into the workflow
 * bundle. The SDK fails the workflow task again and again for a payload it cannot read and for a reserved name. Here,
 * an unreadable payload becomes a marker with the reason, and a reserved name becomes one that is refused as unknown.
 * The input of the course and the results of activities are not screened: if unreadable, they must fail visibly.
 */
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import type { ActivateInput, WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { WHY, type Unreadable } from '../vocabulary/unreadable';

/** Bytes of one message: four times the limit of the API. */
const MAX_BYTES = 400_000;
/** Levels of lists and objects; a signal has five. Deeper ones break recursive code. */
const MAX_DEPTH = 100;
/** Names with this prefix fail the workflow task if a default handler is set. */
const RESERVED = '__temporal_';

const text = (bytes: Uint8Array | null | undefined): string => new TextDecoder().decode(bytes ?? undefined);

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);

/** Levels of lists and objects in JSON text. */
function depthOf(json: Uint8Array): number {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) quoted = !quoted;
    else if (quoted) at += byte === BACKSLASH ? 1 : 0;
    else if (OPEN.has(byte)) deepest = Math.max(deepest, (depth += 1));
    else if (CLOSE.has(byte)) depth -= 1;
  }
  return deepest;
}

function whyUnreadable({ metadata, data }: Payload): string | undefined {
  const why = text(metadata?.[WHY]);
  if (/^payload-[a-z-]{1,30}$/.test(why)) return why;
  const encoding = text(metadata?.encoding);
  if (encoding === 'binary/null') return undefined;
  if (encoding !== 'json/plain') return 'encoding-unknown';
  const json = data ?? new Uint8Array();
  if (json.length > MAX_BYTES) return 'too-large';
  if (depthOf(json) > MAX_DEPTH) return 'too-deep';
  try {
    JSON.parse(text(json));
    return undefined;
  } catch {
    return 'json-malformed';
  }
}

/** The payload, or a marker with the reason why it cannot be read. */
export function screened(payload: Payload): Payload {
  const unreadable = whyUnreadable(payload);
  if (unreadable === undefined) return payload;
  const marker: Unreadable = { unreadable, bytes: payload.data?.length ?? 0 };
  return defaultPayloadConverter.toPayload(marker);
}

/** Turns a name that is reserved by the SDK into one that is refused as unknown. */
export const unreserved = (name: string): string => (name.startsWith(RESERVED) ? `reserved:${name}` : name);

function screen({ jobs }: ActivateInput['activation']): void {
  for (const { signalWorkflow: signal, doUpdate: update, queryWorkflow: query } of jobs ?? []) {
    if (signal) {
      signal.signalName = unreserved(signal.signalName ?? '');
      signal.input = (signal.input ?? []).map(screened);
    }
    if (update) {
      update.name = unreserved(update.name ?? '');
      update.input = (update.input ?? []).map(screened);
    }
    if (query) query.arguments = (query.arguments ?? []).map(screened);
  }
}

export const interceptors: WorkflowInterceptorsFactory = () => ({
  internals: [
    {
      activate: (input, next) => {
        screen(input.activation);
        next(input);
      },
    },
  ],
});
