import { diffProtocols } from '../../src/protocols/diff';
import { loadProtocol, protocolIds, rawProtocol } from '../../src/protocols/load';
import type { Protocol } from '../../src/catalog/protocol';
import { origins } from '../../src/catalog/stated';
import { readSignal } from '../../src/protocols/readSignal';
import { fieldWords } from '../../src/protocols/fieldWords';

const CALM = loadProtocol('calm');
const told = (a: Protocol, b: Protocol): string[] => diffProtocols(a, b).map(({ sentence }) => sentence);

describe('what differs between two versions of a protocol', () => {
  it('is nothing when nothing does', () => {
    expect(diffProtocols(CALM, structuredClone(CALM))).toEqual([]);
  });

  it('is told in sentences, with units', () => {
    const next: Protocol = {
      ...CALM,
      preparation: { ...CALM.preparation, minimum: 4 },
      screening: { ...CALM.screening, labs: true },
      dosing: { ...CALM.dosing, gapDays: 7, maxGapDays: 21 },
      clocks: { ...CALM.clocks, sessionReminderHours: [48, 1], decisionBusinessDays: 1 },
      cancellation: { ...CALM.cancellation, feeCents: 12_345 },
      fees: { ...CALM.fees, integration: { kind: 'range', fromCents: 10_000, toCents: 20_000 } },
    };
    expect(told(CALM, next)).toEqual([
      'The least number of preparation sessions: 4 instead of 6.',
      'Labs: yes instead of no.',
      'The time from one dosing session to the next: 7 days instead of 14 days.',
      'New: the longest time from one dosing session to the next: 21 days.',
      'The time for the prescriber’s decision: 1 business day instead of 5 business days.',
      'Reminding of a session before it begins: 48 hours, 1 hour instead of 24 hours, 2 hours.',
      'The late cancellation fee: $123.45 instead of $0.00.',
      'The price of an integration session: $100.00–$200.00 instead of $250.00.',
    ]);
  });

  it('tells of a price whatever of it differs', () => {
    const preparation = { kind: 'flat' as const, cents: 25_000 };
    const priced = (fee: Protocol['fees']['preparation']): Protocol => ({
      ...CALM,
      fees: { ...CALM.fees, preparation: fee },
    });
    expect(told(priced(preparation), priced({ ...preparation, insurable: true }))).toEqual([
      'The price of a preparation session: $250.00 (billable to insurance) instead of $250.00.',
    ]);
    const insured = { kind: 'insurance' as const, ask: 'the rate' };
    expect(told(priced(insured), priced({ ...insured, selfPayCents: 20_000 }))).toEqual([
      'The price of a preparation session: billed to insurance ($200.00 without it) instead of billed to insurance.',
    ]);
    expect(told(priced(insured), priced({ ...insured, ask: 'your own rate' }))).toEqual([
      'The price of a preparation session: asked for as “your own rate” instead of “the rate”.',
    ]);
    const unknown = { kind: 'unknown' as const, ask: 'the rate' };
    expect(told(priced(unknown), priced({ ...unknown, ask: 'your own rate' }))).toEqual([
      'The price of a preparation session: asked for as “your own rate” instead of “the rate”.',
    ]);
  });

  it('says of what is new or gone whether it is asked for', () => {
    const asked = (beforePreparation: boolean): Protocol => ({
      ...CALM,
      screening: { ...CALM.screening, beforePreparation },
    });
    const what = 'the medical evaluation before the first preparation session';
    expect(told(CALM, asked(true))).toEqual([`New: ${what} is asked for.`]);
    expect(told(CALM, asked(false))).toEqual([`New: ${what} is not asked for.`]);
    expect(told(asked(true), CALM)).toEqual([`No more: ${what} was asked for.`]);
  });

  it('takes the words of a practice for what they are, also where they are a code elsewhere', () => {
    const dosing = { ...CALM.dosing, label: 'infusion' };
    const estimate = { ...CALM.estimate, notIncluded: ['labs'] };
    expect(told(CALM, { ...CALM, title: 'none', dosing, estimate })).toEqual([
      'The title: “none” instead of “CALM: lozenge at home by telehealth”.',
      'The name of a dosing session: “infusion” instead of “Dosing session”.',
      'New: what an estimate says is not included: “labs”.',
    ]);
  });

  it('finds packages and partner fees again by their codes, wherever they stand', () => {
    const before = loadProtocol('welches-pazio');
    const [first, ...rest] = before.packages ?? [];
    if (!first) throw new Error('no package');
    const after: Protocol = {
      ...before,
      packages: [
        { ...first, code: 'two', label: 'Two', infusions: 2, cents: 110_000, includesConsult: false },
        ...rest,
      ],
    };
    const sentences = told(before, after);
    expect(sentences).toHaveLength(2);
    expect(sentences).toContainEqual(
      expect.stringMatching(/^No more: the package .*: it was “.*” for \$3,500\.00/),
    );
    expect(sentences).toContain('New: the package two: “Two” for $1,100.00, 2 sessions.');
  });

  it('is the same for values whose fields stand in another order', () => {
    const { fees } = CALM;
    const turned = Object.fromEntries(Object.entries(fees.preparation).reverse()) as typeof fees.preparation;
    expect(diffProtocols(CALM, { ...CALM, fees: { ...fees, preparation: turned } })).toEqual([]);
  });

  it('tells the days of each kind of task', () => {
    const taskDays = { ...CALM.clocks.taskDays, incident: 1 };
    expect(told(CALM, { ...CALM, clocks: { ...CALM.clocks, taskDays } })).toEqual([
      'The time until a task is due (incident): 1 day instead of 0 days.',
    ]);
  });

  it('has words of its own for every value of every protocol', () => {
    const paths = new Set(protocolIds().flatMap((id) => [...origins(rawProtocol(id)).keys()]));
    const kept = /^(partnerFees|packages)\./;
    const spelled = [...paths].filter((path) => !kept.test(path) && fieldWords(path).what.includes('('));
    expect(spelled).toEqual([]);
  });
});

describe('the content of a protocol in a signal', () => {
  const moveTo = (protocol: unknown) =>
    readSignal('protocolChanged', { id: 'move-1', by: { role: 'lead', id: 'lead-1' }, protocol });

  it.each(protocolIds())('is read as it is: %s', (id) => {
    const protocol = loadProtocol(id);
    expect(moveTo(protocol)).toMatchObject({ signal: { protocol } });
  });

  it('holds to the rules of a file', () => {
    const wrong = { ...CALM, consents: ['electronicMessages'] };
    expect(moveTo(wrong)).toEqual({
      problems: [
        expect.objectContaining({ field: 'protocol.consents' }),
        expect.objectContaining({ field: 'protocol.consents' }),
      ],
    });
    expect(moveTo({ ...CALM, extra: 1 })).toHaveProperty('problems');
  });
});
