/** Every clock of the course, and which of them run now. course.md §5 */
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
import * as papers from './paperwork';
import * as rhythm from './rhythm';
import * as sessions from './sessions';
import * as supply from './supply';

export type { Obligation } from './obligation';

/** Run whatever happens: safety, staff work about the hold itself, and failed mail. */
const ALWAYS: readonly Clock[] = [care.safetyPages, care.holdReviews, care.undelivered, care.optedOut];

const WHILE_OPEN: readonly Clock[] = [
  enrolment.consents,
  enrolment.welcome,
  enrolment.estimate,
  enrolment.preparation,
  papers.coverage,
  papers.place,
  papers.part2,
  papers.instructions,
  papers.informationAsked,
  papers.approvalEnds,
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
  care.silence,
  closing.declinedAnswer,
  money.refundDue,
  money.unearned,
  money.enterCharges,
  money.reissueEstimate,
  money.travel,
];

/** Work for somebody's safety outlives the course until it is taken up: an incident, a call, a lost supply. */
const WHEN_CLOSED: readonly Clock[] = [
  care.safetyPages,
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

/** A hold stops everything but safety contact; a breach is still recorded, and staff still hear of their work. */
const heldBack = (owed: Obligation): boolean =>
  owed.kind === 'referral' || (owed.kind === 'message' && knowsQuietHours(owed.message));

function owedIn(course: Course): Obligation[] {
  const owed = run(course.closed ? WHEN_CLOSED : WHILE_OPEN, course);
  return [
    ...(course.closed ? [] : run(ALWAYS, course)),
    ...(course.holds.length > 0 ? owed.filter((each) => !heldBack(each)) : owed),
  ];
}

/** A state never changes, so what it owes is worked out once. */
const known = new WeakMap<Course, readonly Obligation[]>();

/** Everything owed in this state, past and to come, discharged or not. */
export function obligations(course: Course): readonly Obligation[] {
  const owed = known.get(course) ?? owedIn(course);
  known.set(course, owed);
  return owed;
}
