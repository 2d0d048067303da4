/**
 * What people are assumed to do next, from any state. Used by the forecast, the estimate's counts and the
 * standard scenario. Each step is a function that returns what is done and when, or undefined.
 */
import { cycleOwingIntegration } from '../../selectors/cycles';
import { dosingInProgress, scheduledSession } from '../../selectors/sessions';
import type { Assume } from '../../../catalog/assumptions';
import type { Course } from '../../state';
import { defaultAssumptions } from '../assumptions';
import { type Planned, type Step, soonest } from './build';
import { answerMeasures, enrol, pay, prepare } from './enrolment';
import {
  answerTasks,
  decideReferral,
  renewApproval,
  clearances,
  meetPrescriber,
  endDeclined,
} from './medical';
import { resupply } from './supply';
import { bookDosing, dosingStep, bookedDosing } from './dosing';
import { integrate, otherBookedSessions } from './integration';
import { bookBooster, finish, liftHold } from './maintenance';

export { soonest as soonestOf, type Planned } from './build';

const between =
  (step: Step): Step =>
  (course, assume) =>
    cycleOwingIntegration(course) || scheduledSession(course, 'dosing') ? undefined : step(course, assume);

/** Independent steps, in the order of a course. The earliest comes first; ties are taken in this order. */
const STEPS: readonly Step[] = [
  prepare,
  decideReferral,
  resupply,
  clearances,
  integrate,
  between(renewApproval),
  between(meetPrescriber),
  bookedDosing,
  between((course, assume) => (prepare(course, assume) ? undefined : bookDosing(course, assume))),
  between(bookBooster),
  between(finish),
  otherBookedSessions,
  endDeclined,
];

/** Everything people are assumed to do from here, independently of each other. */
export function possibleSteps(
  course: Course,
  assume: Assume = defaultAssumptions(course.protocol),
): Planned[] {
  const only = (step: Planned | undefined): Planned[] => (step ? [step] : []);
  if (course.closed) return only(pay(course));
  const session = dosingInProgress(course);
  if (session) return [dosingStep(course, session, assume)];
  const held = course.holds.length > 0;
  const first = held
    ? (pay(course) ?? liftHold(course, assume))
    : (answerMeasures(course) ?? answerTasks(course) ?? pay(course) ?? enrol(course, assume));
  return first ? [first] : STEPS.flatMap((step) => step(course, assume) ?? []);
}

/** The earliest of what people are assumed to do next. */
export const plan = (course: Course, assume?: Assume): Planned | undefined =>
  soonest(possibleSteps(course, assume));
