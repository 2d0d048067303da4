/**
 * What people are assumed to do next, from any state: behind the forecast, the estimate's counts and the
 * standard scenario. Each step is a function that says what is done and when, or nothing.
 */
import { cycleOwingIntegration } from '../../selectors/cycles';
import { dosingInProgress, scheduledSession } from '../../selectors/sessions';
import type { Assume } from '../../../catalog/assumptions';
import type { Course } from '../../state';
import { defaultAssumptions } from '../assumptions';
import { type Planned, type Step, soonest } from './build';
import { answer, enrol, pay, prepare } from './enrolment';
import { screening, renewApproval, clearances, meetPrescriber, endDeclined } from './medical';
import { resupply } from './supply';
import { bookDosing, underWay, onceDosingIsBooked } from './dosing';
import { integrate, alsoBooked } from './integration';
import { bookBooster, finish, liftHold } from './maintenance';

export { soonest as soonestOf, type Planned } from './build';

const between =
  (step: Step): Step =>
  (course, assume) =>
    cycleOwingIntegration(course) || scheduledSession(course, 'dosing') ? undefined : step(course, assume);

/** What goes on side by side, in the order of a course: the earliest comes first, ties in this order. */
const STEPS: readonly Step[] = [
  prepare,
  screening,
  resupply,
  clearances,
  integrate,
  between(renewApproval),
  between(meetPrescriber),
  onceDosingIsBooked,
  between((course, assume) => (prepare(course, assume) ? undefined : bookDosing(course, assume))),
  between(bookBooster),
  between(finish),
  alsoBooked,
  endDeclined,
];

/** Everything people are assumed to do from here, each thing by itself. */
export function possibleSteps(
  course: Course,
  assume: Assume = defaultAssumptions(course.protocol),
): Planned[] {
  const only = (step: Planned | undefined): Planned[] => (step ? [step] : []);
  if (course.closed) return only(pay(course));
  const session = dosingInProgress(course);
  if (session) return [underWay(course, session, assume)];
  const held = course.holds.length > 0;
  const first = held
    ? (pay(course) ?? liftHold(course, assume))
    : (answer(course) ?? pay(course) ?? enrol(course, assume));
  return first ? [first] : STEPS.flatMap((step) => step(course, assume) ?? []);
}

/** The earliest of what people are assumed to do next. */
export const plan = (course: Course, assume?: Assume): Planned | undefined =>
  soonest(possibleSteps(course, assume));
