/** Looks after all courses: which do not respond, who is to be told, and what they have not heard. */
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { retryBroadcasts, type Reach } from '../engine/broadcast';
import { fromMs, type Instant } from '../time/instant';
import type { Store } from '../store';
import { look } from '../watch/find';
import { tellOfStuck, type Telling } from '../watch/tell';
import { every, type Repeating } from './every';

export interface Watching extends Omit<Telling, 'store' | 'refusedUntil'> {
  store: Store;
  client: Client;
  engine: Reach['engine'];
  log: Pick<Logger, 'warn' | 'error'>;
  everyMs?: number;
  now?: () => number;
}

const EVERY_MS = 15_000;
const LOOK_LIMIT_MS = 60_000;
/** Every so many rounds all running courses are listed, to see which are missing. */
const ROLL_CALL = 20;
/** A process that has died gives the watch up after so long. */
const HELD_MINUTES = 2;

/** Watches until stopped. Of several processes one does the work at a time. */
export function watchCourses({ everyMs = EVERY_MS, now = Date.now, ...watching }: Watching): Repeating {
  const { store, log } = watching;
  const holder = randomUUID();
  const telling: Telling = { ...watching, refusedUntil: new Map() };
  let round = 0;
  const all = async (): Promise<void> => {
    const at = fromMs(now());
    if (!(await store.stuck.takeWatch(holder, HELD_MINUTES))) return;
    const [failure] = await attempted([
      () => looked(watching, at, round % ROLL_CALL === 0),
      () => tellOfStuck(telling, at),
      () => retryBroadcasts(watching, at),
    ]);
    round += 1;
    if (failure) throw failure;
  };
  const rounds = every(everyMs, all, { log, failed: 'the watch over the courses is not complete' });
  return {
    stop: async () => {
      await rounds.stop();
      await store.stuck.leaveWatch(holder).catch(() => undefined);
    },
  };
}

async function looked({ client, store }: Watching, at: Instant, rollCall: boolean): Promise<void> {
  // A call that hangs must not end the watch: each of a round's calls is over by then.
  await client.withDeadline(Date.now() + LOOK_LIMIT_MS, () => look({ client, store }, at, rollCall));
  await store.stuck.watched(at);
}

/** Each of them, whatever becomes of the others; what went wrong. */
async function attempted(work: readonly (() => Promise<unknown>)[]): Promise<Error[]> {
  const failures: Error[] = [];
  for (const each of work) await each().catch((error: unknown) => failures.push(asError(error)));
  return failures;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
