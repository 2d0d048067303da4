/** The same key again gives the first answer; of two at once one does the work. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '../../time/instant';
import { canonicalJson } from '../../security/canonicalJson';
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

/** Milliseconds a second request waits for the answer to the first, and between looks. */
const PATIENCE = { wait: 2_000, look: 100 };

export interface Work {
  /**
   * Does it. `resumed`: the same request was begun before and never answered, so it may have been done: what it
   * makes is named by `derivedUuid` or by the key, and is not made twice.
   */
  work: (resumed: boolean) => Promise<Omit<Answer, 'repeated'>>;
  /** Whoever does the work twice at once is given one outcome: a second request need not wait for the first. */
  joins: boolean;
}

/**
 * Does the work unless the key has an answer already. Answers and refusals of the course are kept; other
 * refusals free the key.
 * @throws ApiError `idempotency-key-reused`, `idempotency-in-progress`, and what `work` throws.
 */
export async function once(
  store: ApiStore['idempotency'],
  request: KeyedRequest,
  now: Instant,
  { work, joins }: Work,
): Promise<Answer> {
  const { scope, key, hash } = request;
  for (let waited = 0; ; waited += PATIENCE.look) {
    const begun = await store.begin(scope, key, hash, now);
    switch (begun.state) {
      case 'new':
        return worked(store, request, begun.resumed, work);
      case 'done':
        return { status: begun.status, body: begun.body, repeated: true };
      case 'mismatch':
        throw new ApiError(
          'idempotency-key-reused',
          'Take a new key for a new request; repeat only the very same one.',
        );
      case 'inProgress':
        if (joins) return worked(store, request, true, work);
        if (waited >= PATIENCE.wait) throw inProgress();
        await pause(PATIENCE.look);
    }
  }
}

function inProgress(): ApiError {
  const detail = 'The first request with this key has no answer yet. Ask again in a moment.';
  return new ApiError('idempotency-in-progress', detail, { retryAfterSeconds: 1 });
}

async function worked(
  store: ApiStore['idempotency'],
  { scope, key }: KeyedRequest,
  resumed: boolean,
  work: Work['work'],
): Promise<Answer> {
  try {
    const answer = await work(resumed);
    await store.finish(scope, key, answer);
    return { ...answer, repeated: false };
  } catch (error) {
    const failure = toApiError(error);
    const status = statusOf(failure.code);
    if (failure.code === 'signal-refused') {
      await store.finish(scope, key, { status, body: problemBody(failure) });
    } else if (resumed || isOurFault(status)) {
      // Nobody knows what became of it. While the database is away the claim runs out by itself.
      await store.release(scope, key).catch(() => undefined);
    } else {
      await store.forget(scope, key);
    }
    throw failure;
  }
}
