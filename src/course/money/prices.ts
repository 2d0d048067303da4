/** What one session costs by its fee, before anything is on the ledger. Integer cents. course.md §7 */
import type { Fee } from '../../catalog/protocol';
import type { SessionKind } from '../state';

/** Cents as people read them, `$7,460.00`. */
export const dollars = (cents: number): string =>
  (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });

/** From the one to the other, `$300.00–$500.00`; one sum where they are equal. */
export const dollarRange = ({ fromCents, toCents }: Bounds): string =>
  fromCents === toCents ? dollars(fromCents) : `${dollars(fromCents)}–${dollars(toCents)}`;

export interface FeeLine {
  code: string;
  cents: number;
}

/** Equal where the price is exact. */
export interface Bounds {
  fromCents: number;
  toCents: number;
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

/** The same in one sum: 0 where the price is not exact. */
export const exactPriceCents = (fee: Fee, kind: SessionKind, minutes: number): number =>
  feeLines(fee, kind, minutes).reduce((sum, { cents }) => sum + cents, 0);

/** What a session costs is known before it takes place. */
export const isExactFee = ({ kind }: Fee): boolean =>
  kind === 'flat' || kind === 'firstHourThenFlat' || kind === 'none';

/** A range or a price not entered: somebody says what each session cost. */
export const isPricedByHand = ({ kind }: Fee): boolean => kind === 'range' || kind === 'unknown';

/** May be billed to the client's insurance. */
export const isInsurable = (fee: Fee): boolean =>
  fee.kind === 'insurance' || (fee.kind === 'flat' && fee.insurable === true);

/** What a client without insurance pays of what is else billed to it; unknown until the practice enters it. */
export function selfPayFee(fee: Fee): Fee {
  if (fee.kind !== 'insurance') return fee;
  const { selfPayCents: cents, ask } = fee;
  return cents === undefined ? { kind: 'unknown', ask } : { kind: 'flat', cents };
}

export const exactBounds = (cents: number): Bounds => ({ fromCents: cents, toCents: cents });

/** What the client pays for one session of `minutes`; undefined while the practice has not entered it. */
export function priceOf(fee: Fee, kind: SessionKind, minutes: number): Bounds | undefined {
  if (fee.kind === 'unknown') return undefined;
  if (fee.kind === 'range') return { fromCents: fee.fromCents, toCents: fee.toCents };
  return exactBounds(exactPriceCents(fee, kind, minutes));
}
