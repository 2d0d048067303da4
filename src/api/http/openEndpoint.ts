/** Operations that identify nobody before they run: signing in, signing out, links from e-mails, and the first set-up. */
import type { z } from 'zod';
import {
  operation,
  type Definition,
  type Endpoint,
  type Method,
  type Nothing,
  type OpenCall,
  type Schemas,
} from './operation';

/** Nothing else can be opened by mistake. */
type OpenPath =
  `/api/v1/${'session' | 'sign-ins' | 'password-reset' | 'account-link' | 'set-up'}${'' | `/${string}`}`;

type OpenDefinition<M extends Method, Path extends OpenPath, R extends z.ZodType, B extends z.ZodType> = Omit<
  Definition<M, Path, R, Nothing, Nothing, B, undefined>,
  'params' | 'query' | 'subject' | 'handler' | 'roles' | 'open' | 'keyed'
> & {
  handler: (call: OpenCall<z.output<Nothing>, z.output<Nothing>, z.output<B>>) => Promise<z.input<R>>;
};

/** It takes no Idempotency-Key: its answer may set a cookie, which is not stored. */
export const openEndpoint = <
  M extends Method,
  Path extends OpenPath,
  R extends z.ZodType,
  B extends z.ZodType = Nothing,
>({
  handler,
  ...described
}: OpenDefinition<M, Path, R, B>): Endpoint<M, Path, Schemas<Nothing, Nothing, B, R>> =>
  operation<M, Path, R, Nothing, Nothing, B>({
    ...(described as unknown as Omit<Definition<M, Path, R, Nothing, Nothing, B, undefined>, 'handler'>),
    ...{ roles: [], open: true, keyed: false },
    // `mount` gives it a visitor, because it is open.
    handler: (call) => handler(call as unknown as Parameters<typeof handler>[0]),
  });
