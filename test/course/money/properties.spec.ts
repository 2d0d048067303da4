/** The ledger over random histories of courses with packages, ranges and deposits. course.md §8 */
import fc from 'fast-check';
import { accounts } from '../../../src/course/money/accounts';
import type { EventOf, Recorded } from '../../../src/course/events';
import { addEntry, balanceCents } from '../../../src/course/money/ledger';
import { packageLiability } from '../../../src/course/money/packages';
import { loadProtocol } from '../../../src/protocols/load';
import type { Milestone } from '../support/courses';
import { happened, history, runHistory, replayed, type History, type HistoryRun } from '../support/history';

const numRuns = Number(process.env.THROUGHLINE_RUNS ?? 60);
const seed = Number(process.env.THROUGHLINE_SEED ?? Date.now() % 1_000_000);

const FROM: Milestone[] = ['start', 'enrolment', 'preparation 1', 'approval', 'dosing 1', 'integration 2'];
const PROTOCOLS = ['welches-pazio', 'welches-pazio', 'healingmaps', 'healing-cornerstone'].map((id) =>
  loadProtocol(id),
);

const selling = (code: string): History['moves'][number] => ({
  move: 'report',
  minutes: 0,
  drawn: {
    name: 'packageSold',
    payload: { package: code, id: `sold-${code}`, by: { role: 'biller', id: 'biller-1' } },
  },
});

const ending: History['moves'][number] = {
  move: 'report',
  minutes: 60,
  drawn: { name: 'clientWithdrew', payload: { id: 'ends', by: { role: 'client', id: 'client-1' } } },
};

/** Often a package is sold first, a few steps are as planned, and the client withdraws. */
const withMoney: fc.Arbitrary<History> = fc
  .record({
    any: history,
    from: fc.constantFrom(...FROM),
    protocol: fc.constantFrom(...PROTOCOLS),
    sale: fc.constantFrom('six', 'ten', undefined),
    planned: fc.nat(60),
    ends: fc.boolean(),
  })
  .map(({ any, from, protocol, sale, planned, ends }) => ({
    from,
    setup: { protocol },
    moves: [
      ...(sale ? [selling(sale)] : []),
      ...Array.from({ length: planned }, () => ({ move: 'plan' as const })),
      ...any.moves,
      ...(ends ? [ending] : []),
    ],
  }));

const lives: HistoryRun[] = fc.sample(withMoney, { numRuns, seed }).map(runHistory);

const isEntry = (event: Recorded): event is EventOf<'ledgerEntered'> & Recorded =>
  event.type === 'ledgerEntered';
const entriesOf = (life: HistoryRun) =>
  happened(life).flatMap(({ event }) => (isEntry(event) ? [event] : []));

/** Holds a rule over every life; a failure names the seed. */
const always = (rule: (life: HistoryRun) => void): void => {
  for (const life of lives) {
    try {
      rule(life);
    } catch (failure) {
      throw new Error(`seed ${seed}`, { cause: failure });
    }
  }
};

describe('over random histories with money', () => {
  it('the ledger balances: what is owed is the sum of the entries that are owed', () => {
    always((life) => {
      const owed = entriesOf(life).filter(({ kind }) => kind !== 'earned');
      const sum = owed.reduce((total, { cents }) => total + cents, balanceCents(life.from.money));
      expect(sum).toBe(balanceCents(life.course.money));
    });
  });

  it('the ledger only grows: every entry has its own number, and all of them give the state', () => {
    always((life) => {
      const entries = entriesOf(life);
      expect(new Set(entries.map(({ entry }) => entry)).size).toBe(entries.length);
      expect(entries.reduce(addEntry, life.from.money)).toEqual(life.course.money);
      expect({ ...replayed(life), revision: 0 }).toEqual({ ...life.course, revision: 0 });
    });
  });

  it('what is owed of packages is what was sold, not earned and not given back: never negative', () => {
    always((life) => {
      for (const { packages, money } of [...happened(life).map(({ before }) => before), life.course]) {
        const back = packages.reduce((sum, { unearnedCents = 0 }) => sum + unearnedCents, 0);
        const liability = packages.reduce((sum, held) => sum + packageLiability(held), 0);
        expect(liability).toBe(money.packageCents - money.earnedCents - back);
        for (const held of packages) expect(packageLiability(held)).toBeGreaterThanOrEqual(0);
        for (const { given, infusions } of packages) expect(given.length).toBeLessThanOrEqual(infusions);
      }
    });
  });

  it('a closed course owes nothing more of a package, and pays back what its lines add up to', () => {
    always(({ course }) => {
      const { refund, refundDueCents, liabilityCents } = accounts(course);
      expect(refund.lines.reduce((sum, { cents }) => sum + cents, 0)).toBe(refund.cents);
      if (!course.closed) return;
      expect([liabilityCents, refund.cents]).toEqual([0, refundDueCents]);
    });
  });

  it('no session is charged for itself twice, nor both charged and paid by a package', () => {
    always((life) => {
      const once = entriesOf(life).flatMap(({ kind, code, cents, session }) =>
        session !== undefined &&
        (kind === 'charge' || kind === 'earned') &&
        !code.endsWith('-longer') &&
        cents > 0
          ? [`${session} ${code === 'travel' ? code : ''}`]
          : [],
      );
      const credited = entriesOf(life).flatMap(({ kind, session, reverses = '' }) =>
        (kind === 'credit' && session) || reverses.startsWith('earned') ? [`${session} `] : [],
      );
      for (const each of credited) {
        const at = once.indexOf(each);
        if (at >= 0) once.splice(at, 1);
      }
      expect(new Set(once).size).toBe(once.length);
    });
  });

  (numRuns < 60 ? it.skip : it)('packages are sold, earned and given back in them', () => {
    const kinds = new Set(
      lives.flatMap((life) => entriesOf(life).map(({ kind, code }) => `${kind} ${code}`)),
    );
    expect([...kinds]).toEqual(
      expect.arrayContaining(['package six', 'earned dosing', 'earned medical', 'credit package-unearned']),
    );
  });
});
