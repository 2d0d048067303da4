/** What leaves the system: ordinary activities, so that attempts and errors show in the Temporal UI. */
import type { DeliveryOutcome } from './items';
import {
  ActivityCancellationType,
  proxyActivities,
  workflowInfo,
  type ActivityOptions,
} from '@temporalio/workflow';
import type { Activities, Delivered } from '../activities/contract';
import type { MessageToSend } from '../course/events';
import { fromMs, toMs, type Instant } from '../time/instant';
import { knowsQuietHours } from '../course/clocks/quietHours';
import { referralSent } from '../course/referralSent';
import type { Mishap } from '../course/state';
import type { Signal } from '../catalog/signals';
import { mailQueue } from './contract';
import { ending, type Ending } from './ending';
import { keyOf, type Errand } from './errands';

export interface Outbox {
  /** The course learns of a message's fate. */
  note(fate: DeliveryOutcome): void;
  /** The course takes a signal of the system's own. */
  report(signal: Signal): void;
  /** Runs the work, and cancels it once the course no longer owes what it is for. */
  whileOwed<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/**
 * Does one errand in the background. Never rejects, whatever becomes of it: what went wrong is told to the
 * course, and becomes work for a person.
 */
export async function run(course: string, errand: Errand, outbox: Outbox): Promise<void> {
  const { how } = await ending(() => perform(course, errand, outbox));
  if (how !== 'done')
    outbox.note({ type: 'messageUndelivered', at: now(), key: keyOf(errand), how: MISHAPS[errand.kind] });
}

function perform(course: string, errand: Errand, outbox: Outbox): Promise<void> {
  switch (errand.kind) {
    case 'message':
      return deliver(course, errand.message, outbox);
    case 'referral':
      return refer(course, errand.requestedAt, outbox);
    case 'invoice':
      return bill(course, errand.entries, errand.at);
  }
}

/** What a person has to see to when an errand has failed in a way of which it does not tell by itself. */
const MISHAPS: Record<Errand['kind'], Mishap> = {
  message: 'unknown',
  referral: 'referralFailed',
  invoice: 'invoiceFailed',
};

const now = (): Instant => fromMs(Date.now());

const PATIENT: ActivityOptions = {
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
};

/** On the queue whose workers run no more at once than they have connections; see `activities/deliver`. */
const mailing = (): ActivityOptions => ({
  ...PATIENT,
  taskQueue: mailQueue(workflowInfo().taskQueue),
  heartbeatTimeout: '15 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

/** The activity drops by itself what is past its time; this ends what no worker attends to. */
const AFTER_STALE_MS = 10 * 60_000;

const URGENT = 1;

/**
 * Sends one message, for as long as it takes, until it is stale. A client's reminder of what is no longer so
 * must not go out; staff hear of what has happened all the same. What is going out at that moment goes out.
 */
async function deliver(course: string, message: MessageToSend, outbox: Outbox): Promise<void> {
  const { key, safety, staleAt, to } = message;
  const { deliver: mail } = proxyActivities<Pick<Activities, 'deliver'>>({
    ...mailing(),
    summary: `message to ${to}`,
    scheduleToCloseTimeout: Math.max(0, toMs(staleAt) - Date.now()) + AFTER_STALE_MS,
    ...(safety && { priority: { priorityKey: URGENT } }),
  });
  const send = () => ending(() => mail({ course, message }));
  const ended = knowsQuietHours(message) ? await outbox.whileOwed(key, send) : await send();
  const fate = fateOf(message, ended, now());
  if (fate) outbox.note(fate);
}

/** What the course has to know; nothing of a message that was simply sent. */
function fateOf(message: MessageToSend, ended: Ending<Delivered>, at: Instant): DeliveryOutcome | undefined {
  const { key, template, to } = message;
  const undelivered = (how: Mishap | 'optedOut'): DeliveryOutcome => ({
    type: 'messageUndelivered',
    at,
    key,
    how,
  });
  const dropped = (reason: 'stale' | 'superseded'): DeliveryOutcome => ({
    ...{ type: 'messageDropped', at, key, template, to, reason },
  });
  if (ended.how === 'cancelled') return dropped('superseded');
  if (ended.how === 'expired') return dropped('stale');
  if (ended.how === 'failed') return undelivered('unknown');
  const { outcome, detail, deferredAt } = ended.value;
  switch (outcome) {
    case 'sent':
      return deferredAt && { type: 'messageDelivered', at, key, deferredAt };
    case 'alreadySent':
      return undefined;
    case 'stale':
      return dropped('stale');
    case 'failed':
      return undelivered(detail === 'opted-out' ? 'optedOut' : 'failed');
    case 'unknown':
      return undelivered('unknown');
  }
}

async function refer(course: string, requestedAt: Instant, outbox: Outbox): Promise<void> {
  const { refer: hand } = proxyActivities<Pick<Activities, 'refer'>>({ ...mailing(), summary: 'referral' });
  await hand({ course, requestedAt });
  outbox.report(referralSent(requestedAt));
}

async function bill(course: string, entries: string[], at: Instant): Promise<void> {
  const { bill: issue } = proxyActivities<Pick<Activities, 'bill'>>({
    ...PATIENT,
    startToCloseTimeout: '20 seconds',
    summary: 'invoice',
  });
  await issue({ course, entries, at });
}
