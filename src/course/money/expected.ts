/**
 * What the client is expected to pay the practice for the whole course: what was billed, and what is still
 * planned, at the protocol's prices. Integer cents. course.md §7
 */
import { billedCents, feeOf, unbilled } from './ledger';
import { consultPackage, infusionsLeft, packagesEnd } from './packages';
import { payerFee } from './payer';
import { priceOf, SESSION_KINDS, type Bounds } from './prices';
import {
  completed,
  dosingsDone,
  evaluationToHold,
  inMaintenance,
  preparationOwed,
} from '../selectors/selectors';
import type { Course, SessionKind } from '../state';

/** Sessions still to come, and what all of them cost; no bounds while their price is not entered. */
export interface ToCome extends Partial<Bounds> {
  kind: SessionKind | 'travel';
  quantity: number;
}

export interface Expected extends Bounds {
  billedCents: number;
  toCome: ToCome[];
  /** Kinds whose price the practice has to enter: not in the sums. */
  unpriced: SessionKind[];
}

const withStatus = ({ sessions }: Course, kind: SessionKind, status: 'scheduled' | 'inSession'): number =>
  sessions.filter((each) => each.kind === kind && each.status === status).length;

const dosingsToCome = (course: Course): number =>
  Math.max(
    inMaintenance(course) ? 0 : course.dosingsPlanned - dosingsDone(course),
    withStatus(course, 'dosing', 'scheduled'),
  );

/** Planned or booked, whichever is more: a session beyond the plan is expected once it is booked. */
const PLANNED: Record<SessionKind, (course: Course) => number> = {
  preparation: (course) => (course.cycles.length > 0 ? 0 : preparationOwed(course)),
  medical: (course) => (evaluationToHold(course) ? 1 : 0),
  dosing: dosingsToCome,
  integration: (course) => {
    const { perCycle } = course.protocol.integration;
    const owed = course.cycles.filter(({ integratedAt, overridden }) => !integratedAt && !overridden);
    const left = owed.reduce((sum, { integrations }) => sum + Math.max(0, perCycle - integrations), 0);
    return left + dosingsToCome(course) * perCycle;
  },
};

/** How many sessions of a kind the client still pays one by one; one under way is charged when it ends. */
function toPay(course: Course, kind: SessionKind): number {
  const planned = packagesEnd(course)
    ? 0
    : Math.max(PLANNED[kind](course), withStatus(course, kind, 'scheduled'));
  const coming = planned + withStatus(course, kind, 'inSession');
  const covered =
    kind === 'dosing' ? infusionsLeft(course) : kind === 'medical' && consultPackage(course) ? 1 : 0;
  const first = payerFee(course, kind);
  const once = first.kind === 'flat' && first.once;
  const asked = once ? Math.min(coming, completed(course, kind) > 0 ? 0 : 1) : coming;
  return Math.max(0, asked - covered);
}

function sessionsToCome(course: Course, kind: SessionKind): ToCome[] {
  const done = unbilled(course).filter((session) => session.kind === kind);
  const quantity = toPay(course, kind) + done.length;
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

function travelToCome({ sessions }: Course): ToCome[] {
  const quoted = sessions.flatMap(({ travel, status }) =>
    travel && (status === 'scheduled' || (status === 'inSession' && travel.acceptedAt)) ? [travel.cents] : [],
  );
  const cents = quoted.reduce((sum, each) => sum + each, 0);
  return quoted.length === 0
    ? []
    : [{ kind: 'travel', quantity: quoted.length, fromCents: cents, toCents: cents }];
}

export function expected(course: Course): Expected {
  const billed = billedCents(course.money);
  const toCome = [...SESSION_KINDS.flatMap((kind) => sessionsToCome(course, kind)), ...travelToCome(course)];
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
}

/** How much more is expected than the client signed (negative: less); undefined while nothing is signed. */
export const driftCents = ({ estimate }: Course, { toCents }: Expected): number | undefined =>
  estimate?.acknowledgedAt && toCents - estimate.totalCents;

/** So large a drift that the estimate is to be issued anew. §7 */
export const isMaterial = ({ protocol }: Course, drift: number | undefined): drift is number =>
  drift !== undefined && drift >= protocol.estimate.reissueCents;

/** The drift that makes a new estimate due; undefined below it. */
export function materialDrift(course: Course): number | undefined {
  const drift = driftCents(course, expected(course));
  return isMaterial(course, drift) ? drift : undefined;
}
