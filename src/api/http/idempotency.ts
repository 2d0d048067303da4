/** A repeated key returns the first response. Of two requests at once, one does the work. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '../../time/instant';
import { canonicalJson } from '../../security/canonicalJson';
import type { ApiStore } from './deps';
import { ApiError, isOurFault, statusOf, toApiError } from './errors';

/** The same pattern as a signal's id: the key becomes that id. */
const KEY = /^[\w.:-]{1,100}$/;

export interface KeyedRequest {
  scope: string;
  key: string;
  /** Hash of caller, operation and body. */
  hash: string;
}

export interface Answer {
  status: number;
  body: unknown;
  /** It is the stored response to the first request with this key. */
  repeated: boolean;
}

/** @throws ApiError if the header is missing or not a valid key. */
export function readKey(header: string | undefined): string {
  if (header === undefined || header.trim() === '') {
    throw new ApiError(
      'idempotency-key-missing',
      'Send an Idempotency-Key header: a new UUID for each new request, and the same one to repeat a request.',
      { errors: [{ field: 'Idempotency-Key', message: 'is required' }] },
    );
  }
  if (!KEY.test(header)) {
    const message = 'must be 1 to 100 letters, digits or . : _ -';
    throw new ApiError('request-invalid', `Idempotency-Key ${message}.`, {
      errors: [{ field: 'Idempotency-Key', message }],
    });
  }
  return header;
}

export function hashOf(...parts: unknown[]): string {
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
}

/** A UUID (version 8, RFC 9562 §5.8) derived from the request, so that a repeated attempt names the same record. */
export function derivedUuid({ scope, key, hash }: KeyedRequest): string {
  const hex = hashOf(scope, key, hash);
  const variant = '89ab'.charAt(parseInt(hex.charAt(16), 16) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** How long a second request waits for the response to the first, and how often it looks, in milliseconds. */
const PATIENCE = { wait: 2_000, look: 100 };

export interface Work {
  /**
   * Carries out the request. `resumed`: an earlier attempt was never answered and may have succeeded. Records are
   * named by `derivedUuid` or by the key, so nothing is created twice.
   */
  work: (resumed: boolean) => Promise<Omit<Answer, 'repeated'>>;
  /** Two attempts at once get one outcome, so a second request need not wait for the first. */
  joins: boolean;
  /** Whether a response is not the last word: the key is free for the same request. */
  unsettled?: ((body: unknown) => boolean) | undefined;
}

/**
 * Does the work unless the key has a response already. Successes are kept. A refusal changed nothing and frees the
 * key: the same request is judged again, because time may have removed the reason.
 * @throws ApiError `idempotency-key-reused`, `idempotency-in-progress`, and what `work` throws.
 */
export async function once(
  store: ApiStore['idempotency'],
  request: KeyedRequest,
  now: Instant,
  { work, joins, unsettled }: Work,
): Promise<Answer> {
  const { scope, key, hash } = request;
  for (let waited = 0; ; waited += PATIENCE.look) {
    const begun = await store.begin(scope, key, hash, now);
    switch (begun.state) {
      case 'new':
        return doWork(store, request, begun.resumed, { work, unsettled });
      case 'done':
        return { status: begun.status, body: begun.body, repeated: true };
      case 'mismatch':
        throw new ApiError(
          'idempotency-key-reused',
          'Use a new key for a new request. A repeated request must be identical to the first.',
        );
      case 'inProgress':
        if (joins) return doWork(store, request, true, { work, unsettled });
        if (waited >= PATIENCE.wait) throw inProgress();
        await pause(PATIENCE.look);
    }
  }
}

function inProgress(): ApiError {
  const detail = 'The first request with this key is still in progress. Try again in a moment.';
  return new ApiError('idempotency-in-progress', detail, { retryAfterSeconds: 1 });
}

async function doWork(
  store: ApiStore['idempotency'],
  { scope, key }: KeyedRequest,
  resumed: boolean,
  { work, unsettled }: Pick<Work, 'work' | 'unsettled'>,
): Promise<Answer> {
  try {
    const answer = await work(resumed);
    if (unsettled?.(answer.body)) await store.release(scope, key);
    else await store.finish(scope, key, answer);
    return { ...answer, repeated: false };
  } catch (error) {
    const failure = toApiError(error);
    const status = statusOf(failure.code);
    const unknown = failure.code !== 'signal-refused' && (resumed || isOurFault(status));
    if (unknown) {
      // The outcome is unknown. While the database is down, the claim expires on its own.
      await store.release(scope, key).catch(() => undefined);
    } else {
      await store.forget(scope, key);
    }
    throw failure;
  }
}
