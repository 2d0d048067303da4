import { estimate } from '../../src/protocols/estimate';
import { loadProtocol } from '../../src/protocols/load';

const calm = loadProtocol('calm');

describe('the estimate of a CALM course', () => {
  it('is $7,460 for therapy, as the page says', () => {
    const { practiceFromCents, practiceToCents } = estimate(calm);
    expect([practiceFromCents, practiceToCents]).toEqual([746_000, 746_000]);
    expect(practiceFromCents).toBe(calm.estimate.statedTotalCents);
  });

  it('is $8,120, $8,270 or $8,420 all in, with one, two or three follow-ups', () => {
    expect(estimate(calm).scenarios.map(({ allInFromCents }) => allInFromCents)).toEqual([
      812_000, 827_000, 842_000,
    ]);
  });

  it("keeps the practice's and the partner's lines apart", () => {
    const { practice, partner } = estimate(calm);
    expect(new Set(practice.map(({ payTo }) => payTo))).toEqual(new Set(['practice']));
    expect(new Set(partner.map(({ payTo }) => payTo))).toEqual(new Set(['Journey Clinical']));
  });

  it('is refused while a price is unknown, and says what to enter', () => {
    const unknown = {
      ...calm,
      fees: { ...calm.fees, integration: { kind: 'unknown' as const, ask: 'the session rate' } },
    };
    expect(() => estimate(unknown)).toThrow('integration: the session rate');
  });

  it('is a range where fees are ranges', () => {
    const range = { kind: 'range' as const, fromCents: 30_000, toCents: 50_000 };
    const { practiceFromCents, practiceToCents } = estimate({
      ...calm,
      fees: { ...calm.fees, integration: range },
    });
    expect(practiceToCents - practiceFromCents).toBe(8 * 20_000);
  });
});
