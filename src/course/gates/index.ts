/** All gates for a dosing session, and which of them are closed. course.md §4 */
import { boosterWindow } from '../selectors/maintenance';
import { beforeTakeover } from '../selectors/takenOver';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Instant } from '../../time/instant';
import type { Course, Session } from '../state';
import {
  approvalCurrent,
  routeOrdered,
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
import { preparationDone, integrationDone, noHold, spaced, fewInWeek } from './course';
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
  routeOrdered,
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
  fewInWeek,
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

interface Closed {
  gate: Gate;
  why: Reason;
}

/** Before the course was taken over, the practice had its own papers: no gate asks about then. */
const closedOnes = (course: Course, at: Instant, when: 'booking' | 'start', session?: Session): Closed[] =>
  (beforeTakeover(course, at) ? [] : GATES)
    .filter((gate) => when === 'start' || gate.at === 'booking')
    .flatMap((gate) => {
      const why = gate.check(course, at, session);
      return why ? [{ gate, why }] : [];
    })
    .filter(({ gate, why }) => !(gate.overridable && isOverridden(course, gate, why.code, session)));

/** The reason of every closed gate for a dosing session. Overridden gates are left out. */
export const closedGates = (
  course: Course,
  at: Instant,
  when: 'booking' | 'start',
  session?: Session,
): Reason[] => closedOnes(course, at, when, session).map(({ why }) => why);

/** The instants after `now` at which time alone may open or close a gate before this or any session, the earliest first. */
export const gateTurns = (course: Course, now: Instant, session?: Session): Instant[] => [
  ...new Set(
    GATES.flatMap(({ turns }) => turns?.(course, session) ?? [])
      .filter((at): at is Instant => at !== undefined && at > now)
      .sort(),
  ),
];

/**
 * Why a dosing session must not be moved to `after`: gates that ask about its time, and those that the new setting
 * closes. Others are checked again at the start.
 */
export function gatesAgainstMove(course: Course, at: Instant, before: Session, after: Session): Reason[] {
  const already = closedOnes(course, at, 'booking', { ...after, setting: before.setting });
  return closedOnes(course, at, 'booking', after)
    .filter(({ gate, why }) => gate.asksWhen ?? !already.some((each) => each.why.code === why.code))
    .map(({ why }) => why);
}

/** What an override given now would cover. Undefined: everything until the next dosing session starts. */
export const overrideAbout = ({ about }: Gate, session: Session | undefined): string | undefined =>
  session && about?.(session);

const isOverridden = ({ overrides }: Course, gate: Gate, code: string, session?: Session): boolean =>
  overrides.some((each) => each.gate === code && each.about === overrideAbout(gate, session));

/** The day a booster is booked for must be in its window. Not one of `GATES`, which ask about the time of a report. */
const boosterWindowOpened: Gate = {
  at: 'booking',
  overridable: true,
  check: (course, start) => {
    const window = boosterWindow(course);
    if (!window || course.medicalReviewOwed || start >= window.opens) return undefined;
    return { ...reason('booster-window-not-open'), notBefore: window.opens };
  },
};

/** Why a booster cannot start then, and when its window opens, unless that is overridden. */
export function boosterWindowOpen(course: Course, start: Instant): Reason | undefined {
  const why = boosterWindowOpened.check(course, start);
  return why && isOverridden(course, boosterWindowOpened, why.code) ? undefined : why;
}

/** The closed gate with this code, overridable or not; undefined if it is open or already overridden. */
export function closedGate(course: Course, code: string, at: Instant, session?: Session): Closed | undefined {
  return [...GATES, boosterWindowOpened]
    .flatMap((gate) =>
      [gate.check(course, at, session), gate.today?.(course, at)].flatMap((why) =>
        why ? [{ gate, why }] : [],
      ),
    )
    .find(({ gate, why }) => why.code === code && !isOverridden(course, gate, code, session));
}
