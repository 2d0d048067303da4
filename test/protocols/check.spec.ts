import { checkProtocol, remarks } from '../../src/protocols/check';
import { loadProtocol, protocolIds, rawProtocol } from '../../src/protocols/load';

type Leaf = Record<string, unknown>;
type Raw = Record<string, Record<string, Leaf>>;

/** The problems of a protocol's file with these values changed, each by its path. */
function problemsWith(changes: Record<string, unknown>, id = 'calm'): string[] {
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
          'more reminders than anybody could read',
          { 'clocks.sessionReminderHours': Array.from({ length: 336 }, (_, hour) => hour + 1) },
          'clocks.sessionReminderHours.value: must have at most 10 entries',
        ],
        [
          'a reminder twice',
          { 'clocks.sessionReminderHours': [24, 24] },
          'clocks.sessionReminderHours.value: must have each entry once',
        ],
        [
          'too few starter doses',
          { 'supply.starterDoses': 1 },
          'supply.starterDoses: must be at least 2, one for each exploratory session',
        ],
        [
          'no first dose',
          { 'supply.starterDoses': 0, 'dosing.exploratory': 0 },
          'supply.starterDoses: must be at least 1',
        ],
        [
          'no refill where one is needed',
          { 'supply.refillDoses': 0 },
          'supply.refillDoses: must be at least 1: 2 starter doses',
        ],
        [
          'more exploratory than planned',
          { 'dosing.planned': 1, 'dosing.houseCallsMax': 0 },
          'dosing.exploratory: must not exceed the 1 planned',
        ],
        [
          'more house calls than sessions',
          { 'dosing.houseCallsMax': 9 },
          'dosing.houseCallsMax: must not exceed the 8 planned',
        ],
        [
          'a warning before the invitation',
          { 'clocks.integrationWarnHours': 20 },
          'clocks.integrationWarnHours: must be more than 24 hours',
        ],
        [
          'a prescription good for longer than the law lets it be filled',
          { 'supply.prescriptionValidDays': 184 },
          'supply.prescriptionValidDays: must be at most 183 days',
        ],
        [
          'a fee for nothing',
          { 'cancellation.feeCents': 5_000, 'cancellation.feeFor': [] },
          'cancellation.feeFor: must name what',
        ],
        [
          'the usual setting twice',
          { 'dosing.alsoIn': ['remote'] },
          'dosing.alsoIn: must not include “remote”',
        ],
        ['sessions rarer than follow-ups', { 'dosing.gapDays': 120 }, 'dosing.gapDays: must not exceed'],
        [
          'a referral that never comes',
          { 'screening.afterPreparations': 7 },
          'screening.afterPreparations: must not exceed',
        ],
        [
          'an evaluation before preparation, and a referral after it',
          { 'screening.beforePreparation': true },
          'screening.beforePreparation: preparation would wait for the evaluation',
        ],
        [
          'sessions always further apart than the longest distance',
          { 'dosing.maxGapDays': 7 },
          'dosing.maxGapDays: must be at least the usual 14 days',
        ],
        [
          'preparation and referral in a ring',
          { 'preparation.afterSupply': true },
          'screening.afterPreparations: preparation would wait',
        ],
        [
          'integration over before it begins',
          { 'integration.fromHours': 90 },
          'integration.withinHours: must be at least 90 hours',
        ],
        [
          'a late invitation',
          { 'clocks.integrationInviteHours': 72 },
          'clocks.integrationInviteHours: must be less than 72 hours',
        ],
        [
          'a late warning',
          { 'clocks.integrationWarnHours': 80 },
          'clocks.integrationWarnHours: must be less than',
        ],
        [
          'a window that closes before it opens',
          { 'maintenance.closesDays': 42 },
          'maintenance.closesDays: must be after day',
        ],
        [
          'a notice after the window opened',
          { 'maintenance.noticeDays': 43 },
          'maintenance.noticeDays: must not be after day 42',
        ],
        [
          'a closing notice before the window',
          { 'maintenance.closingNoticeDays': 15 },
          'maintenance.closingNoticeDays: must be at most 14 days',
        ],
        [
          'a decision before the last message',
          { 'clocks.silenceDecisionDays': 20 },
          'clocks.silenceDecisionDays: must be after day 20',
        ],
        [
          'a follow-up notice too early',
          { 'clocks.followUpNoticeDays': [92, 7] },
          'clocks.followUpNoticeDays: must be less than',
        ],
        [
          'a prescription notice too early',
          { 'clocks.prescriptionNoticeDays': 180 },
          'clocks.prescriptionNoticeDays: must be less than',
        ],
        [
          'an approval notice too early',
          { 'clocks.approvalNoticeDays': 365 },
          'clocks.approvalNoticeDays: must be less than',
        ],
        [
          'a range upside down',
          { 'fees.integration': { kind: 'range', fromCents: 2, toCents: 1 } },
          'fees.integration: the upper amount must not be below',
        ],
        [
          'a session due before',
          { 'fees.dosing': { kind: 'flat', cents: 1, due: 'before' } },
          'fees.dosing.due: must not be set: only the medical',
        ],
        ['packages that are not there', { 'fees.payWhen': 'package' }, 'fees.payWhen: must not be "package"'],
        [
          'no treatment consent',
          { consents: ['telehealth'] },
          'consents: must include the treatment consent',
        ],
        [
          'remote care without its consent',
          { consents: ['treatment'] },
          'consents: must include the telehealth consent',
        ],
        [
          'infusions that preparation waits for',
          { 'preparation.afterSupply': true, 'screening.afterPreparations': 0 },
          'preparation.afterSupply: must be false: infusions',
          'welches-pazio',
        ],
        [
          'a package dearer than its sessions',
          { 'fees.dosing': { kind: 'flat', cents: 100 } },
          'packages.0.cents: must not exceed',
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
          'estimate.followUps.value: must be in ascending order without repeats',
        ],
        [
          'a number of follow-ups twice',
          { 'estimate.followUps': [1, 1] },
          'estimate.followUps.value: must be in ascending order without repeats',
        ],
        [
          'a route twice',
          { 'dosing.routes': ['nasal', 'oral', 'nasal'] },
          'dosing.routes.value: must not list a route twice',
          'healingmaps',
        ],
        [
          'criteria that nobody is asked about',
          { 'screening.confirmSuitability': false },
          'screening.criteria: must be left out',
          'welches-pazio',
        ],
        [
          'a criterion twice',
          { 'screening.criteria': ['The client prefers it', 'The client prefers it'] },
          'screening.criteria.value: must not list a criterion twice',
          'welches-pazio',
        ],
        ['a list of no routes', { 'dosing.routes': [] }, 'dosing.routes.value: ', 'healingmaps'],
      ] as [string, Record<string, unknown>, string, string?][]
    ).map(([what, changes, problem, id]) => ({ what, changes, problem, id: id ?? 'calm' })),
  )('finds $what', ({ changes, problem, id }) => {
    const found = problemsWith(changes, id);
    expect(found).toContainEqual(expect.stringMatching(`^${problem.replaceAll('.', '\\.')}`));
  });

  it('compares no package where a single price is not exact, or there is none', () => {
    const dosing = { kind: 'flat', cents: 58_000 };
    const medical = { kind: 'range', fromCents: 40_000, toCents: 50_000 };
    expect(problemsWith({ 'fees.dosing': dosing, 'fees.medical': medical }, 'welches-pazio')).toEqual([]);
    expect(problemsWith({ 'fees.dosing': { kind: 'none' } }, 'welches-pazio')).toEqual([]);
  });

  it('names an assumption without a reason, and a value without an origin', () => {
    const raw = structuredClone(rawProtocol('calm')) as Raw;
    raw.dosing = { ...raw.dosing, planned: { value: 8, assumed: true }, gapDays: { value: 14 } };
    raw.supply = { ...raw.supply, refillDoses: { value: 6, source: 'the page', assumed: true, why: 'both' } };
    const found = new Map(checkProtocol(raw).map(({ path, message }) => [path, message]));
    expect(found.get('dosing.planned')).toBe('must have "why", because it is assumed');
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
      { path: 'dosing.gapDays', message: expect.stringContaining('must be an object') as unknown },
      {
        path: 'dosing',
        message: expect.stringContaining('unknown field dose; known fields are label, planned') as unknown,
      },
      { path: 'clocks', message: 'is missing' },
    ]);
    expect(checkProtocol([])).not.toEqual([]);
    expect(checkProtocol(null)).not.toEqual([]);
  });

  it('explains what an id must look like', () => {
    expect(checkProtocol({ ...(rawProtocol('calm') as object), id: 'My Practice' })).toEqual([
      {
        path: 'id',
        message:
          'must be 2 to 41 lowercase letters, digits or -, starting with a letter, such as my-practice',
      },
    ]);
  });

  it('lists the known tasks where days are given for an unknown one', () => {
    const raw = structuredClone(rawProtocol('calm')) as { clocks: { taskDays: { value: object } } };
    Object.assign(raw.clocks.taskDays.value, { 'book-session': 1 });
    expect(checkProtocol(raw)).toEqual([
      {
        path: 'clocks.taskDays.value',
        message: expect.stringMatching(
          /^book-session is not a kind of task; use one of .*book-dosing.*, or any$/,
        ) as unknown,
      },
    ]);
  });

  it('counts assumptions and names the prices to enter', () => {
    const found = remarks(rawProtocol('mackenzie'), loadProtocol('mackenzie'));
    expect(found[0]).toMatch(/^\d+ values are from the page, \d+ are assumed\.$/);
    expect(found.slice(1)).toHaveLength(3);
  });

  it('names a code that two partner fees share', () => {
    const raw = structuredClone(rawProtocol('calm')) as { partnerFees: { code: string }[] };
    raw.partnerFees.push(...raw.partnerFees.slice(0, 1));
    expect(checkProtocol(raw)).toEqual([
      { path: 'partnerFees.4.code', message: 'must be unique: another fee has the code “intake”' },
    ]);
  });

  it('remarks on a stated total that the prices do not add up to, and on cycles that are not planned', () => {
    const calm = loadProtocol('calm');
    const remarked = (planned: number) =>
      remarks(rawProtocol('calm'), { ...calm, dosing: { ...calm.dosing, planned } }).slice(1);
    expect(remarked(8)).toEqual([]);
    expect(remarked(3)).toEqual([
      'The page states a total of $7,460.00, but the sessions add up to $3,735.00.',
      'measures.afterCycles names cycle 4, but only 3 dosing sessions are planned.',
    ]);
  });
});
