/** Corrections of money reports, and the money side of correcting a session. */
import type { LedgerEntry } from '../ledgerEntry';
import type { Role } from '../../catalog/shapes';
import type { SignalName } from '../../catalog/signals';
import { isCharge, keptCents } from '../money/ledger';
import { packageLiability, isCoveredByPackage, packagesOver } from '../money/packages';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, SignalRecord } from '../state';
import { blockedIf, type Correctable, type Rules } from './rule';

/** Reports of a session for which a price may have been entered by hand. */
const HELD: ReadonlySet<SignalName> = new Set(['sessionCompleted', 'integrationCompleted', 'dosingEnded']);

/** The ledger entries of a report that are still there, and the price entered for its session by hand. */
export function entriesOf(course: Course, record: SignalRecord): LedgerEntry[] {
  const byHand = Object.values(course.signalLog).filter(
    (one) =>
      HELD.has(record.name) &&
      one.name === 'chargeEntered' &&
      one.session === record.session &&
      !one.corrected,
  );
  const charged = new Set(course.money.charges.map(({ entry }) => entry));
  return [record, ...byHand]
    .flatMap(({ entries = [] }) => entries)
    .filter(({ kind, entry }) => !isCharge(kind) || charged.has(entry));
}

export const chargeTouched = (course: Course, record: SignalRecord): Reason[] =>
  blockedIf(
    entriesOf(course, record).some(({ entry }) =>
      course.money.charges.some((charge) => charge.entry === entry && charge.waivedCents !== 0),
    ),
    reason('built-upon:waiver'),
  );

/** Blocked if the package that paid for the session has been settled. */
export function packageTouched(course: Course, record: SignalRecord): Reason[] {
  const earned = entriesOf(course, record).find(({ kind }) => kind === 'earned');
  const held = course.packages.find(({ ref }) => ref === earned?.package);
  const settled = held && (packagesOver(course) || packageLiability(held) === 0);
  const sold = record.session !== undefined && !earned && isCoveredByPackage(course, record.session);
  return blockedIf(settled === true || sold, reason('built-upon:package'));
}

const chargedBack = ({ money }: Course, entry: string): boolean =>
  money.payments.some((payment) => payment.entry === entry && payment.chargedBackCents > 0);

/** The ledger alone records these, and reverses them by entries of its own. */
const ledgerOnly = (by: readonly Role[], against: Correctable['against']): Correctable => ({
  by,
  against,
  without: () => ({}),
});

export const money = {
  paymentPosted: ledgerOnly(['biller', 'frontDesk'], (course, { entries = [] }) =>
    blockedIf(
      entries.some(({ entry, cents }) => keptCents(course.money) + cents < 0 || chargedBack(course, entry)),
      reason('built-upon:refund'),
    ),
  ),
  paymentRefunded: ledgerOnly(['biller'], () => []),
  paymentChargedBack: ledgerOnly(['biller'], () => []),
  chargeWaived: ledgerOnly(['biller', 'therapist'], () => []),
  chargeEntered: ledgerOnly(['biller'], (course, record) => [
    ...chargeTouched(course, record),
    ...blockedIf(entriesOf(course, record).length === 0, reason('built-upon:charge')),
  ]),
} satisfies Rules;
