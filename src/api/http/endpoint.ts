/** One operation of the API: description, input, output, handler. Everything else is made from it. */
import type { FieldProblem } from '../../vocabulary/fieldProblem';
import { z } from 'zod';
import type { Instant } from '../../time/instant';
import type { Role } from '../../vocabulary/roles';
import { textProblems } from '../../input/storableText';
import type { Identity } from './context';
import type { ApiDeps } from './deps';
import { ApiError, type ApiErrorCode, type Success } from './errors';

const NOTHING = z.strictObject({});
/** No parameters, no query, or no body. */
export type Nothing = typeof NOTHING;

/** What a handler is given: checked input, who asks, and the world. */
export interface Call<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  who: Identity;
  deps: ApiDeps;
  /** The Idempotency-Key; empty for operations without one. */
  key: string;
  /** The same for the same request under the same key, as a UUID: names what the request creates. */
  derivedId: string;
  now: Instant;
}

/** `resumed`: the same request was begun before and has had no answer, so it may have been done already. */
interface Begun {
  resumed: boolean;
}

export interface Described {
  /** Unique; `operationId` in OpenAPI. */
  id: string;
  method: 'get' | 'post' | 'patch';
  /** As in OpenAPI: `/api/v1/courses/{id}`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  /** Who may; nobody else. */
  roles: readonly Role[];
  success?: Success;
  /** Codes besides those every operation can end with. */
  problems?: readonly ApiErrorCode[];
  /** Changes something, so an Idempotency-Key is required. Default: all but GET. */
  keyed?: boolean;
  /** Within what an Idempotency-Key counts. Default: the caller. */
  scope?: (params: Readonly<Record<string, string>>, who: Identity) => string;
  /** A second request with a key at work need not wait: whoever is asked gives both the same. Default: it waits. */
  joins?: boolean;
  /** The stored answer as given to a repeated request. Default: unchanged. */
  repeat?: (body: unknown, again: Again) => unknown;
}

/** A request repeated with its key. */
export interface Again {
  deps: ApiDeps;
  now: Instant;
}

export interface Schemas {
  params: z.ZodObject;
  query: z.ZodObject;
  body: z.ZodType;
  response: z.ZodType;
}

type Raw = Call<unknown, unknown, unknown>;
type Input = Pick<Raw, 'params' | 'query' | 'body'>;

/** An operation ready to be mounted and documented. */
export interface Endpoint extends Described {
  schemas: Schemas;
  /** Checks the input. Returns what lets the caller in. @throws ApiError `request-invalid` */
  prepare(input: Input): (rest: Omit<Raw, keyof Input>) => Promise<Work>;
}

/** Does what was asked, and checks the output. */
export type Work = (resumed: boolean) => Promise<unknown>;

type Definition<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
  S,
> = Described & {
  params?: P;
  query?: Q;
  body?: B;
  response: R;
  /**
   * Finds what the request is about, or refuses who may not know of it: before anything is told of the key it
   * came with, which would tell that it is there.
   */
  subject?: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<S>;
  handler: (
    call: Call<z.output<P>, z.output<Q>, z.output<B>> & Begun & { subject: S },
  ) => Promise<z.input<R>>;
};

/** Defines an operation. Its output is an allow-list too: what the schema does not name is not sent. */
export function endpoint<
  R extends z.ZodType,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = Nothing,
  S = undefined,
>({
  params,
  query,
  body,
  response,
  subject: find,
  handler,
  ...described
}: Definition<P, Q, B, R, S>): Endpoint {
  // Absent schemas are `Nothing`, as the defaults of the type parameters say.
  const schemas = {
    params: params ?? (NOTHING as unknown as P),
    query: query ?? (NOTHING as unknown as Q),
    body: body ?? (NOTHING as unknown as B),
    response,
  };
  return {
    ...described,
    schemas,
    prepare: (input) => {
      const problems: FieldProblem[] = [input.params, input.query, input.body].flatMap(textProblems);
      if (problems.length) throw invalid(problems);
      const checked = {
        params: check(schemas.params, input.params, problems),
        query: check(schemas.query, input.query, problems),
        body: check(schemas.body, input.body, problems),
      };
      if (problems.length) throw invalid(problems);
      const ready = checked as { params: z.output<P>; query: z.output<Q>; body: z.output<B> };
      return async (rest) => {
        const call = { ...ready, ...rest };
        // Without one it is `undefined`, as the default of S says.
        const subject = (await find?.(call)) as S;
        return async (resumed) => response.parse(await handler({ ...call, resumed, subject }));
      };
    },
  };
}

/** The refusal of a request by its fields. */
export function invalid(errors: readonly FieldProblem[]): ApiError {
  const fields = [...new Set(errors.map(({ field }) => field))].join(', ');
  return new ApiError('request-invalid', `Correct: ${fields}.`, { errors });
}

function check<S extends z.ZodType>(
  schema: S,
  value: unknown,
  problems: FieldProblem[],
): z.output<S> | undefined {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  problems.push(...read.error.issues.flatMap(fieldProblems));
  return undefined;
}

function fieldProblems(issue: z.core.$ZodIssue): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...issue.path, key].join('.'),
      message: 'is not a field of this request',
    }));
  }
  return [{ field: issue.path.join('.') || '(body)', message: issue.message }];
}
