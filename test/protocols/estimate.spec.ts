import { readFileSync } from 'node:fs';
import { estimate } from '../../src/protocols/estimate';
import { readClient } from '../../src/protocols/estimateClient';
import { printEstimate } from '../../src/cli/commands/printEstimate';
import { dollars } from '../../src/course/money/prices';
import { loadProtocol, protocolIds } from '../../src/protocols/load';

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

  it("says that insurance may pay some of the partner's charges, and counts nothing off", () => {
    const { partnerCoverage } = estimate(calm);
    expect(partnerCoverage).toContain('may be covered by insurance');
    expect(printEstimate(estimate(calm))).toContain(String(partnerCoverage));
    const { partnerCoverage: _said, ...silent } = calm.estimate;
    expect(estimate({ ...calm, estimate: silent })).toEqual({
      ...estimate(calm),
      partnerCoverage: undefined,
    });
  });

  it('has as many refills as the sessions need after the starter doses', () => {
    const refills = (dosings: number) =>
      estimate(calm, { dosings })
        .partner.filter(({ label }) => label.startsWith('Refill'))
        .map(({ quantity }) => quantity);
    expect([2, 3, 8, 9, 14].map(refills)).toEqual([[], [1], [1], [2], [2]]);
    const [partner] = estimate(calm, { dosings: 14, followUps: 1 }).scenarios.map(
      (each) => each.partnerCents,
    );
    expect(partner).toBe(25_000 + 9_700 + 2 * 16_300 + 15_000);
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

describe("one client's estimate", () => {
  const clinic = loadProtocol('welches-pazio');
  const cornerstone = loadProtocol('healing-cornerstone');
  const total = (...[protocol, client]: Parameters<typeof estimate>) => {
    const { practiceFromCents, practiceToCents } = estimate(protocol, client);
    expect(practiceFromCents).toBe(practiceToCents);
    return practiceToCents;
  };

  it('follows the number of sessions: fewer dosings, more preparation', () => {
    expect(total(calm, { dosings: 2, preparations: 8 })).toBe(8 * 25_000 + 2 * (49_500 + 25_000));
    expect(estimate(calm, { followUps: 5 }).scenarios).toMatchObject([
      { followUps: 5, partnerCents: 51_000 + 5 * 15_000 },
    ]);
  });

  it('with a package: its price, and further infusions one by one', () => {
    expect(total(clinic, { package: 'six' })).toBe(350_000);
    expect(total(clinic, { package: 'six', dosings: 8 })).toBe(350_000 + 2 * 60_000);
    expect(total(clinic, { package: 'ten', dosings: 4 })).toBe(550_000);
  });

  it('insured: psychotherapy is billed to the plan, with the copay if it is known', () => {
    const insured = estimate(cornerstone, { payer: 'insurance' });
    expect(insured.practiceToCents).toBe(25_000);
    expect(insured.insurance.map(({ quantity }) => quantity)).toEqual([1, 12]);
    expect(total(cornerstone, { payer: 'insurance', copayCents: 3_000 })).toBe(25_000 + 13 * 3_000);
    expect(total(clinic, { payer: 'insurance', copayCents: 3_000 })).toBe(407_500 + 11 * 3_000);
  });

  it('without insurance: at the out-of-network price, or refused where the practice has none', () => {
    expect(total(cornerstone, { payer: 'selfPay' })).toBe(total(cornerstone, {}));
    expect(() => estimate(clinic, { payer: 'selfPay' })).toThrow(
      /fees\.preparation: .*\n.*fees\.integration: /,
    );
    const rate = { kind: 'insurance' as const, ask: 'the rate', selfPayCents: 20_000 };
    const entered = { ...clinic, fees: { ...clinic.fees, preparation: rate, integration: rate } };
    expect(total(entered, { payer: 'selfPay' })).toBe(407_500 + 11 * 20_000);
    expect(total(entered, {})).toBe(407_500);
  });

  it('with house calls: the quoted travel fee, or a note that it will be quoted', () => {
    expect(total(calm, { houseCalls: 2, travelCents: 8_000 })).toBe(746_000 + 16_000);
    expect(estimate(calm, { houseCalls: 2 }).notIncluded).toContain(
      'Travel fees for house calls: quoted separately',
    );
    expect(estimate(calm).notIncluded).toEqual([]);
  });
});

describe('the details of a client', () => {
  const problemsOf = (raw: unknown, id = 'calm') => {
    const read = readClient(raw, loadProtocol(id));
    return 'problems' in read ? read.problems.map(({ path, message }) => `${path}: ${message}`) : [];
  };

  it('may be empty', () => {
    expect(readClient({}, calm)).toEqual({ client: {} });
  });

  it.each([
    ['calm', { dosings: 0 }, 'dosings: must be 1 or more'],
    ['calm', { dosings: '8' }, 'dosings: must be a number'],
    ['calm', { color: 'red' }, ': unknown field color; known fields are payer, '],
    ['calm', { payer: 'insurance' }, 'payer: must not be "insurance"'],
    ['calm', [], ': must be an object, in braces { }'],
    ['calm', { preparations: 5 }, 'preparations: must be at least 6'],
    ['calm', { package: 'six' }, 'package: must be left out'],
    ['healingmaps', { followUps: 2 }, 'followUps: must be left out'],
    ['welches-pazio', { package: 'seven' }, 'package: must be one of: six, ten'],
    ['calm', { houseCalls: 3 }, 'houseCalls: must be at most 2'],
    ['calm', { houseCalls: 2, dosings: 1 }, 'houseCalls: must be at most 1'],
    ['mackenzie', { houseCalls: 1 }, 'houseCalls: must be left out'],
    ['calm', { travelCents: 5 }, 'travelCents: must come with houseCalls'],
    ['mackenzie', { houseCalls: 1, travelCents: 5 }, 'travelCents: must be left out'],
    ['healing-cornerstone', { copayCents: 5 }, 'copayCents: must be left out unless payer is'],
    [
      'healing-cornerstone',
      { payer: 'selfPay', copayCents: 5 },
      'copayCents: must be left out unless payer is',
    ],
  ])('%s: %j is explained', (id, raw, message) => {
    expect(problemsOf(raw, id)).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  });

  it('are explained mistake by mistake', () => {
    expect(problemsOf({ copayCents: 5, package: 'six', houseCalls: 3 })).toHaveLength(3);
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
    expect(estimate(entered).practiceFromCents).toBe((1 + 1 + 6 + 12) * 18_000);
  });

  it('HealingMaps: a range', () => {
    const { firstCycle, practiceFromCents, practiceToCents } = estimate(loadProtocol('healingmaps'));
    // Consultation, education, preparation and integration at $300–500 each; dosing with its medicine at $400–1,000.
    expect(firstCycle).toEqual({ fromCents: 160_000, toCents: 300_000 });
    expect([practiceFromCents, practiceToCents]).toEqual([510_000, 1_050_000]);
  });

  it('a package is compared with the sessions this client will have', () => {
    const clinic = loadProtocol('welches-pazio');
    const courses = (client: Parameters<typeof estimate>[1]) =>
      estimate(clinic, client).packages.map(({ course }) => course);
    // The consult is $475, an infusion $600.
    expect(courses({ dosings: 4 })).toEqual([
      { dosings: 4, cents: 350_000, savesCents: 287_500 - 350_000, unused: 2 },
      { dosings: 4, cents: 550_000, savesCents: 287_500 - 550_000, unused: 6 },
    ]);
    expect(courses({ dosings: 14 })).toEqual([
      { dosings: 14, cents: 350_000 + 8 * 60_000, savesCents: 57_500, unused: 0 },
      { dosings: 14, cents: 550_000 + 4 * 60_000, savesCents: 97_500, unused: 0 },
    ]);
    const printed = printEstimate(estimate(clinic, { dosings: 4 }));
    expect(printed).toContain('paid one by one: $4,075.00\n');
    expect(printed).toContain('for a course of 4: $3,500.00, costs $625.00 more; 2 would be left over');
  });

  it('a package that costs this client more is never shown as a saving', () => {
    const clinic = loadProtocol('welches-pazio');
    expect(printEstimate(estimate(clinic, { dosings: 4 }))).not.toContain('saves');
    expect(printEstimate(estimate(clinic))).toContain('for a course of 6: $3,500.00, saves $575.00');
  });

  it('a package has no comparison where a single price is not exact, or there is none', () => {
    const clinic = loadProtocol('welches-pazio');
    const range = { kind: 'range' as const, fromCents: 50_000, toCents: 70_000 };
    const [six] = clinic.packages ?? [];
    for (const fees of [{ dosing: range }, { medical: range }, { dosing: { kind: 'none' as const } }]) {
      const held = estimate({ ...clinic, fees: { ...clinic.fees, ...fees } });
      expect(held.packages[0]).toEqual(six);
      expect(printEstimate(held)).not.toMatch(/saves|costs/);
    }
  });

  it('an insured client sees what the plan may not cover, a self-payer does not', () => {
    const healing = loadProtocol('healing-cornerstone');
    const notIncluded = (client: Parameters<typeof estimate>[1]) =>
      estimate(healing, client).notIncluded.join('; ');
    expect(notIncluded({ payer: 'insurance' })).toContain('deductible and copay');
    expect(notIncluded({ payer: 'insurance', copayCents: 3_000 })).toMatch(/: your deductible, and anything/);
    expect(notIncluded({})).toBe('The troches themselves: ask the pharmacy');
  });

  it('the partner’s lines include the follow-ups the client will have', () => {
    const followUps = (client: Parameters<typeof estimate>[1]) =>
      estimate(loadProtocol('calm'), client).partner.filter(({ fromCents }) => fromCents === 15_000);
    expect(followUps({})).toMatchObject([{ quantity: 1 }]);
    expect(followUps({ followUps: 2 })).toMatchObject([{ quantity: 2 }]);
    expect(followUps({ followUps: 0 })).toEqual([]);
  });

  it('Welches and Pazio: packages compared with single prices', () => {
    const { packages, insurance, practiceFromCents } = estimate(loadProtocol('welches-pazio'));
    expect(packages).toMatchObject([
      { infusions: 6, includesConsult: true, cents: 350_000, listCents: 407_500, savesCents: 57_500 },
      { infusions: 10, includesConsult: true, cents: 550_000, listCents: 647_500, savesCents: 97_500 },
    ]);
    expect(practiceFromCents).toBe(407_500);
    expect(insurance.map(({ label, quantity }) => [quantity, label])).toEqual([
      [1, 'Initial Psychological Evaluation'],
      [4, 'Pre-infusion psychotherapy session'],
      [6, 'Integration session'],
    ]);
  });

  it('the README has the same totals', () => {
    const readme = readFileSync('README.md', 'utf8');
    for (const id of protocolIds().filter((each) => each !== 'mackenzie')) {
      const { practiceFromCents: from, practiceToCents: to } = estimate(loadProtocol(id));
      const total = from === to ? dollars(to) : `${dollars(from)}–${dollars(to)}`;
      expect(readme.split('\n').find((line) => line.startsWith(`| \`${id}\``))).toContain(` ${total} `);
    }
  });

  it.each(['healing-cornerstone', 'healingmaps', 'welches-pazio'])(
    '%s says what the totals leave out',
    (id) => {
      expect(estimate(loadProtocol(id)).notIncluded).not.toEqual([]);
    },
  );
});
