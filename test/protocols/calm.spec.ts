import {
  loadProtocol,
  parseProtocol,
  ProtocolError,
  protocolIds,
  rawProtocol,
} from '../../src/protocols/load';

type Raw = Record<string, Record<string, unknown>>;
const raw = () => structuredClone(rawProtocol('calm')) as Raw;

/** The problems that parsing finds in CALM's file after one change. */
function complaints(change: (calm: Raw) => void): { path: string; message: string }[] {
  const calm = raw();
  change(calm);
  try {
    parseProtocol(calm);
    return [];
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    expect(error.code).toBe('protocol-invalid');
    return [...error.problems];
  }
}

describe("CALM's protocol", () => {
  it('is valid', () => {
    expect(loadProtocol('calm')).toMatchObject({ id: 'calm', version: 1, currency: 'USD' });
  });

  it('matches the page', () => {
    const { preparation, screening, supply, dosing, integration, fees } = loadProtocol('calm');
    expect([
      preparation.minimum,
      screening.afterPreparations,
      supply.starterDoses,
      supply.refillDoses,
    ]).toEqual([6, 3, 2, 6]);
    expect([dosing.planned, dosing.exploratory, integration.withinHours]).toEqual([8, 2, 72]);
    expect(fees.dosing).toEqual({
      kind: 'firstHourThenFlat',
      firstMinutes: 60,
      firstCents: 33_000,
      longerCents: 16_500,
    });
  });

  it('adds up to the total on the page', () => {
    const { fees, preparation, dosing, integration, estimate } = loadProtocol('calm');
    const flat = (fee: typeof fees.preparation) => (fee.kind === 'flat' ? fee.cents : 0);
    const longer =
      fees.dosing.kind === 'firstHourThenFlat' ? fees.dosing.firstCents + fees.dosing.longerCents : 0;
    const total =
      preparation.minimum * flat(fees.preparation) +
      dosing.planned * (longer + integration.perCycle * flat(fees.integration));
    expect(total).toBe(estimate.statedTotalCents);
  });
});

describe('a mistake in a protocol is named with its place', () => {
  it('a value without an origin', () => {
    expect(
      complaints((calm) => {
        calm.dosing = { ...calm.dosing, planned: { value: 8 } };
      }),
    ).toEqual([expect.objectContaining({ path: 'dosing.planned' })]);
  });

  it('a bare value', () => {
    expect(
      complaints((calm) => {
        calm.dosing = { ...calm.dosing, planned: 8 };
      }),
    ).toEqual([expect.objectContaining({ path: 'dosing.planned' })]);
  });

  it('an assumption without a reason', () => {
    expect(
      complaints((calm) => {
        calm.dosing = { ...calm.dosing, planned: { value: 8, assumed: true } };
      }),
    ).toHaveLength(1);
  });

  it('a value out of range', () => {
    expect(
      complaints((calm) => {
        calm.clocks = { ...calm.clocks, checkInHour: { value: 22, source: 'the page' } };
      }),
    ).toEqual([expect.objectContaining({ path: expect.stringMatching(/^clocks\.checkInHour/) as unknown })]);
  });

  it('an unknown field', () => {
    expect(
      complaints((calm) => {
        calm.dosing = { ...calm.dosing, dose: 1 };
      }),
    ).toEqual([
      expect.objectContaining({ path: 'dosing', message: expect.stringContaining('dose') as unknown }),
    ]);
  });

  it('a missing part', () => {
    expect(
      complaints((calm) => {
        delete calm.clocks;
      }),
    ).toEqual([expect.objectContaining({ path: 'clocks' })]);
  });

  it('every mistake at once', () => {
    expect(
      complaints((calm) => {
        delete calm.clocks;
        delete calm.fees;
      }),
    ).toHaveLength(2);
  });

  it('a file that is not a protocol', () => {
    expect(() => parseProtocol([], 'my.json')).toThrow('my.json is not a valid protocol');
  });
});

describe('the protocols of this installation', () => {
  it('include CALM', () => {
    expect(protocolIds()).toContain('calm');
  });

  it.each(['nobody', '../package', 'constructor', ''])('do not include "%s"', (id) => {
    expect(() => loadProtocol(id)).toThrow(expect.objectContaining({ code: 'protocol-unknown' }) as Error);
  });

  it.each(protocolIds())('%s can be read', (id) => {
    expect(loadProtocol(id).id).toBe(id);
  });
});
