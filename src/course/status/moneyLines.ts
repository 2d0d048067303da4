/** What the practice's billing has to look at in a course: one line for each list it is on. Derived, never stored. */
import { materialDrift, materialSaving, expectedCosts } from '../money/expected';
import { creditCents, refundDueCents } from '../money/credit';
import { creditSince, feeOf, unbilledSessions, unpaid as unpaidDebts } from '../money/ledger';
import { packageName, runningOut } from '../money/packages';
import { priceOf, type Bounds } from '../money/prices';
import { seriesDosingsDone } from '../selectors/cycles';
import { earliest, type Instant } from '../../time/instant';
import type { Course, Debt } from '../state';

export const MONEY_LISTS = ['unbilled', 'unpaid', 'drifting', 'packages', 'refunds', 'credits'] as const;
export type MoneyList = (typeof MONEY_LISTS)[number];

/** A session whose price has to be entered, with the range it may be in. */
export interface UnbilledSession extends Partial<Bounds> {
  session: string;
  at: Instant;
}

export interface MoneyDetail {
  /** `unbilled`: sessions without a price, and tasks for invoices that could not be sent. */
  sessions?: UnbilledSession[];
  invoices?: string[];
  /** `unpaid`: what makes up the sum, the oldest first. */
  debts?: Debt[];
  /** `drifting`: what the client signed, and what the course will cost. */
  estimateCents?: number;
  expectedCents?: number;
  /** `packages`: its name, what is left of it, and how many dosing sessions are still planned. */
  package?: string;
  left?: number;
  planned?: number;
}

export interface MoneyLine extends MoneyDetail {
  list: MoneyList;
  since: Instant;
  /** The sum the line is about. `drifting`: negative if the course will cost less than was signed. */
  cents: number;
}

type Rule = (course: Course) => MoneyLine[];

const sum = (amounts: readonly number[]): number => amounts.reduce((total, each) => total + each, 0);

const unbilled: Rule = (course) => {
  const sessions = unbilledSessions(course).map((session) => {
    const cycle = course.cycles.find(({ dosing }) => dosing === session.ref);
    const price = priceOf(feeOf(course, session), session.kind, session.minutes);
    return { session: session.ref, at: cycle?.startedAt ?? session.took?.from ?? session.start, ...price };
  });
  const invoices = Object.values(course.tasks).filter(({ kind }) => kind === 'invoice-by-hand');
  const since = earliest([...sessions.map(({ at }) => at), ...invoices.map(({ openedAt }) => openedAt)]);
  if (!since) return [];
  return [
    {
      ...{ list: 'unbilled', since, cents: sum(sessions.map(({ toCents = 0 }) => toCents)), sessions },
      invoices: invoices.map(({ key }) => key),
    },
  ];
};

const unpaid: Rule = ({ money }) => {
  const debts = unpaidDebts(money);
  const [oldest] = debts;
  return oldest
    ? [{ list: 'unpaid', since: oldest.at, cents: sum(debts.map(({ cents }) => cents)), debts }]
    : [];
};

const drifting: Rule = (course) => {
  const { estimate, tasks, closed } = course;
  const saving = materialSaving(course);
  const cents = materialDrift(course) ?? (saving === undefined ? undefined : -saving);
  if (closed || !estimate || cents === undefined) return [];
  const task = Object.values(tasks).find(
    ({ kind }) => kind === 'reissue-estimate' || kind === 'lower-estimate',
  );
  const since = task?.openedAt ?? estimate.acknowledgedAt ?? estimate.issuedAt;
  const expectedCents = expectedCosts(course).toCents;
  return [{ list: 'drifting', since, cents, estimateCents: estimate.totalCents, expectedCents }];
};

const packages: Rule = (course) => {
  const planned = course.dosingsPlanned - seriesDosingsDone(course);
  const found = course.closed ? undefined : runningOut(course, planned);
  if (!found) return [];
  const { held, left } = found;
  const given = course.sessions.filter(({ ref }) => held.given.includes(ref));
  const since =
    given
      .map(({ start }) => start)
      .sort()
      .at(-1) ?? course.clock;
  return [{ list: 'packages', since, cents: 0, package: packageName(course, held.code), left, planned }];
};

const refunds: Rule = (course) => {
  const cents = refundDueCents(course);
  if (cents === 0) return [];
  const task = Object.values(course.tasks).find(({ kind }) => kind === 'refund-due');
  return [{ list: 'refunds', since: task?.openedAt ?? inCreditSince(course), cents }];
};

const inCreditSince = ({ money, clock }: Course): Instant => creditSince(money) ?? clock;

/** What was paid ahead: the rest of a credit is a refund. */
const credits: Rule = (course) => {
  const cents = creditCents(course) - refundDueCents(course);
  return cents > 0 ? [{ list: 'credits', since: inCreditSince(course), cents }] : [];
};

const RULES: readonly Rule[] = [unbilled, unpaid, drifting, packages, refunds, credits];

/** Valid until the next step of the course. Pure. */
export const moneyLines = (course: Course): MoneyLine[] => RULES.flatMap((rule) => rule(course));
