import { checkProtocol, remarks } from '../../src/protocols/check';
import { loadProtocol, protocolIds, rawProtocol } from '../../src/protocols/load';

type Leaf = Record<string, unknown>;
type Raw = Record<string, Record<string, Leaf>>;

/** What is said of a protocol's file with these values changed, each by its path. */
function told(changes: Record<string, unknown>, id = 'calm'): string[] {
  const raw = structuredClone(rawProtocol(id)) as Raw;
  for (const [path, value] of Object.entries(changes)) {
    const [part = '', field] = path.split('.');
    const group = raw[part] ?? {};
    if (field === undefined) (group as Leaf).value = value;
    else (group[field] ??= { assumed: true, why: 'for this spec' }).value = value;
  }
  return checkProtocol(raw).map(({ path, message }) => `${path}: ${message}`);
}

describe('checking a protocol', () => {
  it.each(protocolIds())('finds nothing wrong with %s', (id) => {
    expect(checkProtocol(rawProtocol(id))).toEqual([]);
  });

  it.each(
    (
      [
        [
          'too few starter doses',
          { 'supply.starterDoses': 1 },
          'supply.starterDoses: 1 starter doses do not last',
        ],
        [
          'no first dose',
          { 'supply.starterDoses': 0, 'dosing.exploratory': 0 },
          'supply.starterDoses: without',
        ],
        ['no refill where one is needed', { 'supply.refillDoses': 0 }, 'supply.refillDoses: 2 starter doses'],
        [
          'more exploratory than planned',
          { 'dosing.planned': 1, 'dosing.houseCallsMax': 0 },
          'dosing.exploratory: 2',
        ],
        [
          'more house calls than sessions',
          { 'dosing.houseCallsMax': 9 },
          'dosing.houseCallsMax: 9 house calls',
        ],
        [
          'a warning before the invitation',
          { 'clocks.integrationWarnHours': 20 },
          'clocks.integrationWarnHours: the warning',
        ],
        [
          'a fee for nothing',
          { 'cancellation.feeCents': 5_000, 'cancellation.feeFor': [] },
          'cancellation.feeFor: there is a fee',
        ],
        ['the usual setting twice', { 'dosing.alsoIn': ['remote'] }, 'dosing.alsoIn: remote is the usual'],
        ['sessions rarer than follow-ups', { 'dosing.gapDays': 120 }, 'dosing.gapDays: 120 days'],
        [
          'a referral that never comes',
          { 'screening.afterPreparations': 7 },
          'screening.afterPreparations: the referral',
        ],
        [
          'an evaluation before preparation, and a referral after it',
          { 'screening.beforePreparation': true },
          'screening.beforePreparation: preparation waits for the evaluation',
        ],
        [
          'sessions always further apart than the longest distance',
          { 'dosing.maxGapDays': 7 },
          'dosing.maxGapDays: sessions usually 14 days apart',
        ],
        [
          'preparation and referral in a ring',
          { 'preparation.afterSupply': true },
          'screening.afterPreparations: preparation waits',
        ],
        [
          'integration over before it begins',
          { 'integration.fromHours': 90 },
          'integration.withinHours: integration would',
        ],
        [
          'a late invitation',
          { 'clocks.integrationInviteHours': 72 },
          'clocks.integrationInviteHours: the invitation',
        ],
        ['a late warning', { 'clocks.integrationWarnHours': 80 }, 'clocks.integrationWarnHours: the warning'],
        [
          'a window that closes before it opens',
          { 'maintenance.closesDays': 42 },
          'maintenance.closesDays: the window closes',
        ],
        [
          'a notice after the window opened',
          { 'maintenance.noticeDays': 43 },
          'maintenance.noticeDays: the notice',
        ],
        [
          'a closing notice before the window',
          { 'maintenance.closingNoticeDays': 15 },
          'maintenance.closingNoticeDays: 15 days',
        ],
        [
          'a decision before the last message',
          { 'clocks.silenceDecisionDays': 20 },
          'clocks.silenceDecisionDays: a clinician',
        ],
        [
          'a follow-up notice too early',
          { 'clocks.followUpNoticeDays': [92, 7] },
          'clocks.followUpNoticeDays: the first',
        ],
        [
          'a prescription notice too early',
          { 'clocks.prescriptionNoticeDays': 180 },
          'clocks.prescriptionNoticeDays: the notice',
        ],
        [
          'an approval notice too early',
          { 'clocks.approvalNoticeDays': 365 },
          'clocks.approvalNoticeDays: the notice',
        ],
        [
          'a range upside down',
          { 'fees.integration': { kind: 'range', fromCents: 2, toCents: 1 } },
          'fees.integration: the range',
        ],
        [
          'a session due before',
          { 'fees.dosing': { kind: 'flat', cents: 1, due: 'before' } },
          'fees.dosing.due: only the medical',
        ],
        ['packages that are not there', { 'fees.payWhen': 'package' }, 'fees.payWhen: it is paid by package'],
        ['no treatment consent', { consents: ['telehealth'] }, 'consents: the treatment consent'],
        ['remote care without its consent', { consents: ['treatment'] }, 'consents: sessions are remote'],
        [
          'infusions that preparation waits for',
          { 'preparation.afterSupply': true, 'screening.afterPreparations': 0 },
          'preparation.afterSupply: infusions',
          'welches-pazio',
        ],
        [
          'a package dearer than its sessions',
          { 'fees.dosing': { kind: 'flat', cents: 100 } },
          'packages.0.cents: six costs',
          'welches-pazio',
        ],
        [
          'a new estimate for no difference at all',
          { 'estimate.reissueCents': 0 },
          'estimate.reissueCents.value: must be 1 or more',
        ],
        [
          'numbers of follow-ups out of order',
          { 'estimate.followUps': [3, 1] },
          'estimate.followUps.value: must ascend',
        ],
        [
          'a number of follow-ups twice',
          { 'estimate.followUps': [1, 1] },
          'estimate.followUps.value: must ascend',
        ],
      ] as [string, Record<string, unknown>, string, string?][]
    ).map(([what, changes, problem, id]) => ({ what, changes, problem, id: id ?? 'calm' })),
  )('finds $what', ({ changes, problem, id }) => {
    const found = told(changes, id);
    expect(found).toContainEqual(expect.stringMatching(`^${problem.replaceAll('.', '\\.')}`));
  });

  it('calls no package too dear where a single price is not exact, or there is none', () => {
    const dosing = { kind: 'flat', cents: 58_000 };
    const medical = { kind: 'range', fromCents: 40_000, toCents: 50_000 };
    expect(told({ 'fees.dosing': dosing, 'fees.medical': medical }, 'welches-pazio')).toEqual([]);
    expect(told({ 'fees.dosing': { kind: 'none' } }, 'welches-pazio')).toEqual([]);
  });

  it('names an assumption without why, and a value without any origin', () => {
    const raw = structuredClone(rawProtocol('calm')) as Raw;
    raw.dosing = { ...raw.dosing, planned: { value: 8, assumed: true }, gapDays: { value: 14 } };
    raw.supply = { ...raw.supply, refillDoses: { value: 6, source: 'the page', assumed: true, why: 'both' } };
    const found = new Map(checkProtocol(raw).map(({ path, message }) => [path, message]));
    expect(found.get('dosing.planned')).toBe('is assumed: say why');
    expect(found.get('dosing.gapDays')).toContain('has no origin');
    expect(found.get('supply.refillDoses')).toContain('not both');
    expect(found.size).toBe(3);
  });

  it('names what is missing, unknown and out of range, all at once', () => {
    const raw = structuredClone(rawProtocol('calm')) as Raw;
    delete raw.clocks;
    raw.dosing = {
      ...raw.dosing,
      dose: { value: 1, source: 'the page' },
      planned: { value: 0, source: 'the page' },
      gapDays: 14 as unknown as Leaf,
    };
    expect(checkProtocol(raw)).toEqual([
      { path: 'dosing.planned.value', message: 'must be 1 or more' },
      { path: 'dosing.gapDays', message: expect.stringContaining('is to be an object') as unknown },
      {
        path: 'dosing',
        message: expect.stringContaining('there is no dose here; there are label, planned') as unknown,
      },
      { path: 'clocks', message: 'is missing' },
    ]);
    expect(checkProtocol([])).not.toEqual([]);
    expect(checkProtocol(null)).not.toEqual([]);
  });

  it('says in words what an id may be', () => {
    expect(checkProtocol({ ...(rawProtocol('calm') as object), id: 'My Practice' })).toEqual([
      {
        path: 'id',
        message: 'must be 2 to 41 small letters, digits or -, beginning with a letter, such as my-practice',
      },
    ]);
  });

  it('names the tasks there are, where days are given to another', () => {
    const raw = structuredClone(rawProtocol('calm')) as { clocks: { taskDays: { value: object } } };
    Object.assign(raw.clocks.taskDays.value, { 'book-session': 1 });
    expect(checkProtocol(raw)).toEqual([
      {
        path: 'clocks.taskDays.value',
        message: expect.stringMatching(
          /^there is no task book-session; there are .*book-dosing.*, and any$/,
        ) as unknown,
      },
    ]);
  });

  it('tells what is assumed, and which prices are still to be entered', () => {
    const said = remarks(rawProtocol('mackenzie'), loadProtocol('mackenzie'));
    expect(said[0]).toMatch(/^\d+ values are from the page, \d+ are assumed\.$/);
    expect(said.slice(1)).toHaveLength(3);
  });

  it('names a code that a partner’s fee has twice', () => {
    const raw = structuredClone(rawProtocol('calm')) as { partnerFees: { code: string }[] };
    raw.partnerFees.push(...raw.partnerFees.slice(0, 1));
    expect(checkProtocol(raw)).toEqual([
      { path: 'partnerFees.4.code', message: 'intake is the code of another fee too' },
    ]);
  });

  it('remarks on a stated total that the prices do not come to, and on cycles that never are', () => {
    const calm = loadProtocol('calm');
    const said = (planned: number) =>
      remarks(rawProtocol('calm'), { ...calm, dosing: { ...calm.dosing, planned } }).slice(1);
    expect(said(8)).toEqual([]);
    expect(said(3)).toEqual([
      'estimate.statedTotalCents is $7,460.00, and the sessions come to $3,735.00.',
      'measures.afterCycles names 4, and 3 dosing sessions are planned.',
    ]);
  });
});
