/** What went wrong with a request, as a person needs to know it. */
import type { z } from 'zod';
import type { Problem as Schema } from '../../api/problemSchema';

type Body = z.output<typeof Schema>;
export type Reason = NonNullable<Body['reasons']>[number];
export type Warning = NonNullable<Body['warnings']>[number];
export type FieldError = NonNullable<Body['errors']>[number];

export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    /** `offline`: there was no answer at all. */
    readonly code: Body['code'] | 'offline' | 'unreadable',
    detail: string,
    readonly status = 0,
    readonly reasons: readonly Reason[] = [],
    readonly errors: readonly FieldError[] = [],
    readonly retryAfterSeconds?: number,
    readonly warnings: readonly Warning[] = [],
  ) {
    super(detail);
  }

  /** The content was refused, so nothing was done. Of any other failure, an earlier attempt may have been carried out. */
  get refused(): boolean {
    return this.code === 'request-invalid' || this.reasons.length > 0 || this.warnings.length > 0;
  }

  /** Its key belongs to what was sent before, which is decided. Something else needs a new key. */
  get used(): boolean {
    return this.code === 'idempotency-key-reused';
  }

  /** Nothing is known of the outcome, or the server asks to repeat it: the same key repeats it safely. */
  get repeatable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export const OFFLINE =
  'The server does not answer. What you entered is kept. Check the connection and try again.';

export function problemFrom(response: Response, body: unknown): Problem {
  const after = Number(response.headers.get('retry-after') ?? NaN);
  const retryAfter = Number.isFinite(after) ? after : undefined;
  if (typeof body !== 'object' || body === null || !('code' in body))
    return new Problem(
      'unreadable',
      `The server answered with ${response.status}.`,
      response.status,
      [],
      [],
      retryAfter,
    );
  const { code, detail, reasons, errors, warnings } = body as Body;
  return new Problem(code, detail, response.status, reasons, errors, retryAfter, warnings);
}
