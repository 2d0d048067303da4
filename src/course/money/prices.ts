/** The price of one session by its fee, before any ledger entry. Integer cents. course.md §7 */
import type { Fee } from '../../catalog/protocol';
import type { SessionKind } from '../state';

/** Cents as people read them: `$7,460.00`. */
export const dollars = (cents: number): string =>
  (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });

/** A range such as `$300.00–$500.00`; a single amount if both bounds are equal. */
export const dollarRange = ({ fromCents, toCents }: Bounds): string =>
  fromCents === toCents ? dollars(fromCents) : `${dollars(fromCents)}–${dollars(toCents)}`;

export interface FeeLine {
  code: string;
  cents: number;
}

/** Both are equal if the price is exact. */
export interface Bounds {
  fromCents: number;
  toCents: number;
}

/** The charge lines of one session of `minutes`; empty if it is free or its price is unknown. */
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

/** The sum of the charge lines; 0 if the price is not exact. */
export const exactPriceCents = (fee: Fee, kind: SessionKind, minutes: number): number =>
  feeLines(fee, kind, minutes).reduce((sum, { cents }) => sum + cents, 0);

/** Whether the price is known before the session takes place. */
export const isExactFee = ({ kind }: Fee): boolean =>
  kind === 'flat' || kind === 'firstHourThenFlat' || kind === 'none';

/** The fee is a range or not entered: staff enter the price of each session. */
export const isPricedByHand = ({ kind }: Fee): boolean => kind === 'range' || kind === 'unknown';

/** Whether the fee can be billed to the client's insurance. */
export const isInsurable = (fee: Fee): boolean =>
  fee.kind === 'insurance' || (fee.kind === 'flat' && fee.insurable === true);

/** The self-pay price of a fee otherwise billed to insurance; unknown until the practice enters it. */
export function selfPayFee(fee: Fee): Fee {
  if (fee.kind !== 'insurance') return fee;
  const { selfPayCents: cents, ask } = fee;
  return cents === undefined ? { kind: 'unknown', ask } : { kind: 'flat', cents };
}

/** The fee with the amount agreed with one client. What insurance pays stays as it is. */
export function agreedFee(fee: Fee, cents: number | undefined): Fee {
  if (cents === undefined || fee.kind === 'none') return fee;
  if (fee.kind === 'flat') return { ...fee, cents };
  return fee.kind === 'insurance' ? { ...fee, selfPayCents: cents } : { kind: 'flat', cents };
}

export const exactBounds = (cents: number): Bounds => ({ fromCents: cents, toCents: cents });

/** The price of one session of `minutes`; undefined until the practice enters it. */
export function priceOf(fee: Fee, kind: SessionKind, minutes: number): Bounds | undefined {
  if (fee.kind === 'unknown') return undefined;
  if (fee.kind === 'range') return { fromCents: fee.fromCents, toCents: fee.toCents };
  return exactBounds(exactPriceCents(fee, kind, minutes));
}
