/** Charges entered by hand, packages, and travel fees for house calls. course.md §7 */
import { scheduledSession, sessionOf } from '../selectors/sessions';
import type { Event } from '../events';
import type { Instant } from '../../time/instant';
import { ledgerEvents, feeOf, isCharged, nextEntry, unbilledSessions } from '../money/ledger';
import { packageEarning, packagesAfter, activePackage } from '../money/packages';
import { dollarRange, dollars, isPricedByHand, priceOf } from '../money/prices';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Session } from '../state';
import { LONGEST_MINUTES } from './timing';
import { accept, refuse, reported, sessionIn, unless, type Decider } from './decider';

export const chargeEntered: Decider<'chargeEntered'> = {
  open: (course) => unless(unbilledSessions(course).length > 0, reason('nothing-to-price')),
  decide: (course, { session: ref, cents, ...signal }, at) => {
    const session = sessionOf(course, ref);
    if (!session) return refuse(reason('session-unknown', { session: ref }, ['biller']));
    const reasons = priceable(course, session, cents);
    if (reasons.length > 0) return refuse(...reasons);
    return accept(
      reported({ ...signal, session: ref, cents } as Parameters<typeof reported>[0], at),
      ...ledgerEvents(course.money, at, [{ kind: 'charge', code: session.kind, cents, session: ref }]),
    );
  },
};

/** A reduced fee for one client, from the next session on. Sessions that wait for a price get it first. §7 */
export const feeAgreed: Decider<'feeAgreed'> = {
  decide: (course, signal, at) => {
    const { kind, cents } = signal;
    const fee = course.protocol.fees[kind];
    const most = priceOf(fee, kind, LONGEST_MINUTES)?.toCents ?? Infinity;
    const waits = unbilledSessions(course).find((session) => session.kind === kind);
    const reasons = [
      ...unless(fee.kind !== 'none', reason('no-fee-to-agree', { kind })),
      ...unless(
        fee.kind === 'none' || fee.kind === 'insurance' || (cents ?? 0) <= most,
        reason('fee-above-protocol', { most: dollars(most) }),
      ),
      ...unless(!waits, reason('price-owed-first', { session: waits?.ref ?? '' })),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

function priceable(course: Course, session: Session, cents: number): Reason[] {
  const fee = feeOf(course, session);
  const waits = unbilledSessions(course).includes(session);
  return [
    ...unless(isPricedByHand(fee), reason('price-is-known', { session: session.ref })),
    ...unless(!isCharged(course, session), reason('already-charged', { session: session.ref })),
    ...unless(
      waits || isCharged(course, session) || !isPricedByHand(fee),
      reason('session-not-rendered', { session: session.ref }),
    ),
    ...unless(
      fee.kind !== 'range' || (fee.fromCents <= cents && cents <= fee.toCents),
      reason('charge-outside-range', { range: fee.kind === 'range' ? dollarRange(fee) : '' }),
    ),
  ];
}

export const packageSold: Decider<'packageSold'> = {
  open: (course) => [
    ...unless(course.protocol.packages?.length, reason('no-packages')),
    ...unless(!activePackage(course), reason('package-running')),
  ],
  decide: (course, signal, at) => {
    const offer = course.protocol.packages?.find(({ code }) => code === signal.package);
    if (!offer) return refuse(reason('package-unknown', { package: signal.package }));
    return accept(reported(signal, at), ...sale(course, offer, at));
  },
};

/** The sale. If the medical consultation is done, its share is earned at once, and its charge is credited. */
function sale(course: Course, { code, cents }: { code: string; cents: number }, at: Instant): Event[] {
  const { money, sessions } = course;
  const sold = { kind: 'package' as const, code, cents };
  const entry = nextEntry(money, sold.kind);
  const after = { ...course, packages: packagesAfter(course, { entry, ...sold }) };
  const consult = sessions.find(({ kind, status }) => kind === 'medical' && status === 'completed');
  const earned = consult && packageEarning(after, consult);
  const charged =
    earned && money.charges.find(({ code: what, session }) => what === 'medical' && session === consult.ref);
  const left = charged ? Math.min(earned.cents, charged.cents - charged.waivedCents) : 0;
  return ledgerEvents(money, at, [
    sold,
    ...(charged && left > 0
      ? [{ kind: 'credit' as const, code: charged.entry, cents: -left, session: consult.ref }]
      : []),
    ...(earned ? [earned] : []),
  ]);
}

const houseCall = ({ protocol }: Course, { ref, setting }: Session): Reason[] => [
  ...unless(protocol.dosing.travelFee === 'byQuote', reason('no-travel-fee')),
  ...unless(setting === 'houseCall', reason('not-a-house-call', { session: ref })),
];

export const travelQuoted: Decider<'travelQuoted'> = {
  open: (course) =>
    unless(scheduledSession(course, 'dosing'), reason('no-session-booked:kind', { kind: 'dosing' })),
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, ['dosing'], ['scheduled']);
    if ('reasons' in found) return refuse(...found.reasons);
    const reasons = houseCall(course, found.session);
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

export const travelAccepted: Decider<'travelAccepted'> = {
  open: (course) => unless(scheduledSession(course, 'dosing')?.travel, reason('travel-not-quoted')),
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, ['dosing'], ['scheduled']);
    if ('reasons' in found) return refuse(...found.reasons);
    const { travel } = found.session;
    const reasons = [
      ...unless(travel, reason('travel-not-quoted')),
      ...unless(!travel?.acceptedAt, reason('travel-already-accepted')),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};
