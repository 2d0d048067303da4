import { diffProtocols } from '../../src/protocols/diff';
import { loadProtocol, protocolIds, rawProtocol } from '../../src/protocols/load';
import type { Protocol } from '../../src/catalog/protocol';
import { origins } from '../../src/catalog/stated';
import { readSignal } from '../../src/protocols/readSignal';
import { fieldWords } from '../../src/protocols/fieldWords';

const CALM = loadProtocol('calm');
const sentences = (a: Protocol, b: Protocol): string[] => diffProtocols(a, b).map(({ sentence }) => sentence);

describe('the differences between two versions of a protocol', () => {
  it('are none when nothing differs', () => {
    expect(diffProtocols(CALM, structuredClone(CALM))).toEqual([]);
  });

  it('are sentences, with units', () => {
    const next: Protocol = {
      ...CALM,
      preparation: { ...CALM.preparation, minimum: 4 },
      screening: { ...CALM.screening, labs: true },
      dosing: { ...CALM.dosing, gapDays: 7, maxGapDays: 21, routes: ['nasal', 'oral'] },
      clocks: { ...CALM.clocks, sessionReminderHours: [48, 1], decisionBusinessDays: 1 },
      cancellation: { ...CALM.cancellation, feeCents: 12_345 },
      fees: { ...CALM.fees, integration: { kind: 'range', fromCents: 10_000, toCents: 20_000 } },
    };
    expect(sentences(CALM, next)).toEqual([
      'Minimum number of preparation sessions: changed from 6 to 4.',
      'Labs: changed from no to yes.',
      'Usual time between dosing sessions: changed from 14 days to 7 days.',
      'Longest time between dosing sessions: added (21 days).',
      'Routes of administration: added (nasal, oral).',
      'Time for the prescriber’s decision: changed from 5 business days to 1 business day.',
      'Time before a session when reminders are sent: changed from 24 hours, 2 hours to 48 hours, 1 hour.',
      'Late cancellation fee: changed from $0.00 to $123.45.',
      'Price of an integration session: changed from $250.00 to $100.00–$200.00.',
    ]);
  });

  it('cover every part of a price', () => {
    const preparation = { kind: 'flat' as const, cents: 25_000 };
    const priced = (fee: Protocol['fees']['preparation']): Protocol => ({
      ...CALM,
      fees: { ...CALM.fees, preparation: fee },
    });
    expect(sentences(priced(preparation), priced({ ...preparation, insurable: true }))).toEqual([
      'Price of a preparation session: changed from $250.00 to $250.00 (billable to insurance).',
    ]);
    const insured = { kind: 'insurance' as const, ask: 'the rate' };
    expect(sentences(priced(insured), priced({ ...insured, selfPayCents: 20_000 }))).toEqual([
      'Price of a preparation session: changed from billed to insurance to billed to insurance ($200.00 without it).',
    ]);
    expect(sentences(priced(insured), priced({ ...insured, ask: 'your own rate' }))).toEqual([
      'Price of a preparation session: the question to the practice changed from “the rate” to “your own rate”.',
    ]);
    const unknown = { kind: 'unknown' as const, ask: 'the rate' };
    expect(sentences(priced(unknown), priced({ ...unknown, ask: 'your own rate' }))).toEqual([
      'Price of a preparation session: the question to the practice changed from “the rate” to “your own rate”.',
    ]);
  });

  it('say whether something added or removed is required', () => {
    const screened = (beforePreparation: boolean): Protocol => ({
      ...CALM,
      screening: { ...CALM.screening, beforePreparation },
    });
    const what = 'Medical evaluation before the first preparation session';
    expect(sentences(CALM, screened(true))).toEqual([`${what}: added (required).`]);
    expect(sentences(CALM, screened(false))).toEqual([`${what}: added (not required).`]);
    expect(sentences(screened(true), CALM)).toEqual([`${what}: removed (was required).`]);
  });

  it('quote the words of a practice, even where they are a code elsewhere', () => {
    const dosing = { ...CALM.dosing, label: 'infusion' };
    const estimate = { ...CALM.estimate, notIncluded: ['labs'] };
    expect(sentences(CALM, { ...CALM, title: 'none', dosing, estimate })).toEqual([
      'Title: changed from “CALM: lozenge at home by telehealth” to “none”.',
      'Name of a dosing session: changed from “Dosing session” to “infusion”.',
      'What an estimate does not include: added (“labs”).',
    ]);
  });

  it('match packages and partner fees by their codes, in any order', () => {
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
    const found = sentences(before, after);
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(expect.stringMatching(/^Package .*: removed \(was “.*” for \$3,500\.00/));
    expect(found).toContain('Package two: added (“Two” for $1,100.00, 2 sessions).');
  });

  it('ignore the order of fields', () => {
    const { fees } = CALM;
    const turned = Object.fromEntries(Object.entries(fees.preparation).reverse()) as typeof fees.preparation;
    expect(diffProtocols(CALM, { ...CALM, fees: { ...fees, preparation: turned } })).toEqual([]);
  });

  it('name the kind of task for each number of days', () => {
    const taskDays = { ...CALM.clocks.taskDays, incident: 1 };
    expect(sentences(CALM, { ...CALM, clocks: { ...CALM.clocks, taskDays } })).toEqual([
      'Time for the task “Handle the incident, and document what was done”: changed from 0 days to 1 day.',
    ]);
  });

  it('have words for every value of every protocol', () => {
    const paths = new Set(protocolIds().flatMap((id) => [...origins(rawProtocol(id)).keys()]));
    const coded = /^(partnerFees|packages)\./;
    const spelled = [...paths].filter((path) => !coded.test(path) && fieldWords(path).what.includes('('));
    expect(spelled).toEqual([]);
  });
});

describe('the content of a protocol in a signal', () => {
  const moveTo = (protocol: unknown) =>
    readSignal('protocolChanged', { id: 'move-1', by: { role: 'lead', id: 'lead-1' }, protocol });

  it.each(protocolIds())('is read unchanged: %s', (id) => {
    const protocol = loadProtocol(id);
    expect(moveTo(protocol)).toMatchObject({ signal: { protocol } });
  });

  it('must follow the rules of a file', () => {
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
