/** Tells what has been committed, by LISTEN on a connection of its own. What is announced: migration 040. */
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/** What can change. `access` is somebody's sign-ins or tokens. */
export const CHANGE_KINDS = [
  'course',
  'messages',
  'client',
  'inquiry',
  'staff',
  'practice',
  'protocols',
  'access',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Something that was committed; ids only. */
export interface Change {
  kind: ChangeKind;
  course?: string;
  client?: string;
  person?: string;
}

/**
 * `listening`: from now on every change is told; what came before is not known. `deaf`: none is told until the next
 * `listening`, because the connection is broken.
 */
export type News = 'listening' | 'deaf' | Change;

/** A connection that is silently gone is found out by asking it something. */
const PROBE_MS = 15_000;
const LIMIT_MS = 5_000;
const RETRY_MS = 1_000;

/** Connects with the first subscriber, and again whenever the connection breaks, until it is closed. */
export function changesFeed(databaseUrl: string) {
  const subscribers = new Set<(news: News) => void>();
  const closing = new AbortController();
  let running: Promise<void> | undefined;
  let isListening = false;

  const tell = (news: News): void => {
    if (typeof news === 'string') isListening = news === 'listening';
    for (const subscriber of [...subscribers]) subscriber(news);
  };
  const rest = (ms: number, signal: AbortSignal): Promise<void> =>
    pause(ms, undefined, { signal, ref: false }).catch(() => undefined);

  const listen = async (): Promise<void> => {
    const client = new Client({
      ...{ connectionString: databaseUrl, application_name: 'throughline changes', keepAlive: true },
      ...{ connectionTimeoutMillis: LIMIT_MS, query_timeout: LIMIT_MS },
    });
    const broken = new AbortController();
    const signal = AbortSignal.any([closing.signal, broken.signal]);
    for (const event of ['end', 'error'] as const)
      client.on(event, () => {
        broken.abort();
      });
    client.on('notification', ({ payload = '' }) => {
      tell(JSON.parse(payload) as Change);
    });
    try {
      await client.connect();
      await client.query('listen throughline');
      tell('listening');
      while (!signal.aborted) {
        await client.query('select 1');
        await rest(PROBE_MS, signal);
      }
    } finally {
      // Over a connection that is gone, the farewell has no answer.
      await Promise.race([client.end().catch(() => undefined), pause(RETRY_MS, undefined, { ref: false })]);
    }
  };

  const keepListening = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await listen().catch(() => undefined);
      if (isListening) tell('deaf');
      await rest(RETRY_MS, closing.signal);
    }
  };

  return {
    /** Tells `listening` at once if it is. Returns what ends it. */
    subscribe(subscriber: (news: News) => void): () => void {
      subscribers.add(subscriber);
      if (isListening) subscriber('listening');
      if (!closing.signal.aborted) running ??= keepListening();
      return () => {
        subscribers.delete(subscriber);
      };
    },

    async close(): Promise<void> {
      closing.abort();
      await running;
    },
  };
}
