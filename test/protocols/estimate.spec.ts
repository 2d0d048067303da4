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

describe('the estimates of the other practices', () => {
  it('Healing Cornerstone: one cycle is $745, each further full cycle $330, out of network', () => {
    const { firstCycle, furtherCycle, practiceFromCents } = estimate(loadProtocol('healing-cornerstone'));
    expect(firstCycle).toEqual({ fromCents: 74_500, toCents: 74_500 });
    expect(furtherCycle).toEqual({ fromCents: 33_000, toCents: 33_000 });
    expect(practiceFromCents).toBe(74_500 + 5 * 33_000);
  });

  it('MacKenzie: refused until the practice has entered its rates, each named with its place', () => {
    const mackenzie = loadProtocol('mackenzie');
    expect(() => estimate(mackenzie)).toThrow(
      /fees\.preparation: your normal[\s\S]*fees\.dosing: [\s\S]*fees\.integration: /,
    );
    const flat = { kind: 'flat' as const, cents: 18_000 };
    const entered = {
      ...mackenzie,
      fees: { ...mackenzie.fees, preparation: flat, dosing: flat, integration: flat },
    };
    expect(estimate(entered).practiceFromCents).toBe((1 + 6 + 12) * 18_000);
  });

  it('HealingMaps: a range', () => {
    const { firstCycle, practiceFromCents, practiceToCents } = estimate(loadProtocol('healingmaps'));
    // Consultation, preparation and integration at $300–500 each; dosing with its medicine at $400–1,000.
    expect(firstCycle).toEqual({ fromCents: 130_000, toCents: 250_000 });
    expect([practiceFromCents, practiceToCents]).toEqual([480_000, 1_000_000]);
  });

  it('Welches and Pazio: packages held against single prices', () => {
    const { packages, insurance, practiceFromCents } = estimate(loadProtocol('welches-pazio'));
    expect(packages).toMatchObject([
      { infusions: 6, includesConsult: true, cents: 350_000, listCents: 407_500, savesCents: 57_500 },
      { infusions: 10, includesConsult: true, cents: 550_000, listCents: 647_500, savesCents: 97_500 },
    ]);
    expect(practiceFromCents).toBe(407_500);
    expect(insurance.map(({ label, quantity }) => [quantity, label])).toEqual([
      [4, 'Pre-infusion psychotherapy session'],
      [6, 'Integration session'],
    ]);
  });

  it.each(['healing-cornerstone', 'healingmaps', 'welches-pazio'])(
    '%s says what the sums leave out',
    (id) => {
      expect(estimate(loadProtocol(id)).notIncluded).not.toEqual([]);
    },
  );
});
