/** Money that is taken back, and what a session taken back has to do with money. */
import type { LedgerEntry } from '../ledgerEntry';
import type { Role } from '../../catalog/shapes';
import { isCharge } from '../money/ledger';
import { packageLiability, isCoveredByPackage, packagesOver } from '../money/packages';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, SignalRecord } from '../state';
import { blockedIf, type Correctable, type Rules } from './rule';

/** Charges of it that are still on the ledger, with the price somebody entered for the session by hand. */
export function entriesOf(course: Course, told: SignalRecord): LedgerEntry[] {
  const byHand = Object.values(course.signalLog).filter((one) =>
    told.name === 'sessionCompleted' || told.name === 'integrationCompleted'
      ? one.name === 'chargeEntered' && one.session === told.session && !one.corrected
      : false,
  );
  const charged = new Set(course.money.charges.map(({ entry }) => entry));
  return [told, ...byHand]
    .flatMap(({ entries = [] }) => entries)
    .filter(({ kind, entry }) => !isCharge(kind) || charged.has(entry));
}

export const chargeTouched = (course: Course, told: SignalRecord): Reason[] =>
  blockedIf(
    entriesOf(course, told).some(({ entry }) =>
      course.money.charges.some((charge) => charge.entry === entry && charge.waivedCents !== 0),
    ),
    reason('built-upon:waiver'),
  );

/** A package that paid for it can still give it back. */
export function packageTouched(course: Course, told: SignalRecord): Reason[] {
  const earned = entriesOf(course, told).find(({ kind }) => kind === 'earned');
  const held = course.packages.find(({ ref }) => ref === earned?.package);
  const settled = held && (packagesOver(course) || packageLiability(held) === 0);
  const sold = told.session !== undefined && !earned && isCoveredByPackage(course, told.session);
  return blockedIf(settled === true || sold, reason('built-upon:package'));
}

/** The ledger has entries of its own for it. */
const onTheLedger = (by: readonly Role[], against: Correctable['against']): Correctable => ({
  by,
  against,
  without: () => ({}),
});

export const money = {
  paymentPosted: onTheLedger(['biller', 'frontDesk'], (course, { entries = [] }) =>
    blockedIf(
      entries.some(({ cents }) => course.money.paidCents + cents < course.money.refundedCents),
      reason('built-upon:refund'),
    ),
  ),
  paymentRefunded: onTheLedger(['biller'], () => []),
  chargeWaived: onTheLedger(['biller', 'therapist'], () => []),
  chargeEntered: onTheLedger(['biller'], (course, told) => [
    ...chargeTouched(course, told),
    ...blockedIf(entriesOf(course, told).length === 0, reason('built-upon:charge')),
  ]),
} satisfies Rules;
