/** What was rendered, in integer cents. course.md §7 */
import type { Fee } from '../protocols/schema';
import type { Event, LedgerEntry } from './events';
import type { Instant } from './instant';
import type { Course, Money, Session } from './state';

export interface FeeLine {
  code: string;
  cents: number;
}

/** The lines one rendered session of `minutes` costs; empty when it costs nothing or the price is unknown. */
export function feeLines(fee: Fee, code: string, minutes: number): FeeLine[] {
  switch (fee.kind) {
    case 'flat':
      return [{ code, cents: fee.cents }];
    case 'firstHourThenFlat': {
      const first = { code: `${code}-first-hour`, cents: fee.firstCents };
      return minutes > fee.firstMinutes
        ? [first, { code: `${code}-longer`, cents: fee.longerCents }]
        : [first];
    }
    case 'range':
    case 'none':
    case 'insurance':
    case 'unknown':
      return [];
  }
}

/** The fee of a session's kind, unless it is asked once only and has been. */
export function feeOf({ protocol, sessions }: Course, { kind, ref }: Session): Fee {
  const fee = protocol.fees[kind];
  const before = sessions.some(
    (each) => each.kind === kind && each.ref !== ref && each.status === 'completed',
  );
  return fee.kind === 'flat' && fee.once && before ? { kind: 'none' } : fee;
}

/** What a credit does not cover yet of a session paid before it takes place; 0 where it is paid afterwards. */
export function dueBeforeCents(course: Course, session: Session): number {
  const fee = feeOf(course, session);
  if (fee.kind !== 'flat' || fee.due !== 'before') return 0;
  return Math.max(0, fee.cents + Math.min(0, balanceCents(course.money)));
}

/** Ledger events for a session just rendered. */
export function charge(course: Course, session: Session, minutes: number, at: Instant): Event[] {
  const lines = feeLines(feeOf(course, session), session.kind, minutes);
  return lines.map(({ code, cents }, index) =>
    entered(at, {
      entry: nextEntry(course.money, 'charge', index),
      kind: 'charge',
      code,
      cents,
      session: session.ref,
    }),
  );
}

/** The late-cancellation fee of the practice's policy, if one applies; never for want of a support person. §6 */
export function lateFee(course: Course, session: Session, at: Instant): Event[] {
  const { feeCents } = course.protocol.cancellation;
  if (feeCents === 0 || session.supportPerson === 'unavailable') return [];
  const entry = nextEntry(course.money, 'charge');
  return [
    entered(at, { entry, kind: 'fee', code: 'late-cancellation', cents: feeCents, session: session.ref }),
  ];
}

export function nextEntry(money: Money, kind: LedgerEntry['kind'], ahead = 0): string {
  return `${kind}-${money.entries + 1 + ahead}`;
}

export function entered(at: Instant, entry: LedgerEntry): Event {
  return { type: 'ledgerEntered', at, ...entry };
}

export const noMoney: Money = {
  entries: 0,
  charges: [],
  chargedCents: 0,
  waivedCents: 0,
  paidCents: 0,
  refundedCents: 0,
};

/** The ledger's running sums after one more entry. */
export function addEntry(money: Money, { entry, kind, code, cents }: LedgerEntry): Money {
  const entries = money.entries + 1;
  switch (kind) {
    case 'charge':
    case 'fee':
      return {
        ...money,
        entries,
        charges: [...money.charges, { entry, cents, waivedCents: 0 }],
        chargedCents: money.chargedCents + cents,
      };
    case 'waiver':
      return {
        ...money,
        entries,
        // A waiver's code names the charge it waives.
        charges: money.charges.map((charge) =>
          charge.entry === code ? { ...charge, waivedCents: charge.waivedCents - cents } : charge,
        ),
        waivedCents: money.waivedCents - cents,
      };
    case 'payment':
      return { ...money, entries, paidCents: money.paidCents - cents };
    case 'refund':
      return { ...money, entries, refundedCents: money.refundedCents + cents };
  }
}

/** What the client owes (negative: has in credit). */
export function balanceCents({ chargedCents, waivedCents, paidCents, refundedCents }: Money): number {
  return chargedCents - waivedCents - paidCents + refundedCents;
}
