/** Watches all courses: finds those that do not respond, notifies staff, and retries pending broadcasts. It also sends the e-mails about inquiries. */
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { retryBroadcasts, type BroadcastDeps } from '../engine/broadcast';
import { fromMs, type Instant } from '../time/instant';
import type { Store } from '../store';
import { look } from '../watch/find';
import { mailAboutInquiries } from '../watch/mailAboutInquiries';
import { notifyOfStuck, type NotifyContext } from '../watch/notifyOfStuck';
import { repeatEvery, type RepeatingWork } from './repeatEvery';

export interface WatchOptions extends Omit<NotifyContext, 'store' | 'refusedUntil'> {
  store: Store;
  client: Client;
  engine: BroadcastDeps['engine'];
  log: Pick<Logger, 'warn' | 'error'>;
  everyMs?: number;
  now?: () => number;
}

const EVERY_MS = 15_000;
const LOOK_LIMIT_MS = 60_000;
/** Every this many rounds, lists all running courses to find missing ones. */
const ROLL_CALL = 20;
/** The watch of a process that has died expires after this long. */
const LEASE_MINUTES = 2;

/** Watches until stopped. Of several processes, one does the work at a time. */
export function watchCourses({
  everyMs = EVERY_MS,
  now = Date.now,
  ...watching
}: WatchOptions): RepeatingWork {
  const { store, log } = watching;
  const holder = randomUUID();
  const telling: NotifyContext = { ...watching, refusedUntil: new Map() };
  let round = 0;
  const all = async (): Promise<void> => {
    const at = fromMs(now());
    if (!(await store.stuck.takeWatch(holder, LEASE_MINUTES))) return;
    const [failure] = await attempted([
      () => lookAtCourses(watching, at, round % ROLL_CALL === 0),
      () => notifyOfStuck(telling, at),
      () => mailAboutInquiries(watching, at),
      () => retryBroadcasts(watching, at),
    ]);
    round += 1;
    if (failure) throw failure;
  };
  const rounds = repeatEvery(everyMs, all, { log, failed: 'the check of the courses did not complete' });
  return {
    stop: async () => {
      await rounds.stop();
      await store.stuck.leaveWatch(holder).catch(() => undefined);
    },
  };
}

async function lookAtCourses({ client, store }: WatchOptions, at: Instant, rollCall: boolean): Promise<void> {
  // A call that hangs must not stop the watch, so all calls of a round have this deadline.
  await client.withDeadline(Date.now() + LOOK_LIMIT_MS, () => look({ client, store }, at, rollCall));
  await store.stuck.watched(at);
}

/** Does all the work, even if some of it fails. Returns the failures. */
async function attempted(work: readonly (() => Promise<unknown>)[]): Promise<Error[]> {
  const failures: Error[] = [];
  for (const each of work) await each().catch((error: unknown) => failures.push(asError(error)));
  return failures;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
