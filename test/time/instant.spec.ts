import fc from 'fast-check';
import { dateIn, plusCivilDays } from '../../src/time/civil';
import { byInstant, fromMs, instant, plusHours, type Instant } from '../../src/time/instant';

const LAST = '9999-12-31T23:59:59.999Z' as Instant;

describe('instants', () => {
  it('sort as text in the order of time, however far apart', () => {
    const anyTime = fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 });
    fc.assert(
      fc.property(anyTime, anyTime, (a, b) => {
        const [earlier, later] = [fromMs(Math.min(a, b)), fromMs(Math.max(a, b))];
        expect(earlier <= later).toBe(true);
        expect(earlier).toMatch(/^\d{4}-/);
      }),
    );
  });

  it('stop at the first and the last instant of a four-digit year', () => {
    expect(plusHours(LAST, 1)).toBe(LAST);
    expect(plusHours(LAST, 1e15)).toBe(LAST);
    expect(plusCivilDays('Pacific/Kiritimati', LAST, 400)).toBe(LAST);
    expect(dateIn('Pacific/Kiritimati', LAST)).toBe('9999-12-31');
    expect(plusHours('0000-01-01T00:00:00.000Z' as Instant, -1)).toBe('0000-01-01T00:00:00.000Z');
  });

  it('cannot be read from other text', () => {
    expect(() => instant('tomorrow')).toThrow(RangeError);
    for (const never of ['2027-02-29', '2027-02-30', '2027-04-31', '2027-13-01', '2027-01-00', '2027-01-32'])
      expect(() => instant(`${never}T10:00:00Z`)).toThrow(RangeError);
    expect(() => instant('2027-01-04T25:00:00Z')).toThrow(RangeError);
    expect(instant('2028-02-29T23:59-08:00')).toBe('2028-03-01T07:59:00.000Z');
    expect(() => fromMs(Number.NaN)).toThrow(RangeError);
  });

  it('sort with byInstant, equal ones in the order in which they came', () => {
    const [early, late] = [instant('2027-01-04T12:00:00Z'), instant('2027-01-05T12:00:00Z')];
    const given = [
      { at: late, name: 'c' },
      { at: early, name: 'b' },
      { name: 'd' },
      { at: early, name: 'a' },
    ];
    const sorted = [...given].sort(byInstant(({ at }) => at));
    expect(sorted.map(({ name }) => name).join(' ')).toBe('d b a c');
    expect(byInstant<Instant>((at) => at)(early, early)).toBe(0);
  });
});
