/** Work outside the system, done by ordinary activities so that attempts and errors show in the Temporal UI. */
import type { DeliveryOutcome } from './items';
import {
  ActivityCancellationType,
  proxyActivities,
  workflowInfo,
  type ActivityOptions,
} from '@temporalio/workflow';
import type { Activities, Delivered } from '../activities/contract';
import type { DropReason, MessageToSend } from '../course/events';
import { fromMs, toMs, type Instant } from '../time/instant';
import { knowsQuietHours } from '../course/clocks/quietHours';
import { referralSent } from '../course/referralSent';
import type { Mishap } from '../course/state';
import type { Signal } from '../catalog/signals';
import { mailQueue } from './contract';
import { ending, type Ending } from './ending';
import { keyOf, type Errand } from './errands';

export interface Outbox {
  /** Records the outcome of a message in the course. */
  recordDelivery(outcome: DeliveryOutcome): void;
  /** Reports a signal of the system to the course. */
  report(signal: Signal): void;
  /** Sends a message, and cancels that once somebody gave it up or, with `whileOwed`, the course no longer owes it. */
  whileWanted<T>(key: string, whileOwed: boolean, work: () => Promise<T>): Promise<T>;
}

/**
 * Runs one errand in the background. Never rejects: a failure is recorded in the course and becomes a task for a
 * person.
 */
export async function runErrand(course: string, errand: Errand, outbox: Outbox): Promise<void> {
  const { how } = await ending(() => perform(course, errand, outbox));
  if (how !== 'done')
    outbox.recordDelivery({
      type: 'messageUndelivered',
      at: now(),
      key: keyOf(errand),
      how: FAILURES[errand.kind],
    });
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

/** The failure to record when an errand fails without an outcome of its own. */
const FAILURES: Record<Errand['kind'], Mishap> = {
  message: 'unknown',
  referral: 'referralFailed',
  invoice: 'invoiceFailed',
};

const now = (): Instant => fromMs(Date.now());

const RETRIED: ActivityOptions = {
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
};

/** For the queue whose workers run at most one activity per mail connection; see `activities/deliver`. */
const mailing = (): ActivityOptions => ({
  ...RETRIED,
  taskQueue: mailQueue(workflowInfo().taskQueue),
  heartbeatTimeout: '15 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

/** The activity drops stale messages itself. This ends an activity that no worker picks up. */
const AFTER_STALE_MS = 10 * 60_000;

const URGENT = 1;

/**
 * Sends one message and retries until it is stale. A reminder to a client is canceled when it no longer applies, unless
 * it is being sent at that moment. Messages to staff about past events are canceled only if somebody gives them up.
 */
async function deliver(course: string, message: MessageToSend, outbox: Outbox): Promise<void> {
  const { key, safety, staleAt, to } = message;
  const { deliver: mail } = proxyActivities<Pick<Activities, 'deliver'>>({
    ...mailing(),
    summary: `message to ${to}`,
    scheduleToCloseTimeout: Math.max(0, toMs(staleAt) - Date.now()) + AFTER_STALE_MS,
    ...(safety && { priority: { priorityKey: URGENT } }),
  });
  const ended = await outbox.whileWanted(key, knowsQuietHours(message), () =>
    ending(() => mail({ course, message })),
  );
  const outcome = outcomeOf(message, ended, now());
  if (outcome) outbox.recordDelivery(outcome);
}

/** The outcome that the course must record; undefined for a message that was sent without delay, and not again. */
function outcomeOf(
  message: MessageToSend,
  ended: Ending<Delivered>,
  at: Instant,
): DeliveryOutcome | undefined {
  const { key, template, to, again } = message;
  const undelivered = (how: Mishap): DeliveryOutcome => ({
    type: 'messageUndelivered',
    at,
    key,
    how,
  });
  const dropped = (reason: DropReason): DeliveryOutcome => ({
    ...{ type: 'messageDropped', at, key, template, to, reason },
  });
  if (ended.how === 'cancelled') return dropped('superseded');
  if (ended.how === 'expired') return dropped('stale');
  if (ended.how === 'failed') return undelivered('unknown');
  const { outcome, detail, deferredAt } = ended.value;
  switch (outcome) {
    case 'sent':
    case 'alreadySent':
      return deferredAt || again
        ? { type: 'messageDelivered', at, key, ...(deferredAt && { deferredAt }) }
        : undefined;
    case 'stale':
      return dropped('stale');
    case 'failed':
      if (detail === 'opted-out') return dropped('opted-out');
      return detail === 'address-missing' && to === 'client' ? dropped('no-address') : undelivered('failed');
    case 'unknown':
      return undelivered('unknown');
  }
}

async function refer(course: string, requestedAt: Instant, outbox: Outbox): Promise<void> {
  const { refer: send } = proxyActivities<Pick<Activities, 'refer'>>({ ...mailing(), summary: 'referral' });
  await send({ course, requestedAt });
  outbox.report(referralSent(requestedAt));
}

async function bill(course: string, entries: string[], at: Instant): Promise<void> {
  const { bill: issue } = proxyActivities<Pick<Activities, 'bill'>>({
    ...RETRIED,
    startToCloseTimeout: '20 seconds',
    summary: 'invoice',
  });
  await issue({ course, entries, at });
}
