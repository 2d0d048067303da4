import { entered, nextEntry } from '../money/ledger';
import { dollars } from '../money/prices';
import { reason } from '../../vocabulary/reasons';
import { accept, refuse, reported, unless, type Decider } from './decider';

export const paymentPosted: Decider<'paymentPosted'> = {
  decide: (course, signal, at) =>
    accept(
      reported(signal, at),
      entered(at, {
        entry: nextEntry(course.money, 'payment'),
        kind: 'payment',
        code: signal.method,
        cents: -signal.cents,
      }),
    ),
};

export const paymentRefunded: Decider<'paymentRefunded'> = {
  open: ({ money }) =>
    unless(
      money.paidCents > money.refundedCents,
      reason('nothing-paid', 'There is nothing paid to refund.', 'biller'),
    ),
  decide: (course, signal, at) => {
    const most = course.money.paidCents - course.money.refundedCents;
    if (signal.cents > most)
      return refuse(reason('refund-too-large', `At most ${dollars(most)} can be refunded.`, 'biller'));
    const entry = nextEntry(course.money, 'refund');
    return accept(
      reported(signal, at),
      entered(at, { entry, kind: 'refund', code: 'refund', cents: signal.cents }),
    );
  },
};

export const chargeWaived: Decider<'chargeWaived'> = {
  open: ({ money }) =>
    unless(money.charges.length, reason('nothing-charged', 'Nothing has been charged.', 'biller')),
  decide: (course, signal, at) => {
    const found = course.money.charges.find(({ entry }) => entry === signal.entry);
    if (!found) return refuse(reason('charge-unknown', `There is no ${signal.entry}.`, 'biller'));
    const left = found.cents - found.waivedCents;
    if (left <= 0)
      return refuse(reason('charge-already-waived', `${signal.entry} is waived already.`, 'biller'));
    const entry = nextEntry(course.money, 'waiver');
    return accept(
      reported(signal, at),
      entered(at, { entry, kind: 'waiver', code: signal.entry, cents: -left }),
    );
  },
};
