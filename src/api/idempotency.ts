/** The same key again gives the first answer; of two at once one does the work. */
import { createHash } from 'node:crypto';
import { plusHours, type Instant } from '../course/instant';
import { canonicalJson } from '../security/canonicalJson';
import type { ApiStore } from './deps';
import { ApiError, isOurFault, problemBody, statusOf, toApiError } from './errors';

/** As a signal's id: the key becomes that id. */
const KEY = /^[\w.:-]{1,100}$/;

export interface KeyedRequest {
  scope: string;
  key: string;
  /** Hash of who, where and what. */
  hash: string;
}

export interface Answer {
  status: number;
  body: unknown;
  /** Given before, for the first request with this key. */
  repeated: boolean;
}

/** @throws ApiError when the header is absent or cannot be a key. */
export function readKey(header: string | undefined): string {
  if (header === undefined || header.trim() === '') {
    throw new ApiError(
      'idempotency-key-missing',
      'Send an Idempotency-Key header, such as a new UUID for each thing you do, the same one when you repeat it.',
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

/** A UUID (version 8, RFC 9562 §5.8) that follows from the request: a repeated attempt names the same thing. */
export function derivedUuid({ scope, key, hash }: KeyedRequest): string {
  const hex = hashOf(scope, key, hash);
  const variant = '89ab'.charAt(parseInt(hex.charAt(16), 16) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Does `work` unless the key has an answer already. Answers and refusals of the course are kept; other
 * refusals free the key.
 * @throws ApiError `idempotency-key-reused`, `idempotency-in-progress`, and what `work` throws.
 */
export async function once(
  store: ApiStore['idempotency'],
  request: KeyedRequest,
  now: Instant,
  work: () => Promise<Omit<Answer, 'repeated'>>,
): Promise<Answer> {
  const { scope, key, hash } = request;
  const begun = await store.begin(scope, key, hash, now);
  if (begun.state === 'done') return { status: begun.status, body: begun.body, repeated: true };
  if (begun.state === 'mismatch') {
    throw new ApiError(
      'idempotency-key-reused',
      'Take a new key for a new request; repeat only the very same one.',
    );
  }
  if (begun.state === 'inProgress') {
    const detail = 'The first request with this key has no answer yet. Ask again in a moment.';
    throw new ApiError('idempotency-in-progress', detail, { retryAfterSeconds: 1 });
  }
  return finished(store, request, now, work);
}

async function finished(
  store: ApiStore['idempotency'],
  request: KeyedRequest,
  now: Instant,
  work: () => Promise<Omit<Answer, 'repeated'>>,
): Promise<Answer> {
  const { scope, key } = request;
  try {
    const answer = await work();
    await store.finish(scope, key, answer);
    return { ...answer, repeated: false };
  } catch (error) {
    const failure = toApiError(error);
    const status = statusOf(failure.code);
    if (failure.code === 'signal-refused') {
      await store.finish(scope, key, { status, body: problemBody(failure) });
    } else if (isOurFault(status)) {
      await keepForRetry(store, request, now);
    } else {
      await store.forget(scope, key);
    }
    throw failure;
  }
}

/**
 * Nobody knows what became of it: the very same request may try again at once, another one may never use the
 * key (the engine would answer it with the first one's outcome). A claim from an hour ago is just that.
 */
async function keepForRetry(
  store: ApiStore['idempotency'],
  { scope, key, hash }: KeyedRequest,
  now: Instant,
): Promise<void> {
  try {
    await store.forget(scope, key);
    await store.begin(scope, key, hash, plusHours(now, -1));
  } catch {
    // The database is away: the claim stays and is given up after some minutes.
  }
}
