import { barredIn, choicesFor, type Known } from '../../../../src/web/console/reports/choices';

type Course = Parameters<typeof choicesFor>[1];
const ZONE = 'America/Los_Angeles';
const course = (facts: object, waiting: object = {}) =>
  ({
    facts: { sessions: [], holds: [], supplies: [], ...facts },
    waiting: { tasks: [], ...waiting },
  }) as unknown as Course;
const known = (signal: Known['signal'], more: Partial<Known> = {}): Known => ({
  ...{ signal, roles: ['frontDesk'], reading: false },
  ...more,
});

describe('what is acknowledged', () => {
  const signed = {
    ref: 'estimate-2',
    totalCents: 500_000,
    fromCents: 500_000,
    issuedAt: '2099-12-08T17:00:00Z',
  };

  it('is chosen from nothing while it is being read, and never typed', () => {
    for (const [field, signal] of [
      ['estimate', 'estimateAcknowledged'],
      ['instructions', 'instructionsAcknowledged'],
      ['order', 'doseChangeAcknowledged'],
    ] as const)
      expect(choicesFor(field, course({}), known(signal, { reading: true }), ZONE)).toEqual([]);
  });

  it('is the latest one, once it is read', () => {
    const issued = signed as unknown as Known['issued'];
    expect(choicesFor('estimate', course({}), known('estimateAcknowledged', { issued }), ZONE)).toEqual([
      expect.objectContaining({ value: 'estimate-2' }),
    ]);
    const facts = course({ instructions: 'food-1' });
    expect(choicesFor('instructions', facts, known('instructionsAcknowledged'), ZONE)).toEqual([
      { value: 'food-1', words: 'food-1' },
    ]);
  });

  it('is typed where it is issued, or where there is none', () => {
    expect(
      choicesFor('estimate', course({}), known('estimateIssued', { reading: true }), ZONE),
    ).toBeUndefined();
    expect(choicesFor('estimate', course({}), known('estimateAcknowledged'), ZONE)).toBeUndefined();
  });
});

describe('a decision of the prescriber', () => {
  const barred = {
    approvalBarred: [{ code: 'evaluation-owed', sentence: 'Not examined.', resolvableBy: [] }],
  };
  const why = (waiting: object, signal: Known['signal'], value: string) =>
    barredIn(course({}, waiting), signal, 'decision', value);

  it('cannot be an approval while one is not possible, and says why', () => {
    expect(why(barred, 'prescriberDecision', 'approved')).toBe('Not examined.');
  });

  it('can be any other, and an approval once it is possible', () => {
    expect(why(barred, 'prescriberDecision', 'declined')).toBeUndefined();
    expect(why(barred, 'courseReviewed', 'approved')).toBeUndefined();
    expect(why({}, 'prescriberDecision', 'approved')).toBeUndefined();
  });
});
