/** Billing work: refunds, prices entered by hand, outdated estimates, travel quotes. course.md §7 */
import { scheduledSession } from '../selectors/sessions';
import { plusCivilDays } from '../../time/civil';
import { latest, type Instant } from '../../time/instant';
import { isSafetyHold } from '../selectors/holds';
import { changedEstimateDue } from '../money/estimateDue';
import { materialDrift, materialSaving } from '../money/expected';
import { refundDueCents } from '../money/credit';
import { nextEntry, unbilledSessions, unpaid } from '../money/ledger';
import { seriesDosingsDone } from '../selectors/cycles';
import {
  infusionsLeft,
  packageLiability,
  packagesOver,
  REPRICED_CODE,
  UNEARNED_CODE,
  refundablePackageCents,
} from '../money/packages';
import type { Course, Debt } from '../state';
import { message, task, owedIf, type Clock, type Obligation } from './obligation';

/** More infusions are paid for than planned: nobody else would notice before the last one is refused. */
export const planForPackage: Clock = (course) => {
  const paid = course.packages.filter((held) => packageLiability(held) > 0).at(-1);
  const left = course.dosingsPlanned - seriesDosingsDone(course);
  return owedIf(paid && infusionsLeft(course) > Math.max(0, left), () => [
    task('plan-for-package', 'therapist', course.clock, { about: paid?.ref ?? '' }),
  ]);
};

/** What is in credit beyond any prepayment must be refunded. More credit, or the end, opens the task again. */
export const refundDue: Clock = (course) => {
  const { creditedBy, entries } = course.money;
  const about = `${creditedBy ?? entries}${course.closed ? '.end' : ''}`;
  return owedIf(refundDueCents(course) > 0, () => [task('refund-due', 'biller', course.clock, { about })]);
};

/** A package that will not be used up: the unearned part is credited, and the rest is earned. */
export const unearned: Clock = (course) => {
  if (!packagesOver(course)) return [];
  return course.packages.flatMap((held): Obligation[] => {
    const { ref, unearnedCents: credited } = held;
    const liability = packageLiability(held);
    if (liability === 0) return [];
    const back = credited === undefined ? refundablePackageCents(course, held) : 0;
    const [kind, code, cents] =
      back > 0
        ? (['credit', UNEARNED_CODE, -back] as const)
        : (['earned', REPRICED_CODE, liability] as const);
    const entry = { entry: nextEntry(course.money, kind), kind, code, cents, package: ref };
    return [{ key: `${code}:${ref}`, due: course.clock, kind: 'ledger', entry }];
  });
};

/** Days until the client is reminded of what is unpaid, and until the biller takes it up. */
interface Patience {
  reminderDays: number;
  taskDays: number;
}

/** Where the protocol says nothing. Our own assumption. */
const USUAL: Patience = { reminderDays: 7, taskDays: 14 };
/** A practice that is paid by package is paid ahead. */
const AHEAD: Patience = { reminderDays: 1, taskDays: 3 };

function patience({ protocol: { fees, clocks } }: Course, { package: sold }: Debt): Patience {
  if (fees.payWhen === 'package' && sold) return AHEAD;
  const { unpaidReminderDays, unpaidTaskDays } = clocks;
  return {
    reminderDays: unpaidReminderDays ?? USUAL.reminderDays,
    taskDays: unpaidTaskDays ?? USUAL.taskDays,
  };
}

/** The client is reminded once of the oldest amount that is unpaid; at once if that turns out late, as no payment came after all. */
export const paymentReminder: Clock = (course) => {
  const [oldest] = unpaid(course.money);
  if (!oldest) return [];
  const due = plusCivilDays(course.client.zone, oldest.at, patience(course, oldest).reminderDays);
  const owedSince = latest(due, course.money.reversedAt ?? due);
  return [message(course, 'paymentDue', oldest.entry, 'client', owedSince)];
};

/**
 * The biller takes up what stays unpaid. Ticked off, it covers all that was overdue by then. It waits while somebody is
 * concerned about the client's safety, and nothing in care waits for it. course.md §7
 */
export const unpaidBalance: Clock = (course) => {
  if (course.holds.some(isSafetyHold)) return [];
  const ticked = Object.entries(course.done).flatMap(([key, at]) =>
    key.startsWith('unpaid-balance:') ? [at] : [],
  );
  const overdueAt = (debt: Debt): Instant =>
    plusCivilDays(course.practice.zone, debt.at, patience(course, debt).taskDays);
  const open = unpaid(course.money).find((debt) => ticked.every((at) => at < overdueAt(debt)));
  return open ? [task('unpaid-balance', 'biller', overdueAt(open), { about: open.entry })] : [];
};

/** The price of a session must be entered by hand if the fee is a range or unknown. */
export const enterCharges: Clock = (course) =>
  unbilledSessions(course).map(({ ref }) => task('enter-charge', 'biller', course.clock, { session: ref }));

/**
 * The expected cost far exceeds the signed estimate. Each further such amount opens the task again. By law it is due a
 * business day before the next session: a breach when that passes.
 */
export const reissueEstimate: Clock = (course) => {
  const drift = materialDrift(course);
  const { estimate, protocol } = course;
  if (drift === undefined || !estimate) return [];
  const steps = Math.floor(drift / Math.max(1, protocol.estimate.reissueCents));
  const about = `${estimate.ref}.${steps}`;
  const key = `reissue-estimate:${about}`;
  const by = changedEstimateDue(course, course.tasks[key]?.openedAt ?? course.clock);
  const breach = { key: `estimate-breach:${about}`, kind: 'breach', breach: { kind: 'estimate' } } as const;
  return [
    task('reissue-estimate', 'biller', course.clock, { about, ...(by && { dueBy: by }) }),
    ...owedIf(by && !(key in (course.ticked ?? {})), () => [{ ...breach, due: by ?? course.clock }]),
  ];
};

/** Far less than the client signed: they are told, and may decide otherwise. No deadline, as nobody pays too much. */
export const lowerEstimate: Clock = (course) => {
  const saving = materialSaving(course);
  const { estimate, protocol } = course;
  if (saving === undefined || !estimate) return [];
  const about = `${estimate.ref}.${Math.floor(saving / Math.max(1, protocol.estimate.reissueCents))}`;
  return [task('lower-estimate', 'biller', course.clock, { about })];
};

/** The travel fee of a house call must be quoted and accepted before the session. */
export const travel: Clock = (course) => {
  const session = scheduledSession(course, 'dosing');
  if (session?.setting !== 'houseCall' || course.protocol.dosing.travelFee !== 'byQuote') return [];
  const { ref, start, bookedAt, travel: quoted } = session;
  const about = { session: ref, dueBy: start };
  if (!quoted) return [task('quote-travel', 'frontDesk', bookedAt, about)];
  return owedIf(!quoted.acceptedAt, () => [task('travel-acceptance', 'frontDesk', bookedAt, about)]);
};
