/** The planned number of dosing sessions and the protocol version, after events that change them. */
import { seriesDosingsDone, seriesDone } from '../selectors/cycles';
import { routeAfter } from '../selectors/route';
import { scheduledSession } from '../selectors/sessions';
import { sameJson } from '../../vocabulary/json';
import type { EventOf } from '../events';
import type { Course, Patch } from '../state';

/** Dosing sessions of the series already done or booked. The plan cannot be lower. */
export function dosingsFixed(course: Course): number {
  const booked = scheduledSession(course, 'dosing');
  return seriesDosingsDone(course) + (booked && !booked.booster ? 1 : 0);
}

/** The prescriber's order limits the number of dosing sessions: the plan stays within it. */
export function applyOrderLimit(
  course: Course,
  { maxDosings }: EventOf<'prescriberDecision' | 'doseConfirmed'>,
): Patch {
  if (maxDosings === undefined) return {};
  const most = Math.max(maxDosings, dosingsFixed(course));
  return { maxDosings, dosingsPlanned: Math.min(course.dosingsPlanned, most) };
}

/** Only the prescriber can plan more than the order covers; the plan then extends the order. */
export function applyPlan({ maxDosings }: Course, { dosings }: EventOf<'planChanged'>): Patch {
  return {
    dosingsPlanned: dosings,
    dosingsSet: true,
    ...(maxDosings !== undefined && { maxDosings: Math.max(maxDosings, dosings) }),
  };
}

const samePrices = (a: Course['protocol'], b: Course['protocol']): boolean =>
  (['fees', 'partnerFees', 'packages'] as const).every((each) => sameJson(a[each], b[each]));

/** What was agreed for this client stays. Everything else comes from the new version. */
export function applyProtocol(course: Course, { protocol, at }: EventOf<'protocolChanged'>): Patch {
  const before = course.protocol;
  const raised = course.preparationMinimum !== before.preparation.minimum;
  const { minimum } = protocol.preparation;
  const shifted = course.dosingsPlanned + protocol.dosing.planned - before.dosing.planned;
  const kept = course.dosingsSet === true || seriesDone(course);
  const most = course.maxDosings ?? Infinity;
  const byHand = (key: string): boolean => key.startsWith('issue-estimate');
  const done = Object.fromEntries(Object.entries(course.done).filter(([key]) => !byHand(key)));
  return {
    protocol,
    preparationMinimum: raised ? Math.max(course.preparationMinimum, minimum) : minimum,
    ...(!kept && { dosingsPlanned: Math.max(1, dosingsFixed(course), Math.min(most, shifted)) }),
    ...(course.approval && { route: routeAfter({ ...course, protocol }) }),
    // The client agreed to other prices, so a new estimate is owed.
    ...(!samePrices(before, protocol) && { estimate: undefined, estimateVoidedAt: at, done }),
  };
}
