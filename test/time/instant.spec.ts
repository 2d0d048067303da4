import fc from 'fast-check';
import { dateIn, plusCivilDays } from '../../src/time/civil';
import { fromMs, instant, plusHours, type Instant } from '../../src/time/instant';

const LAST = '9999-12-31T23:59:59.999Z' as Instant;

describe('instants', () => {
  it('sort as text as they follow in time, however far', () => {
    const anyTime = fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 });
    fc.assert(
      fc.property(anyTime, anyTime, (a, b) => {
        const [earlier, later] = [fromMs(Math.min(a, b)), fromMs(Math.max(a, b))];
        expect(earlier <= later).toBe(true);
        expect(earlier).toMatch(/^\d{4}-/);
      }),
    );
  });

  it('go no further than the last of four digits', () => {
    expect(plusHours(LAST, 1)).toBe(LAST);
    expect(plusHours(LAST, 1e15)).toBe(LAST);
    expect(plusCivilDays('Pacific/Kiritimati', LAST, 400)).toBe(LAST);
    expect(dateIn('Pacific/Kiritimati', LAST)).toBe('9999-12-31');
    expect(plusHours('0000-01-01T00:00:00.000Z' as Instant, -1)).toBe('0000-01-01T00:00:00.000Z');
  });

  it('are refused where there is none', () => {
    expect(() => instant('tomorrow')).toThrow(RangeError);
    expect(() => fromMs(Number.NaN)).toThrow(RangeError);
  });
});
