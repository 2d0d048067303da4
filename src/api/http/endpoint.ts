/** Operations that are not about one course. */
import type { z } from 'zod';
import {
  operation,
  type Definition,
  type Endpoint,
  type Method,
  type Nothing,
  type Schemas,
} from './operation';

/** Where a path may have an id. */
type WithId = `/api/v1/${'clients' | 'inquiries' | 'protocols' | 'staff' | 'tokens'}/{id}`;

/** A path that is known to the compiler: not `string`, and no pattern such as `/api/${string}`. */
export type Literal<Path extends string> = Path extends string
  ? Record<'other', unknown> extends Record<Path, unknown>
    ? never
    : Path
  : never;

/** The only parameter is the id of a client, an inquiry, a protocol, somebody on the staff, or a token. */
export type OutsideCourses<Path extends string> = Path extends `${string}{${string}`
  ? Path extends `${WithId}${infer Rest}`
    ? Rest extends `${string}{${string}`
      ? never
      : Path
    : never
  : Path;

/**
 * Defines an operation that is not about one course. The compiler refuses any other path: `courseEndpoint` makes those,
 * because it authorizes the caller for the course.
 */
export const endpoint = <
  M extends Method,
  Path extends string,
  R extends z.ZodType,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = Nothing,
  S = undefined,
>(
  definition: Definition<M, Path, R, P, Q, B, S> & { path: OutsideCourses<Literal<Path>> },
): Endpoint<M, Path, Schemas<P, Q, B, R>> => operation(definition);
