/** Charges for sessions that took place, and the running sums of the ledger. Integer cents. course.md §7 */
import type { LedgerEntry } from '../ledgerEntry';
import type { Fee, Protocol } from '../../catalog/protocol';
import type { Event } from '../events';
import { plusHours, type Instant } from '../../time/instant';
import { beforeTakeover, heldBeforeTakeover } from '../selectors/takenOver';
import { consultPackage, isCoveredByPackage, packageEarning, UNEARNED_CODE } from './packages';
import { payerFee } from './payer';
import { feeLines, isPricedByHand, type FeeLine } from './prices';
import type { Course, Debt, Line, Money, Payment, Session } from '../state';
import { derived } from '../state/derived';

/** The fee of a session's kind; none if it is charged only once and has been charged before. */
export function feeOf(course: Course, { kind, ref }: Session): Fee {
  const fee = payerFee(course, kind);
  const before = course.sessions.some(
    (each) => each.kind === kind && each.ref !== ref && each.status === 'completed',
  );
  return fee.kind === 'flat' && fee.once && before ? { kind: 'none' } : fee;
}

/** What is still to be paid for a session due before it takes place, less any credit; 0 if it is due later. */
export function dueBeforeCents(course: Course, session: Session): number {
  const fee = feeOf(course, session);
  if (fee.kind !== 'flat' || fee.due !== 'before' || consultPackage(course)) return 0;
  return Math.max(0, fee.cents + Math.min(0, balanceCents(course.money)));
}

/** Ledger events for a session that just took place: earned if a package covers it, otherwise charged. */
export function chargeEvents(course: Course, session: Session, minutes: number, at: Instant): Event[] {
  // The balance that was brought forward has it already.
  if (course.broughtForwardCents !== undefined && beforeTakeover(course, session.start)) return [];
  const covered = packageEarning(course, session);
  const lines = [
    ...(covered ? [] : feeLines(feeOf(course, session), session.kind, minutes)),
    ...travelLines(session),
  ].map(({ code, cents }) => ({ kind: 'charge' as const, code, cents, session: session.ref }));
  return ledgerEvents(course.money, at, [...(covered ? [covered] : []), ...lines]);
}

/** The travel fee of a house call, once the client has accepted the quote. */
export const travelLines = ({ travel }: Session): FeeLine[] =>
  travel?.acceptedAt ? [{ code: TRAVEL_CODE, cents: travel.cents }] : [];

export const TRAVEL_CODE = 'travel';

const isRendered = ({ kind, status }: Session): boolean =>
  status === 'completed' || (kind === 'dosing' && status === 'recovering');

/** Whether the session itself has been charged, apart from travel. */
export const isCharged = ({ money }: Course, { ref }: Session): boolean =>
  money.charges.some(({ session, code }) => session === ref && code !== TRAVEL_CODE);

/** Sessions that took place and whose price staff must enter, because their fee is a range or unknown. */
export const unbilledSessions = derived((course): Session[] =>
  course.sessions.filter(
    (session) =>
      isRendered(session) &&
      !heldBeforeTakeover(course, session.ref) &&
      isPricedByHand(feeOf(course, session)) &&
      !isCharged(course, session) &&
      !isCoveredByPackage(course, session.ref),
  ),
);

/** What canceling, moving or missing this session too late costs, in cents; 0 if nothing. */
export function lateFeeCents({ protocol }: Course, session: Session, what: LateReason): number {
  const { feeCents, feeFor } = protocol.cancellation;
  return feeFor.includes(what) && session.supportPerson !== 'unavailable' ? feeCents : 0;
}

/** From then on, a change of this session is late. */
export const noticeEnds = ({ protocol }: Course, { start }: Session): Instant =>
  plusHours(start, -protocol.cancellation.noticeHours);

/**
 * The practice's fee for a session canceled, moved or missed too late, if one applies. There is none if the
 * support person was unavailable. §6, §7
 */
export function lateFeeEvents(course: Course, session: Session, what: LateReason, at: Instant): Event[] {
  const feeCents = lateFeeCents(course, session, what);
  if (feeCents === 0) return [];
  const code = LATE_FEE_CODES[what];
  return ledgerEvents(course.money, at, [{ kind: 'fee', code, cents: feeCents, session: session.ref }]);
}

type LateReason = Protocol['cancellation']['feeFor'][number];

const LATE_FEE_CODES: Record<LateReason, string> = {
  cancellation: 'late-cancellation',
  move: 'late-move',
  noShow: 'no-show',
};

/** Ledger events for entries made together, with consecutive numbers. */
export const ledgerEvents = (
  money: Money,
  at: Instant,
  lines: readonly Omit<LedgerEntry, 'entry'>[],
): Event[] =>
  lines.map((line, index) => ledgerEvent(at, { entry: nextEntry(money, line.kind, index), ...line }));

export function nextEntry(money: Money, kind: LedgerEntry['kind'], ahead = 0): string {
  const name = kind === 'fee' ? 'charge' : kind;
  return `${name}-${money.entries + 1 + ahead}`;
}

export function ledgerEvent(at: Instant, entry: LedgerEntry): Event {
  return { type: 'ledgerEntered', at, ...entry };
}

export const noMoney: Money = {
  entries: 0,
  charges: [],
  chargedCents: 0,
  waivedCents: 0,
  paidCents: 0,
  payments: [],
  refundedCents: 0,
  packageCents: 0,
  earnedCents: 0,
  creditedCents: 0,
  lines: [],
};

/** The running sums after one more entry. */
export function addEntry(money: Money, entry: LedgerEntry & { at: Instant }): Money {
  const after = summedUp(money, entry);
  if (entry.kind === 'earned') return after;
  const { kind, cents, at, reverses } = entry;
  const line: Line = { entry: entry.entry, at, cents, ...(kind === 'package' && { package: true }) };
  return {
    ...after,
    ...(cents < 0 && { creditedBy: money.entries + 1 }),
    ...(reverses === undefined
      ? { lines: [...money.lines, line] }
      : { lines: money.lines.filter((each) => each.entry !== reverses), reversedAt: at }),
  };
}

/** The newest debts that add up to the balance, the oldest first: payments, waivers and credits went to the older ones. */
export function unpaid(money: Money): Debt[] {
  let left = balanceCents(money);
  const kept: Debt[] = [];
  for (const line of [...money.lines].reverse()) {
    if (left <= 0) break;
    if (line.cents <= 0) continue;
    kept.unshift({ ...line, cents: Math.min(line.cents, left) });
    left -= line.cents;
  }
  return kept;
}

/** Since when the client has had a credit without a break. Undefined if there is none. */
export function creditSince({ lines }: Money): Instant | undefined {
  let balance = 0;
  let since: Instant | undefined;
  for (const { cents, at } of lines) {
    balance += cents;
    since = balance < 0 ? (since ?? at) : undefined;
  }
  return since;
}

function summedUp(money: Money, { entry, kind, code, cents, session, reverses }: LedgerEntry): Money {
  const entries = money.entries + 1;
  switch (kind) {
    case 'charge':
    case 'fee':
      return {
        ...money,
        entries,
        charges: [...money.charges, { entry, code, cents, waivedCents: 0, ...(session && { session }) }],
        chargedCents: money.chargedCents + cents,
      };
    case 'waiver':
      return {
        ...money,
        entries,
        charges: withoutCharge(money, code, cents),
        waivedCents: money.waivedCents - cents,
      };
    case 'payment':
      return {
        ...money,
        entries,
        paidCents: money.paidCents - cents,
        payments: reverses
          ? money.payments.filter((payment) => payment.entry !== reverses)
          : [...money.payments, { entry, cents: -cents, chargedBackCents: 0 }],
      };
    case 'refund':
      return { ...money, entries, refundedCents: money.refundedCents + cents };
    case 'chargeback':
      return {
        ...money,
        entries,
        payments: money.payments.map((payment) =>
          payment.entry === code
            ? { ...payment, chargedBackCents: payment.chargedBackCents + cents }
            : payment,
        ),
        chargedBackCents: chargedBackCents(money) + cents,
      };
    case 'package':
      return { ...money, entries, packageCents: money.packageCents + cents };
    case 'earned':
      return { ...money, entries, earnedCents: money.earnedCents + cents };
    case 'credit':
      return {
        ...money,
        entries,
        charges: reverses
          ? money.charges.filter((charge) => charge.entry !== reverses)
          : withoutCharge(money, code, cents),
        creditedCents: money.creditedCents - cents,
      };
  }
}

/** The charges after one has been waived or credited. The code of the waiver or credit names it. */
const withoutCharge = ({ charges }: Money, code: string, cents: number): Money['charges'] =>
  charges.map((charge) =>
    charge.entry === code ? { ...charge, waivedCents: charge.waivedCents - cents } : charge,
  );

/** The amount billed to the client, net of waivers and credits. */
export const billedCents = ({ chargedCents, waivedCents, packageCents, creditedCents }: Money): number =>
  chargedCents - waivedCents + packageCents - creditedCents;

export const isCharge = (kind: LedgerEntry['kind']): boolean => kind === 'charge' || kind === 'fee';

/** Whether an entry appears on the invoice of its step: charges, packages, and credits for included consults. */
export const isInvoiced = ({ kind, code }: Pick<LedgerEntry, 'kind' | 'code'>): boolean =>
  isCharge(kind) || kind === 'package' || (kind === 'credit' && code !== UNEARNED_CODE);

/** What the client owes; negative means a credit balance. Earning a package does not change it. */
export const balanceCents = (money: Money): number =>
  billedCents(money) - money.paidCents + money.refundedCents + chargedBackCents(money);

/** What the bank could still take back. */
export const leftOf = ({ cents, chargedBackCents: gone }: Payment): number => cents - gone;

export const chargedBackCents = ({ chargedBackCents: cents = 0 }: Money): number => cents;

/** The payments that have been neither refunded nor taken back by the bank. */
export const keptCents = (money: Money): number =>
  money.paidCents - money.refundedCents - chargedBackCents(money);
