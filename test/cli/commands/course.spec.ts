import { readdirSync } from 'node:fs';
import { Command } from 'commander';
import { addCourse, repairTarget } from '../../../src/cli/commands/course';
import { printedRepairs, printedStuck } from '../../../src/cli/printRepairs';
import { instant } from '../../../src/time/instant';
import { temporaryFolder } from '../../stack/support/temporary';
import type { Repaired } from '../../../src/repair/repair';

const AT = instant('2027-01-04T17:00:00Z');

const PLAN: Repaired = {
  ...{ course: 'c-1', why: 'tasks-failing', revision: 12, run: 'run-1', newRun: 'run-2', responds: true },
  pending: [
    { at: AT, signal: { kind: 'raw', id: 'raw-1', name: 'crisisFlagged', payload: {} } },
    {
      at: AT,
      signal: { kind: 'raw', id: 'raw-2', name: 'consentSigned', payload: {} },
      unreadable: 'payload-key-unknown',
    },
  ],
  errands: [{ kind: 'referral', requestedAt: AT }],
};

describe('course repair', () => {
  const dataDir = temporaryFolder();

  it('only looks, unless asked to act', () => {
    expect(repairTarget('c-1', {})).toEqual({ course: 'c-1', act: false });
    expect(repairTarget('c-1', { dryRun: true })).toEqual({ course: 'c-1', act: false });
    expect(repairTarget('c-1', { yes: true })).toEqual({ course: 'c-1', act: true });
    expect(repairTarget(undefined, { all: true })).toEqual({ act: false });
  });

  it.each([
    ['no course', undefined, {}, 'course-not-named'],
    ['one and all', 'c-1', { all: true }, 'course-not-named'],
    ['a dry run that acts', 'c-1', { yes: true, dryRun: true }, 'repair-ambiguous'],
  ] as const)('is refused for %s', (_what, id, options, code) => {
    expect(() => repairTarget(id, options)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it.each([
    [
      'nothing runs: at another Temporal server every course would seem to be gone',
      undefined,
      'installation-not-running',
    ],
    ['Temporal does not answer', '127.0.0.1:1', 'temporal-unavailable'],
  ])('is refused where %s', async (_why, address, code) => {
    const program = new Command().exitOverride();
    addCourse(program);
    const before = { ...process.env };
    process.env.THROUGHLINE_DATA = dataDir;
    process.env.TEMPORAL_ADDRESS = address ?? '';
    try {
      const repaired = program.parseAsync(['course', 'repair', '--all', '--yes'], { from: 'user' });
      await expect(repaired).rejects.toMatchObject({ code, name: 'CommandError' });
      expect(readdirSync(dataDir).filter((name) => name !== 'payload-keys')).toEqual([]);
    } finally {
      process.env = before;
    }
  });

  it('says what it would do, and that nothing has been changed', () => {
    const { newRun: _, responds: __, ...plan } = PLAN;
    const text = printedRepairs([{ course: 'c-1', done: plan }], false);
    expect(text).toContain('continues from step 12');
    expect(text).toContain('0 mails, 1 referral, 0 invoices');
    expect(text).toMatch(/crisisFlagged {2}raw-1\n/);
    expect(text).toMatch(/consentSigned {2}raw-2 {2}CANNOT BE READ \(payload-key-unknown\): ask the sender/);
    expect(text).toContain('Nothing has been changed. Add --yes to repair.');
  });

  it('says what it did, and what it could not', () => {
    const done = printedRepairs([{ course: 'c-1', done: PLAN }], true);
    expect(done).toContain('it responds, in run run-2');
    expect(printedRepairs([{ course: 'c-1', done: { ...PLAN, responds: false } }], true)).toContain(
      'does not respond yet',
    );
    const problem = { code: 'course-responds', sentence: 'It responds.' };
    expect(printedRepairs([{ course: 'c-2', problem }], true)).toContain('It responds.');
    expect(printedRepairs([{ course: 'c-2', problem }], false)).not.toContain('--yes');
    expect(printedRepairs([], true)).toBe('Every open course has a workflow. Nothing to repair.');
  });
});

it('course list names the stuck ones, who was notified, and the time of the last check', () => {
  const text = printedStuck([{ courseId: 'c-1', since: AT, why: 'workflow-missing', leadNotifiedAt: AT }], {
    watchedAt: AT,
  });
  expect(text).toContain(
    `c-1  since ${AT}  it has no workflow  lead notified: ${AT}  engineers notified: no`,
  );
  expect(text).toContain(`Last check: ${AT}`);
  expect(printedStuck([], {})).toBe('Courses have not been checked yet. Make sure the API is running.');
});
