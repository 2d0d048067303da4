/** Prescriptions and shipments. */
import { doseReviewOwed, followUpDueBy } from '../../selectors/screening';
import { seriesDosingsDone } from '../../selectors/cycles';
import { lossDecisionOwed, nextDoseAvailable, pendingPrescription } from '../../selectors/supply';
import type { Assume } from '../../../catalog/assumptions';
import type { Course } from '../../state';
import { latestSupply } from '../../patches/supplies';
import { approvalCurrent } from '../../gates/medical';
import { type Planned, report, clientTime, minutesFromNow } from './build';
import { dosingAhead } from './series';
import { evaluation } from './medical';

/** A supply is prescribed when none is left, then shipped and received. */
export function resupply(course: Course, assume: Assume): Planned | undefined {
  const under = pendingPrescription(course);
  if (under) {
    const { issuedAt, sentAt, doses } = under;
    const pickedUp = course.protocol.supply.kind === 'dispensed';
    return sentAt || pickedUp
      ? report(
          course,
          clientTime(course, sentAt ?? issuedAt, assume.supplyDays - 1, 12),
          'client',
          'shipmentReceived',
          {
            doses,
            supply: latestSupply(course),
          },
        )
      : report(course, clientTime(course, issuedAt, 1, 11), 'partner', 'shipmentSent', { doses });
  }
  const wanted = !nextDoseAvailable(course) && dosingAhead(course, assume) && !doseReviewOwed(course);
  if (!wanted || approvalCurrent.check(course, minutesFromNow(course, 30))) return undefined;
  const ends = followUpDueBy(course);
  if (ends !== undefined && ends < minutesFromNow(course, 30)) return evaluation(course, 1);
  const { starterDoses, refillDoses } = course.protocol.supply;
  const left = Math.max(1, course.dosingsPlanned - seriesDosingsDone(course));
  const exploring = course.protocol.dosing.exploratory > 0 && !course.doseConfirmedAt;
  const doses = Math.min(left, course.supply.dispensed === 0 || exploring ? starterDoses : refillDoses);
  return report(course, minutesFromNow(course, 30), 'prescriber', 'prescriptionIssued', {
    doses: Math.max(1, doses),
    ...(lossDecisionOwed(course) && { replaces: true }),
  });
}
