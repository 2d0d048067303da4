/** What leaves the system: ordinary activities, so that attempts and errors show in the Temporal UI. */
import {
  ActivityCancellationType,
  ActivityFailure,
  isCancellation,
  proxyActivities,
  type ActivityOptions,
} from '@temporalio/workflow';
import type { Activities } from '../activities/contract';
import type { EventOf, MessageToSend, Recorded } from '../course/events';
import { fromMs, toMs, type Instant } from '../course/instant';
import { isInvoiced } from '../course/money';
import { knowsQuietHours } from '../course/quietHours';
import { referralSent } from '../course/referralSent';
import type { Mishap } from '../course/state';
import type { Signal } from '../signals/catalog';

type Fate = EventOf<'messageUndelivered' | 'messageDelivered' | 'messageDropped'>;

export interface Outbox {
  /** The course learns of a message's fate. */
  note(fate: Fate): void;
  /** The course takes a signal of the system's own. */
  report(signal: Signal): void;
  /** Runs the work, and cancels it once the course no longer owes what it is for. */
  whileOwed(key: string, work: () => Promise<void>): Promise<void>;
}

const PATIENT: ActivityOptions = {
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '5 minutes' },
};

/** Attempts before an outage is called one: about three minutes. */
const HOPEFUL_ATTEMPTS = 6;

const mailing = (options: ActivityOptions) =>
  proxyActivities<Pick<Activities, 'deliver'>>({
    ...PATIENT,
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    ...options,
  }).deliver;

/**
 * Sends one message; parked while the mail server is out, dropped with a reason when it is stale or when
 * the course has moved on. What is being sent at that moment is sent.
 */
async function deliver(course: string, message: MessageToSend, outbox: Outbox): Promise<void> {
  const { key, template, to, staleAt } = message;
  const now = () => fromMs(Date.now());
  const summary = `message to ${to}`;
  const tell = (how: 'failed' | 'unknown' | 'parked' | 'optedOut'): void => {
    outbox.note({ type: 'messageUndelivered', at: now(), key, how });
  };
  const drop = (reason: 'stale' | 'superseded'): void => {
    outbox.note({ type: 'messageDropped', at: now(), key, template, to, reason });
  };
  const send = async (options: ActivityOptions): Promise<boolean> => {
    const delivered = await mailing({ ...options, summary })({ course, message });
    const { outcome } = delivered;
    if (outcome === 'failed') tell(delivered.detail === 'opted-out' ? 'optedOut' : 'failed');
    if (outcome === 'unknown') tell('unknown');
    return outcome === 'sent' || outcome === 'alreadySent';
  };
  try {
    await send({ retry: { ...PATIENT.retry, maximumAttempts: HOPEFUL_ATTEMPTS } });
    return;
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    if (isCancellation(error)) {
      drop('superseded');
      return;
    }
    tell('parked');
  }
  const left = Math.max(1_000, toMs(staleAt) - Date.now());
  try {
    if (await send({ scheduleToCloseTimeout: left }))
      outbox.note({ type: 'messageDelivered', at: now(), key });
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    drop(isCancellation(error) ? 'superseded' : 'stale');
  }
}

/** A client's reminder of what is no longer so must not go out; staff hear of what has happened all the same. */
const mailed = (course: string, message: MessageToSend, outbox: Outbox): Promise<void> => {
  const work = () => deliver(course, message, outbox);
  return knowsQuietHours(message) ? outbox.whileOwed(message.key, work) : work();
};

/** Runs what must not fail the course: a definite failure becomes work for a person. */
async function orByHand(
  key: string,
  how: Mishap,
  outbox: Outbox,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    outbox.note({ type: 'messageUndelivered', at: fromMs(Date.now()), key, how });
    return false;
  }
}

async function refer(course: string, { at }: EventOf<'referralRequested'>, outbox: Outbox): Promise<void> {
  const { refer: hand } = proxyActivities<Pick<Activities, 'refer'>>({ ...PATIENT, summary: 'referral' });
  const sent = await orByHand(`referral:${at}`, 'referralFailed', outbox, () =>
    hand({ course, requestedAt: at }),
  );
  if (!sent) return;
  outbox.report(referralSent(at));
}

async function bill(course: string, entries: string[], at: Instant, outbox: Outbox): Promise<void> {
  const { bill: issue } = proxyActivities<Pick<Activities, 'bill'>>({ ...PATIENT, summary: 'invoice' });
  const key = `invoice:${entries.join('+')}`;
  await orByHand(key, 'invoiceFailed', outbox, () => issue({ course, entries, at }));
}

/** The charges of one step, which make one invoice. */
function charged(events: Recorded[]): { entries: string[]; at: Instant } | undefined {
  const charges = events.flatMap((event) =>
    event.type === 'ledgerEntered' && isInvoiced(event) ? [event] : [],
  );
  const [first] = charges;
  return first && { entries: charges.map(({ entry }) => entry), at: first.at };
}

/** The work that committed events ask of the world; each promise settles without ever failing the course. */
export function outbound(course: string, events: Recorded[], outbox: Outbox): Promise<void>[] {
  const work = events.flatMap((event) => {
    if (event.type === 'messageDue') return [mailed(course, event.message, outbox)];
    if (event.type === 'referralRequested') return [refer(course, event, outbox)];
    return [];
  });
  const charges = charged(events);
  return charges ? [...work, bill(course, charges.entries, charges.at, outbox)] : work;
}
