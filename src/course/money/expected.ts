/**
 * The expected cost of the whole course for the client: what was billed, and what is still planned, at
 * the protocol's prices. Integer cents. course.md §7
 */
import { completedCount } from '../selectors/sessions';
import { seriesDosingsDone } from '../selectors/cycles';
import { ownEvaluationOwed } from '../selectors/screening';
import { inMaintenance } from '../selectors/maintenance';
import { preparationsOwed } from '../selectors/preparation';
import { billedCents, feeOf, unbilledSessions } from './ledger';
import { consultPackage, infusionsLeft, packagesOver } from './packages';
import { payerFee } from './payer';
import { priceOf, type Bounds } from './prices';
import { SESSION_KINDS } from '../../vocabulary/sessionKinds';
import type { Course, SessionKind } from '../state';
import { derived } from '../state/derived';

/** The sessions of a kind still planned, and their total cost; no bounds until their price is entered. */
export interface PlannedCost extends Partial<Bounds> {
  kind: SessionKind | 'travel';
  quantity: number;
}

export interface ExpectedCosts extends Bounds {
  billedCents: number;
  toCome: PlannedCost[];
  /** Kinds whose price the practice has not entered. They are not in the sums. */
  unpriced: SessionKind[];
}

const countWithStatus = (
  { sessions }: Course,
  kind: SessionKind,
  status: 'scheduled' | 'inSession',
): number => sessions.filter((each) => each.kind === kind && each.status === status).length;

const plannedDosings = (course: Course): number =>
  Math.max(
    inMaintenance(course) ? 0 : course.dosingsPlanned - seriesDosingsDone(course),
    countWithStatus(course, 'dosing', 'scheduled'),
  );

/** How many sessions of a kind are planned. A session beyond the plan counts once it is booked. */
const PLANNED_COUNT: Record<SessionKind, (course: Course) => number> = {
  preparation: (course) => (course.cycles.length > 0 ? 0 : preparationsOwed(course)),
  medical: (course) => (ownEvaluationOwed(course) ? 1 : 0),
  dosing: plannedDosings,
  integration: (course) => {
    const { perCycle } = course.protocol.integration;
    const owed = course.cycles.filter(({ integratedAt, overridden }) => !integratedAt && !overridden);
    const left = owed.reduce((sum, { integrations }) => sum + Math.max(0, perCycle - integrations), 0);
    return left + plannedDosings(course) * perCycle;
  },
};

/** How many sessions of a kind the client will still pay for singly. One in progress is charged when it ends. */
function payableSessions(course: Course, kind: SessionKind): number {
  const planned = packagesOver(course)
    ? 0
    : Math.max(PLANNED_COUNT[kind](course), countWithStatus(course, kind, 'scheduled'));
  const coming = planned + countWithStatus(course, kind, 'inSession');
  const covered =
    kind === 'dosing' ? infusionsLeft(course) : kind === 'medical' && consultPackage(course) ? 1 : 0;
  const first = payerFee(course, kind);
  const once = first.kind === 'flat' && first.once;
  const asked = once ? Math.min(coming, completedCount(course, kind) > 0 ? 0 : 1) : coming;
  return Math.max(0, asked - covered);
}

function plannedSessionCosts(course: Course, kind: SessionKind): PlannedCost[] {
  const done = unbilledSessions(course).filter((session) => session.kind === kind);
  const quantity = payableSessions(course, kind) + done.length;
  if (quantity === 0) return [];
  const fee = done[0] ? feeOf(course, done[0]) : payerFee(course, kind);
  const price = priceOf(fee, kind, course.protocol.estimate.dosingMinutes);
  return [
    {
      kind,
      quantity,
      ...(price && { fromCents: quantity * price.fromCents, toCents: quantity * price.toCents }),
    },
  ];
}

function plannedTravelCosts({ sessions }: Course): PlannedCost[] {
  const quoted = sessions.flatMap(({ travel, status }) =>
    travel && (status === 'scheduled' || (status === 'inSession' && travel.acceptedAt)) ? [travel.cents] : [],
  );
  const cents = quoted.reduce((sum, each) => sum + each, 0);
  return quoted.length === 0
    ? []
    : [{ kind: 'travel', quantity: quoted.length, fromCents: cents, toCents: cents }];
}

export const expectedCosts = derived((course): ExpectedCosts => {
  const billed = billedCents(course.money);
  const toCome = [
    ...SESSION_KINDS.flatMap((kind) => plannedSessionCosts(course, kind)),
    ...plannedTravelCosts(course),
  ];
  const sum = (bound: keyof Bounds): number =>
    toCome.reduce((total, { [bound]: cents = 0 }) => total + cents, billed);
  return {
    billedCents: billed,
    toCome,
    unpriced: SESSION_KINDS.filter((kind) =>
      toCome.some((each) => each.kind === kind && each.toCents === undefined),
    ),
    fromCents: sum('fromCents'),
    toCents: sum('toCents'),
  };
});

/** How much the expected cost exceeds the signed estimate (negative if below); undefined if none is signed. */
export const estimateDriftCents = ({ estimate }: Course, { toCents }: ExpectedCosts): number | undefined =>
  estimate?.acknowledgedAt && toCents - estimate.totalCents;

/** Whether the drift requires a new estimate. §7 */
export const isMaterialDrift = ({ protocol }: Course, drift: number | undefined): drift is number =>
  drift !== undefined && drift >= protocol.estimate.reissueCents;

/** The drift, if it requires a new estimate; otherwise undefined. */
export function materialDrift(course: Course): number | undefined {
  const drift = estimateDriftCents(course, expectedCosts(course));
  return isMaterialDrift(course, drift) ? drift : undefined;
}

/**
 * By how much the course will cost less than the least the client signed, even at the highest prices, if that requires a
 * new estimate; otherwise undefined. Nothing is known while prices are missing. §7
 */
export function materialSaving(course: Course): number | undefined {
  const { estimate, protocol } = course;
  if (!estimate?.acknowledgedAt) return undefined;
  const { toCents, toCome, unpriced } = expectedCosts(course);
  const saving = (estimate.fromCents ?? estimate.totalCents) - toCents;
  const known = unpriced.length === 0 && toCome.length > 0;
  return known && saving >= protocol.estimate.reissueCents ? saving : undefined;
}
