/** Every way a request can fail, by a stable code. Only this file knows HTTP status codes. */
import type { FieldProblem } from '../../vocabulary/fieldProblem';
import type { Reason } from '../../vocabulary/reasons';
import type { Warning } from '../../vocabulary/warnings';
import { EstimateRefused } from '../../protocols/estimate';
import { ProtocolError } from '../../protocols/load';
import { StoreError } from '../../store';
import { EngineError } from '../../engine/engine';

const BAD_REQUEST = 400;
const NOT_KNOWN = [401, 'Authentication required'] as const;
const NOT_ALLOWED = [403, 'Not allowed'] as const;
const UNKNOWN = [404, 'Not found'] as const;
const UNAVAILABLE = [503, 'Temporarily unavailable'] as const;

const CODES = {
  'request-invalid': [BAD_REQUEST, 'The request is not valid'],
  'json-malformed': [BAD_REQUEST, 'The body is not valid JSON'],
  'cursor-invalid': [BAD_REQUEST, 'The cursor is not valid'],
  'idempotency-key-missing': [BAD_REQUEST, 'An Idempotency-Key is required'],
  'token-missing': NOT_KNOWN,
  'token-malformed': NOT_KNOWN,
  'token-unknown': NOT_KNOWN,
  'token-revoked': NOT_KNOWN,
  'token-expired': NOT_KNOWN,
  'token-withdrawn': NOT_KNOWN,
  'not-signed-in': NOT_KNOWN,
  'sign-in-refused': NOT_KNOWN,
  'second-factor-refused': NOT_KNOWN,
  'second-factor-needed': NOT_KNOWN,
  'second-factor-setup-needed': NOT_KNOWN,
  'role-refused': NOT_ALLOWED,
  'token-not-yours': NOT_ALLOWED,
  'sign-in-needed': NOT_ALLOWED,
  'set-up-code-refused': NOT_ALLOWED,
  'cross-site-refused': NOT_ALLOWED,
  'route-unknown': UNKNOWN,
  'client-unknown': UNKNOWN,
  'inquiry-unknown': UNKNOWN,
  'course-unknown': UNKNOWN,
  'protocol-unknown': UNKNOWN,
  'signal-unknown': UNKNOWN,
  'message-unknown': UNKNOWN,
  'staff-unknown': UNKNOWN,
  'token-not-found': UNKNOWN,
  'link-unknown': UNKNOWN,
  'method-refused': [405, 'Method not allowed'],
  'signal-refused': [409, 'Not possible now'],
  'course-not-running': [409, 'The course is not running'],
  'price-unknown': [409, 'A price is missing'],
  'protocol-invalid': [409, 'The protocol has mistakes'],
  'consent-text-unknown': [404, 'The text is unknown'],
  'consent-text-version-taken': [409, 'There is another version already'],
  'protocol-version-taken': [409, 'There is another version already'],
  'protocol-incomplete': [409, 'The protocol is incomplete'],
  'client-resembles': [409, 'This may be a client who is there already'],
  'client-has-courses': [409, 'The client has a course'],
  'inquiry-changed': [409, 'Somebody has changed the inquiry'],
  'inquiry-not-possible': [409, 'Not possible for this inquiry'],
  'email-taken': [409, 'Somebody else has this e-mail address'],
  'set-up-needed': [409, 'The practice is not set up yet'],
  'set-up-done': [409, 'The practice is set up'],
  'practice-zone-differs': [409, 'Open courses keep their time zone'],
  'mail-server-fixed': [409, 'The environment sets the mail server'],
  'mail-server-missing': [409, 'No mail server is set'],
  'link-not-possible': [409, 'No link can be sent'],
  'last-manager': [409, 'Somebody has to manage the staff'],
  'password-not-set': [409, 'No password is set'],
  'second-factor-off': [409, 'The second factor is off'],
  'second-factor-required': [409, 'The practice requires a second factor'],
  'idempotency-in-progress': [409, 'The first request is still in progress'],
  'body-too-large': [413, 'The body is too large'],
  'media-type-refused': [415, 'The body must be JSON'],
  'idempotency-key-reused': [422, 'The Idempotency-Key was used for another request'],
  'rate-limited': [429, 'Too many requests'],
  internal: [500, 'Internal error'],
  'practice-not-set-up': UNAVAILABLE,
  'database-unavailable': UNAVAILABLE,
  'storage-full': [503, 'The disk is full'],
  'temporal-unavailable': UNAVAILABLE,
  'workers-unavailable': UNAVAILABLE,
  'course-not-begun': UNAVAILABLE,
  'course-stuck': [503, 'The course does not respond'],
  'query-failed': UNAVAILABLE,
  'course-busy': UNAVAILABLE,
  'payload-keys-differ': UNAVAILABLE,
  'forecasts-busy': UNAVAILABLE,
  'forecast-too-long': [503, 'The forecast takes too long'],
  'not-ready': UNAVAILABLE,
} as const satisfies Record<string, readonly [number, string]>;

export type ApiErrorCode = keyof typeof CODES;
export const API_ERROR_CODES = Object.keys(CODES) as ApiErrorCode[];
export const statusOf = (code: ApiErrorCode): number => CODES[code][0];
export const titleOf = (code: ApiErrorCode): string => CODES[code][1];

/** How a request can succeed. */
const SUCCESS = { ok: 200, created: 201 } as const;
export type Success = keyof typeof SUCCESS;
export const statusOfSuccess = (success: Success): number => SUCCESS[success];
/** Whether the caller was not identified. */
export const isUnidentified = (code: ApiErrorCode): boolean => statusOf(code) === NOT_KNOWN[0];
/** Whether the caller is unknown, or may not do this. */
export const isRefusal = (code: ApiErrorCode): boolean =>
  isUnidentified(code) || statusOf(code) === NOT_ALLOWED[0];
export const isProblemStatus = (status: number): boolean => status >= BAD_REQUEST;
export const isOurFault = (status: number): boolean => status >= CODES.internal[0];

/** What an error carries besides its code and sentence. */
export interface ProblemExtras {
  errors?: readonly FieldProblem[];
  reasons?: readonly Reason[];
  /** What the database knows while the workers are down. */
  known?: Record<string, unknown>;
  /** What to look at before it is done all the same. */
  warnings?: readonly Warning[];
  retryAfterSeconds?: number;
  /** The methods that are allowed. */
  allow?: readonly string[];
  /** The course's code for why it refuses a signal. It replaces `code` in the body. */
  refusal?: string;
}

/** An error that the caller can understand. `message` is for the caller and contains no values. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ApiErrorCode,
    detail: string,
    readonly extras: ProblemExtras = {},
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }
}

/** Problem details (RFC 9457) without `instance`, which differs for each response. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: readonly FieldProblem[];
  reasons?: readonly Reason[];
  known?: Record<string, unknown>;
  warnings?: readonly Warning[];
}

export function problemBody({ code, message, extras }: ApiError): ProblemBody {
  const { errors, reasons, known, warnings, refusal } = extras;
  return {
    type: `urn:throughline:problem:${code}`,
    title: titleOf(code),
    status: statusOf(code),
    detail: message,
    code: refusal ?? code,
    ...(errors && { errors }),
    ...(reasons && { reasons }),
    ...(known && { known }),
    ...(warnings && { warnings }),
  };
}

/** Seconds after which to repeat a request that failed because a service was down. */
export const RETRY_SECONDS = 5;
/** A course works off its queue within a second or two. */
const BUSY_SECONDS = 1;

/** Turns any error into one the caller may see. An unexpected error reveals nothing about its cause. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof EngineError) return fromEngine(error);
  if (error instanceof StoreError) return fromStore(error);
  if (error instanceof ProtocolError && error.code === 'protocol-unknown') {
    return new ApiError('protocol-unknown', error.message, {}, { cause: error });
  }
  if (error instanceof ProtocolError && error.code === 'protocol-invalid') {
    const errors = error.problems.map(({ path, message }) => ({ field: path || 'protocol', message }));
    const detail =
      'This version of the protocol is no longer valid. Save a new version without these mistakes.';
    return new ApiError('protocol-invalid', detail, { errors }, { cause: error });
  }
  if (error instanceof EstimateRefused)
    return new ApiError('price-unknown', error.message, {}, { cause: error });
  return fromExpress(error) ?? internal(error);
}

export const STORAGE_FULL =
  'The disk is full. Repeat the request with the same Idempotency-Key when there is space.';

export const FORECASTS_BUSY = 'Too many forecasts are asked for at once. Try again in a moment.';

const ENGINE_SENTENCES: Record<EngineError['code'], string> = {
  'course-not-running': 'This course has not been started, or its workflow has ended.',
  'temporal-unavailable': 'The engine cannot be reached. Repeat the request with the same Idempotency-Key.',
  'course-not-begun': 'This course is being started. Repeat the request with the same Idempotency-Key.',
  'course-busy':
    'This course is receiving too many requests. Repeat the request with the same Idempotency-Key.',
  'forecasts-busy': FORECASTS_BUSY,
  'payload-keys-differ':
    'The workers and the API have different payload keys. Notify an engineer, then repeat the request with the same Idempotency-Key.',
  'query-failed': 'The course could not answer. Try again in a moment.',
  'workers-unavailable':
    'No worker responded in time, but the request may still be processed. Repeat it with the same Idempotency-Key: it takes effect once.',
};

function fromEngine(error: EngineError): ApiError {
  const retryAfterSeconds = error.code === 'course-busy' ? BUSY_SECONDS : RETRY_SECONDS;
  const extras = error.code === 'course-not-running' ? {} : { retryAfterSeconds };
  return new ApiError(error.code, ENGINE_SENTENCES[error.code], extras, { cause: error });
}

function fromStore(error: StoreError): ApiError {
  if (error.code === 'cursor-invalid') {
    const errors = [{ field: 'cursor', message: 'must be the `next` of a page of this list' }];
    return new ApiError('cursor-invalid', 'Start again without a cursor.', { errors }, { cause: error });
  }
  if (!error.retryable && error.code !== 'store-closed') return internal(error);
  const extras = { retryAfterSeconds: RETRY_SECONDS };
  if (error.code === 'storage-full')
    return new ApiError('storage-full', STORAGE_FULL, extras, { cause: error });
  return new ApiError(
    'database-unavailable',
    'The database cannot be reached. Try again in a moment.',
    extras,
    {
      cause: error,
    },
  );
}

/** Errors of Express for a request it cannot read, such as a malformed address. */
function fromExpress(error: unknown): ApiError | undefined {
  if (error instanceof URIError) {
    return new ApiError('route-unknown', 'This address does not exist.', {}, { cause: error });
  }
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && isProblemStatus(status) && !isOurFault(status)
    ? new ApiError('request-invalid', 'The request cannot be read.', {}, { cause: error })
    : undefined;
}

function internal(error: unknown): ApiError {
  const detail = 'This is an error in the server. Report it with the request id in `instance`.';
  return new ApiError('internal', detail, {}, { cause: error });
}

/** The error for a request with invalid fields. */
export function invalid(errors: readonly FieldProblem[]): ApiError {
  const fields = [...new Set(errors.map(({ field }) => field))].join(', ');
  return new ApiError('request-invalid', `Please check: ${fields}.`, { errors });
}
