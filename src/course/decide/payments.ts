import { ledgerEvent, nextEntry } from '../money/ledger';
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

export const paymentRefunded: Decider<'paymentRefunded'> = {
  open: ({ money }) => unless(money.paidCents > money.refundedCents, reason('nothing-paid')),
  decide: (course, signal, at) => {
    const most = course.money.paidCents - course.money.refundedCents;
    if (signal.cents > most) return refuse(reason('refund-too-large', { most: dollars(most) }));
    const entry = nextEntry(course.money, 'refund');
    return accept(
      reported(signal, at),
      ledgerEvent(at, { entry, kind: 'refund', code: 'refund', cents: signal.cents }),
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
    const entry = nextEntry(course.money, 'waiver');
    return accept(
      reported(signal, at),
      ledgerEvent(at, { entry, kind: 'waiver', code: signal.entry, cents: -left }),
    );
  },
};
