import { creditCents } from '../money/credit';
import { chargedBackCents, keptCents, ledgerEvent, nextEntry } from '../money/ledger';
import { dollars } from '../money/prices';
import { reason } from '../../vocabulary/reasons';
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

/** The client owes again what the bank took back. It may take back what has also been refunded. */
export const paymentChargedBack: Decider<'paymentChargedBack'> = {
  open: ({ money }) => unless(money.paidCents > chargedBackCents(money), reason('nothing-to-charge-back')),
  decide: (course, signal, at) => {
    const most = course.money.paidCents - chargedBackCents(course.money);
    if (signal.cents > most) return refuse(reason('charge-back-too-large', { most: dollars(most) }));
    const entry = nextEntry(course.money, 'chargeback');
    return accept(
      reported(signal, at),
      ledgerEvent(at, { entry, kind: 'chargeback', code: 'chargeback', cents: signal.cents }),
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
