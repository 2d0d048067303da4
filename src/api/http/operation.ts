/** One operation of the API: description, input, output, handler. Routes and OpenAPI are derived from it. */
import type { FieldProblem } from '../../vocabulary/fieldProblem';
import { z } from 'zod';
import type { Instant } from '../../time/instant';
import type { Role } from '../../vocabulary/roles';
import { textProblems } from '../../input/storableText';
import type { Identity, Visitor } from './context';
import type { ApiDeps } from './deps';
import type { InPerson } from './inPerson';
import { invalid, type ApiErrorCode, type Success } from './errors';

const NOTHING = z.strictObject({});
/** No parameters, no query, or no body. */
export type Nothing = typeof NOTHING;

/** What a handler gets: validated input, the caller, and the dependencies. */
export interface Call<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  who: Identity;
  deps: ApiDeps;
  /** The Idempotency-Key; empty for operations without one. */
  key: string;
  /** A UUID derived from the request and its key, so that a repeated request creates the same record. */
  derivedId: string;
  now: Instant;
}

/** What the handler of an open operation gets. It may use the cookie, and nothing is known of the caller besides. */
export interface OpenCall<P, Q, B> extends Omit<Call<P, Q, B>, 'who' | 'key' | 'derivedId'> {
  visitor: Visitor;
}

/** `resumed`: the same request was started before and never answered, so it may have been carried out already. */
interface Begun {
  resumed: boolean;
}

export type Method = 'get' | 'post' | 'patch';

export interface Described<M extends Method = Method, Path extends string = string> {
  /** Unique; `operationId` in OpenAPI, and the name in the registry. */
  id: string;
  method: M;
  /** As in OpenAPI: `/api/v1/courses/{id}`. */
  path: Path;
  tag: string;
  summary: string;
  description?: string;
  /** The roles that may use it. All others are refused. */
  roles: readonly Role[];
  /** It could give somebody else access, so a person does it, not a token. */
  inPerson?: InPerson;
  /** Nobody is identified before it: for signing in, out, and what one does meanwhile. Use `openEndpoint`. */
  open?: true;
  success?: Success;
  /** It returns text of this media type, as a file. Default: JSON. */
  media?: 'text/csv';
  fileName?: string;
  /** It answers with server-sent events, and this is the data of each. Use `streamEndpoint`. */
  events?: z.ZodType;
  /** Error codes besides those that every operation may return. */
  problems?: readonly ApiErrorCode[];
  /** It changes something, so an Idempotency-Key is required. Default: all methods but GET. */
  keyed?: boolean;
  /** Within what an Idempotency-Key must be unique. Default: the caller. */
  scope?: (params: Readonly<Record<string, string>>, who: Identity) => string;
  /** A second request with the same key need not wait for the first: both get the same outcome. Default: it waits. */
  joins?: boolean;
  /** Whether a response says that something failed for a moment. It is not stored: the same request is carried out again. */
  unsettled?: (body: unknown) => boolean;
  /** Adapts the stored response for a repeated request. Default: unchanged. */
  repeat?: (body: unknown, again: Again) => unknown;
}

/** A request repeated with its key. */
export interface Again {
  deps: ApiDeps;
  now: Instant;
}

export interface Schemas<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  params: P;
  query: Q;
  body: B;
  response: R;
}

type Raw = Call<unknown, unknown, unknown>;
type Input = Pick<Raw, 'params' | 'query' | 'body'>;
/** An open operation has a visitor, any other a caller. */
type Rest = Omit<Raw, keyof Input> | Omit<OpenCall<unknown, unknown, unknown>, keyof Input>;

/** An operation ready to be mounted and documented. Its type says what it takes and returns. */
export interface Endpoint<
  M extends Method = Method,
  Path extends string = string,
  S extends Schemas = Schemas,
> extends Described<M, Path> {
  schemas: S;
  /** Validates the input and returns a function that authorizes the caller. @throws ApiError `request-invalid` */
  prepare(input: Input): (rest: Rest) => Promise<Work>;
}

/** Runs the operation and validates its output. */
export type Work = (resumed: boolean) => Promise<unknown>;

export type Definition<
  M extends Method,
  Path extends string,
  R extends z.ZodType,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  S,
> = Described<M, Path> & {
  params?: P;
  query?: Q;
  body?: B;
  response: R;
  /**
   * Finds what the request is about, or refuses a caller who may not know that it exists. It runs before the
   * Idempotency-Key is looked up, because the answer to a known key would reveal the subject.
   */
  subject?: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<S>;
  handler: (
    call: Call<z.output<P>, z.output<Q>, z.output<B>> & Begun & { subject: S },
  ) => Promise<z.input<R>>;
};

/**
 * Any operation, unguarded: use `endpoint` or `courseEndpoint`. `.dependency-cruiser.cjs` lists the files that may call
 * this. Its output schema is an allow-list: fields that the schema does not name are not sent.
 */
export function operation<
  M extends Method,
  Path extends string,
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
}: Definition<M, Path, R, P, Q, B, S>): Endpoint<M, Path, Schemas<P, Q, B, R>> {
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
        // The handler of an open operation takes a visitor: `openEndpoint` has wrapped it.
        const call = { ...ready, ...rest } as Call<z.output<P>, z.output<Q>, z.output<B>>;
        // Without one it is `undefined`, as the default of S says.
        const subject = (await find?.(call)) as S;
        return async (resumed) => response.parse(await handler({ ...call, resumed, subject }));
      };
    },
  };
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
