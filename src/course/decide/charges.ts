/** Prices said by hand, packages, and the way to a house call. course.md §7 */
import type { Event } from '../events';
import type { Instant } from '../../time/instant';
import { entries, feeOf, isCharged, nextEntry, unbilled } from '../money/ledger';
import { earnedBy, packagesAfter, runningPackage } from '../money/packages';
import { dollarRange, pricedByHand } from '../money/prices';
import { scheduled, sessionOf } from '../selectors/selectors';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Session } from '../state';
import { accept, refuse, reported, sessionIn, unless, type Decider } from './decider';

export const chargeEntered: Decider<'chargeEntered'> = {
  open: (course) =>
    unless(
      unbilled(course).length > 0,
      reason('nothing-to-price', 'No session waits for its price.', 'biller'),
    ),
  decide: (course, { session: ref, cents, ...signal }, at) => {
    const session = sessionOf(course, ref);
    if (!session) return refuse(reason('session-unknown', `There is no session ${ref}.`, 'biller'));
    const reasons = priceable(course, session, cents);
    if (reasons.length > 0) return refuse(...reasons);
    return accept(
      reported({ ...signal, session: ref, cents } as Parameters<typeof reported>[0], at),
      ...entries(course.money, at, [{ kind: 'charge', code: session.kind, cents, session: ref }]),
    );
  },
};

function priceable(course: Course, session: Session, cents: number): Reason[] {
  const fee = feeOf(course, session);
  const waits = unbilled(course).includes(session);
  return [
    ...unless(
      pricedByHand(fee),
      reason('price-is-known', `${session.ref} has its price from the protocol.`, 'biller'),
    ),
    ...unless(
      !isCharged(course, session),
      reason('already-charged', `${session.ref} is charged already; waive that first.`, 'biller'),
    ),
    ...unless(
      waits || isCharged(course, session) || !pricedByHand(fee),
      reason(
        'session-not-rendered',
        `${session.ref} has not taken place, or a package pays for it.`,
        'therapist',
      ),
    ),
    ...unless(
      fee.kind !== 'range' || (fee.fromCents <= cents && cents <= fee.toCents),
      reason('charge-outside-range', fee.kind === 'range' ? `It costs ${dollarRange(fee)}.` : '', 'biller'),
    ),
  ];
}

export const packageSold: Decider<'packageSold'> = {
  open: (course) => [
    ...unless(
      course.protocol.packages?.length,
      reason('no-packages', 'This protocol offers no packages.', 'lead'),
    ),
    ...unless(
      !runningPackage(course),
      reason('package-running', 'A package is not used up yet.', 'therapist'),
    ),
  ],
  decide: (course, signal, at) => {
    const offer = course.protocol.packages?.find(({ code }) => code === signal.package);
    if (!offer)
      return refuse(reason('package-unknown', `There is no package ${signal.package}.`, 'lead', 'biller'));
    return accept(reported(signal, at), ...sale(course, offer, at));
  },
};

/** The sale; a consult that took place before is earned at once, and what was charged for it credited. */
function sale(course: Course, { code, cents }: { code: string; cents: number }, at: Instant): Event[] {
  const { money, sessions } = course;
  const sold = { kind: 'package' as const, code, cents };
  const entry = nextEntry(money, sold.kind);
  const after = { ...course, packages: packagesAfter(course, { entry, ...sold }) };
  const consult = sessions.find(({ kind, status }) => kind === 'medical' && status === 'completed');
  const earned = consult && earnedBy(after, consult);
  const charged =
    earned && money.charges.find(({ code: what, session }) => what === 'medical' && session === consult.ref);
  const left = charged ? Math.min(earned.cents, charged.cents - charged.waivedCents) : 0;
  return entries(money, at, [
    sold,
    ...(charged && left > 0
      ? [{ kind: 'credit' as const, code: charged.entry, cents: -left, session: consult.ref }]
      : []),
    ...(earned ? [earned] : []),
  ]);
}

const houseCall = ({ protocol }: Course, { ref, setting }: Session): Reason[] => [
  ...unless(
    protocol.dosing.travelFee === 'byQuote',
    reason('no-travel-fee', 'This protocol asks for no travel fee.', 'lead'),
  ),
  ...unless(
    setting === 'houseCall',
    reason('not-a-house-call', `${ref} is no house call.`, 'frontDesk', 'therapist'),
  ),
];

export const travelQuoted: Decider<'travelQuoted'> = {
  open: (course) =>
    unless(
      scheduled(course, 'dosing'),
      reason('no-session-booked', 'No dosing session is booked.', 'frontDesk', 'therapist'),
    ),
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, ['dosing'], ['scheduled']);
    if ('reasons' in found) return refuse(...found.reasons);
    const reasons = houseCall(course, found.session);
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

export const travelAccepted: Decider<'travelAccepted'> = {
  open: (course) =>
    unless(
      scheduled(course, 'dosing')?.travel,
      reason('travel-not-quoted', 'No travel fee has been quoted.', 'frontDesk', 'biller'),
    ),
  decide: (course, signal, at) => {
    const found = sessionIn(course, signal.session, ['dosing'], ['scheduled']);
    if ('reasons' in found) return refuse(...found.reasons);
    const { travel } = found.session;
    const reasons = [
      ...unless(travel, reason('travel-not-quoted', 'No travel fee has been quoted.', 'frontDesk', 'biller')),
      ...unless(
        !travel?.acceptedAt,
        reason('travel-already-accepted', 'The travel fee is accepted already.', 'frontDesk'),
      ),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};
