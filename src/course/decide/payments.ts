import { creditCents } from '../money/credit';
import { balanceCents, keptCents, leftOf, ledgerEvent, nextEntry } from '../money/ledger';
import { dollars } from '../money/prices';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { SignalOf } from '../../catalog/signals';
import type { Course, Payment } from '../state';
import { accept, refuse, reported, unless, type Decider } from './decider';

export const paymentPosted: Decider<'paymentPosted'> = {
  decide: (course, signal, at) =>
    accept(
      reported(signal, at),
      ledgerEvent(at, {
        entry: nextEntry(course.money, 'payment'),
        kind: 'payment',
        code: signal.method,
        cents: -signal.cents,
      }),
    ),
};

/**
 * What the client paid before is not known one by one: the difference to what the history has charged is entered as one
 * payment, or as one charge.
 */
export const balanceBroughtForward: Decider<'balanceBroughtForward'> = {
  open: ({ takenOverAt, broughtForwardCents }) => [
    ...unless(takenOverAt, reason('not-taken-over')),
    ...unless(broughtForwardCents === undefined, reason('balance-known')),
  ],
  decide: ({ money }, signal, at) => {
    const cents = signal.cents - balanceCents(money);
    const kind = cents < 0 ? 'payment' : 'charge';
    const entry = { entry: nextEntry(money, kind), kind, code: 'brought-forward', cents } as const;
    return accept(reported(signal, at), ...(cents === 0 ? [] : [ledgerEvent(at, entry)]));
  },
};

/** No more than the client has in credit: what pays for something is waived or corrected first. §7 */
export const paymentRefunded: Decider<'paymentRefunded'> = {
  open: (course) =>
    keptCents(course.money) > 0
      ? unless(creditCents(course) > 0, reason('nothing-in-credit'))
      : [reason('nothing-paid')],
  decide: (course, signal, at) => {
    const most = Math.min(creditCents(course), keptCents(course.money));
    if (signal.cents > most) return refuse(reason('refund-too-large', { most: dollars(Math.max(0, most)) }));
    const entry = nextEntry(course.money, 'refund');
    return accept(
      reported(signal, at),
      ledgerEvent(at, { entry, kind: 'refund', code: 'refund', cents: signal.cents }),
    );
  },
};

/** The payment a charge-back concerns: the named one, or the only one that is large enough. */
function paymentTakenBack(
  { money }: Course,
  { payment: named, cents }: SignalOf<'paymentChargedBack'>,
): { payment: Payment } | { why: Reason } {
  const open = money.payments.filter((one) => leftOf(one) > 0 && (named ?? one.entry) === one.entry);
  const most = Math.max(0, ...open.map(leftOf));
  if (named !== undefined && !money.payments.some(({ entry }) => entry === named))
    return { why: reason('payment-unknown', { payment: named }) };
  const [only, ...others] = open.filter((one) => leftOf(one) >= cents);
  if (!only) return { why: reason('charge-back-too-large', { most: dollars(most) }) };
  if (others.length === 0) return { payment: only };
  const choices = [only, ...others].map((one) => `${one.entry} (${dollars(leftOf(one))})`);
  return { why: reason('payment-ambiguous', { choices: choices.join(', ') }) };
}

/** The client owes again what the bank took back. It may take back what has also been refunded. */
export const paymentChargedBack: Decider<'paymentChargedBack'> = {
  open: ({ money }) =>
    unless(
      money.payments.some((one) => leftOf(one) > 0),
      reason('nothing-to-charge-back'),
    ),
  decide: (course, signal, at) => {
    const which = paymentTakenBack(course, signal);
    if ('why' in which) return refuse(which.why);
    const { entry: payment } = which.payment;
    const entry = nextEntry(course.money, 'chargeback');
    const named: typeof signal = { ...signal, payment };
    return accept(
      reported(named, at),
      ledgerEvent(at, { entry, kind: 'chargeback', code: payment, cents: signal.cents }),
    );
  },
};

export const chargeWaived: Decider<'chargeWaived'> = {
  open: ({ money }) => unless(money.charges.length, reason('nothing-charged')),
  decide: (course, signal, at) => {
    const found = course.money.charges.find(({ entry }) => entry === signal.entry);
    if (!found) return refuse(reason('charge-unknown', { charge: signal.entry }));
    const left = found.cents - found.waivedCents;
    if (left <= 0) return refuse(reason('charge-already-waived', { charge: signal.entry }));
    const { cents = left } = signal;
    if (cents > left) return refuse(reason('waiver-too-large', { most: dollars(left) }));
    const entry = nextEntry(course.money, 'waiver');
    return accept(
      reported(signal, at),
      ledgerEvent(at, { entry, kind: 'waiver', code: signal.entry, cents: -cents }),
    );
  },
};
