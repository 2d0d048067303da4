/** Every clock of the course, and which of them apply in a state. course.md §5 */
import { knowsQuietHours } from './quietHours';
import type { Course } from '../state';
import * as absences from './absences';
import * as care from './care';
import * as closing from './closing';
import * as enrolment from './enrolment';
import * as integration from './integration';
import * as maintenance from './maintenance';
import * as measures from './measures';
import * as medical from './medical';
import * as money from './money';
import type { Clock, Obligation } from './obligation';
import * as paperwork from './paperwork';
import * as rhythm from './rhythm';
import * as sessions from './sessions';
import * as supply from './supply';

export type { Obligation } from './obligation';

/** Always on: safety, staff work on the hold itself, and failed mail. */
const ALWAYS: readonly Clock[] = [care.safetyPages, care.holdReviews, care.undelivered, care.optedOut];

const WHILE_OPEN: readonly Clock[] = [
  enrolment.consents,
  enrolment.welcome,
  enrolment.estimate,
  enrolment.preparation,
  paperwork.coverage,
  paperwork.place,
  paperwork.part2,
  paperwork.instructions,
  paperwork.informationAsked,
  paperwork.approvalEnds,
  sessions.confirmations,
  sessions.cancellations,
  sessions.reminders,
  sessions.supportPerson,
  sessions.rideHome,
  absences.supportPersonAbsent,
  absences.wellnessCall,
  absences.clinicianCheck,
  sessions.outcomeOwed,
  medical.referral,
  medical.referralUnbooked,
  medical.decision,
  medical.labs,
  medical.training,
  medical.shipment,
  medical.prescriptionExpiring,
  supply.lost,
  supply.prescription,
  supply.prescriptionEnds,
  supply.quarantined,
  supply.changedOrder,
  medical.doseReview,
  medical.followUp,
  rhythm.bookDosing,
  rhythm.rhythmBreaking,
  integration.integrationDeadline,
  integration.checkIn,
  maintenance.courseReview,
  maintenance.booster,
  measures.measures,
  measures.blankSafetyItem,
  care.silence,
  closing.declinedAnswer,
  closing.reopened,
  money.refundDue,
  money.unearned,
  money.enterCharges,
  money.reissueEstimate,
  money.travel,
];

/** Safety work continues after the end until someone takes it up: an incident, a call, a lost supply. */
const WHEN_CLOSED: readonly Clock[] = [
  care.safetyPages,
  measures.blankSafetyItem,
  absences.wellnessCall,
  supply.lost,
  closing.windingDown,
  sessions.cancellations,
  sessions.outcomeOwed,
  care.undelivered,
  care.optedOut,
  money.refundDue,
  money.unearned,
  money.enterCharges,
];

const run = (clocks: readonly Clock[], course: Course): Obligation[] =>
  clocks.flatMap((clock) => clock(course));

/** A hold stops everything but safety contact. Breaches are still recorded, and staff still get their work. */
const isHeldBack = (owed: Obligation): boolean =>
  owed.kind === 'referral' || (owed.kind === 'message' && knowsQuietHours(owed.message));

function obligationsOf(course: Course): Obligation[] {
  const owed = run(course.closed ? WHEN_CLOSED : WHILE_OPEN, course);
  return [
    ...(course.closed ? [] : run(ALWAYS, course)),
    ...(course.holds.length > 0 ? owed.filter((each) => !isHeldBack(each)) : owed),
  ];
}

/** A state is immutable, so its obligations are computed once. */
const known = new WeakMap<Course, readonly Obligation[]>();

/** Everything owed in this state, past and future, discharged or not. */
export function obligations(course: Course): readonly Obligation[] {
  const owed = known.get(course) ?? obligationsOf(course);
  known.set(course, owed);
  return owed;
}
