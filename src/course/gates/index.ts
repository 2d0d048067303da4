/** All gates for a dosing session, and which of them are closed. course.md §4 */
import { boosterWindow } from '../selectors/maintenance';
import { reason, type Reason } from '../../vocabulary/reasons';
import { toMs, type Instant } from '../../time/instant';
import type { Course, Session } from '../state';
import {
  approvalCurrent,
  supplyInHand,
  doseConfirmed,
  orderAcknowledged,
  followUpCurrent,
  labsCurrent,
  trainingDone,
  medicalReviewDone,
  clinicianCheckDone,
} from './medical';
import { treatmentConsent, telehealthConsent, estimateAcknowledged, placeAllowed } from './paperwork';
import { preparationDone, integrationDone, noHold, spaced } from './course';
import {
  supportPersonThere,
  supportPersonNotAbsent,
  rideHomeThere,
  readinessAttested,
  vitalsWithinLimits,
} from './session';
import type { Gate } from './gate';

export const GATES: readonly Gate[] = [
  approvalCurrent,
  treatmentConsent,
  telehealthConsent,
  placeAllowed,
  supplyInHand,
  preparationDone,
  estimateAcknowledged,
  doseConfirmed,
  followUpCurrent,
  orderAcknowledged,
  integrationDone,
  spaced,
  supportPersonThere,
  supportPersonNotAbsent,
  rideHomeThere,
  labsCurrent,
  trainingDone,
  readinessAttested,
  vitalsWithinLimits,
  noHold,
  medicalReviewDone,
  clinicianCheckDone,
];

/** The reason of every closed gate for a dosing session. Overridden gates are left out. */
export function closedGates(
  course: Course,
  at: Instant,
  when: 'booking' | 'start',
  session?: Session,
): Reason[] {
  return GATES.filter((gate) => when === 'start' || gate.at === 'booking')
    .map((gate) => ({ gate, why: gate.check(course, at, session) }))
    .filter(({ gate, why }) => why && !(gate.overridable && isOverridden(course, gate, why.code, session)))
    .flatMap(({ why }) => (why ? [why] : []));
}

/** What an override given now would cover. Undefined: everything until the next dosing session starts. */
export const overrideAbout = ({ about }: Gate, session: Session | undefined): string | undefined =>
  session && about?.(session);

const isOverridden = ({ overrides }: Course, gate: Gate, code: string, session?: Session): boolean =>
  overrides.some((each) => each.gate === code && each.about === overrideAbout(gate, session));

/** Why a booster cannot start yet, and when its window opens. */
export function boosterWindowOpen(course: Course, start: Instant): Reason | undefined {
  const window = boosterWindow(course);
  if (!window || course.medicalReviewOwed || toMs(start) >= toMs(window.opens)) return undefined;
  return {
    ...reason('booster-window-not-open'),
    notBefore: window.opens,
  };
}
