/** Operations that answer with server-sent events until the caller leaves. */
import { z } from 'zod';
import type { Role } from '../../vocabulary/roles';
import { endpoint, type Literal, type OutsideCourses } from './endpoint';
import type { Call, Described, Nothing } from './operation';

/** What an open stream can do. */
export interface Stream {
  send: (event: object) => void;
  /** Looks whether the caller may still have it: something about their access has changed. */
  check: () => void;
}

/** Starts the events, and returns what ends them. */
export type Source = (stream: Stream) => () => void;

/** The last event, if the caller may no longer have the stream. */
export const Ended = z
  .object({ type: z.literal('ended') })
  .meta({ id: 'StreamEnded', description: 'Your sign-in has ended, or you lost the role. Nothing follows.' });

interface Streaming extends Omit<Described, 'method' | 'path' | 'events' | 'keyed' | 'open'> {
  roles: readonly Role[];
  /** The data of each event. */
  event: z.ZodType;
  handler: (call: Call<z.output<Nothing>, z.output<Nothing>, z.output<Nothing>>) => Source;
}

const Events = z.custom<Source>((value) => typeof value === 'function');

/** It does not keep a sign-in from ending, because no person asks for its events. */
export const streamEndpoint = <Path extends string>({
  event,
  handler,
  ...described
}: Streaming & { path: OutsideCourses<Literal<Path>> }) =>
  endpoint<'get', Path, typeof Events>({
    ...described,
    method: 'get',
    events: event,
    response: Events,
    handler: (call) => Promise.resolve(handler(call)),
  });
