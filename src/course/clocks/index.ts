/** Every clock of the course, and which of them apply in a state. course.md §5 */
import { beforeTakeover, heldBeforeTakeover } from '../selectors/takenOver';
import { latest } from '../../time/instant';
import { isHeldBack } from './quietHours';
import type { Course } from '../state';
import { derived } from '../state/derived';
import * as absences from './absences';
import * as care from './care';
import * as clientsWords from './clientsWords';
import * as closing from './closing';
import * as enrolment from './enrolment';
import * as integration from './integration';
import * as maintenance from './maintenance';
import * as measures from './measures';
import * as medical from './medical';
import * as money from './money';
import type { Clock, MessageOwed, Obligation } from './obligation';
import * as paperwork from './paperwork';
import * as rhythm from './rhythm';
import * as sessions from './sessions';
import * as shortNotice from './shortNotice';
import * as supply from './supply';

export type { MessageOwed, Obligation } from './obligation';

/** Also on hold: safety, and staff work on the hold itself. */
const ALWAYS: readonly Clock[] = [care.safetyPages, care.holdReviews];

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
  sessions.supportPersonPresence,
  sessions.vitalsDuring,
  sessions.rideHome,
  shortNotice.booked,
  shortNotice.off,
  shortNotice.moved,
  shortNotice.missed,
  absences.supportPersonAbsent,
  absences.wellnessCall,
  absences.leftAgainstAdvice,
  absences.clinicianCheck,
  clientsWords.anotherTime,
  clientsWords.written,
  clientsWords.checkedIn,
  clientsWords.alarming,
  sessions.outcomeOwed,
  medical.therapistsWord,
  medical.referral,
  medical.referralUnbooked,
  medical.decision,
  medical.morePreparation,
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
  medical.bookFollowUp,
  rhythm.bookDosing,
  rhythm.rhythmBreaking,
  integration.integrationDeadline,
  integration.visitHour,
  integration.checkIn,
  maintenance.progressReview,
  maintenance.courseReview,
  maintenance.booster,
  measures.measures,
  measures.blankSafetyItem,
  care.silence,
  closing.declinedAnswer,
  closing.reopened,
  money.planForPackage,
  money.refundDue,
  money.unearned,
  money.enterCharges,
  money.paymentReminder,
  money.unpaidBalance,
  money.reissueEstimate,
  money.lowerEstimate,
  money.travel,
];

/** Safety work continues after the end until someone takes it up: an incident, a call, a lost supply. */
const WHEN_CLOSED: readonly Clock[] = [
  care.safetyPages,
  measures.blankSafetyItem,
  absences.wellnessCall,
  absences.leftAgainstAdvice,
  clientsWords.written,
  clientsWords.checkedIn,
  clientsWords.alarming,
  supply.lost,
  closing.windingDown,
  sessions.cancellations,
  shortNotice.off,
  shortNotice.withdrawn,
  sessions.outcomeOwed,
  money.refundDue,
  money.unearned,
  money.enterCharges,
  money.unpaidBalance,
];

/**
 * Of what was due before the course was taken over, nothing is sent and nothing counts as missed: the practice did it,
 * or not, without us. The work that is still to do begins then. So does a referral that nobody has reported.
 */
function sinceTakeover(course: Course, owed: Obligation): Obligation[] {
  const { takenOverAt } = course;
  if (takenOverAt === undefined) return [owed];
  if (owed.kind === 'message') return owed.ofBefore ? [] : [owed];
  if (!beforeTakeover(course, owed.due)) return [owed];
  switch (owed.kind) {
    case 'breach':
      return [];
    case 'task': {
      const { dueBy, ...task } = owed.task;
      if (task.session !== undefined && heldBeforeTakeover(course, task.session)) return [];
      // What should have been done by then is due now.
      const by = dueBy !== undefined && { dueBy: latest(dueBy, takenOverAt) };
      return [{ ...owed, due: takenOverAt, task: { ...task, ...by } }];
    }
    case 'referral':
      return [{ ...owed, due: takenOverAt }];
    case 'notice':
    case 'ledger':
      return [owed];
  }
}

const run = (clocks: readonly Clock[], course: Course): Obligation[] =>
  clocks.flatMap((clock) => clock(course)).flatMap((owed) => sinceTakeover(course, owed));

interface Owed {
  owed: readonly Obligation[];
  /** Messages that a hold withholds. */
  heldBack: readonly MessageOwed[];
}

/** A hold stops everything but safety contact. Breaches are still recorded, and staff still get their work. */
const isWithheld = (each: Obligation): each is MessageOwed =>
  each.kind === 'message' && isHeldBack(each.message);

function owedIn(course: Course): Owed {
  const owed = run(course.closed ? WHEN_CLOSED : WHILE_OPEN, course);
  const always = [...(course.closed ? [] : run(ALWAYS, course)), ...care.undelivered(course, owed)];
  if (course.holds.length === 0) return { owed: [...always, ...owed], heldBack: [] };
  const goesOn = owed.filter((each) => each.kind !== 'referral' && !isWithheld(each));
  return { owed: [...always, ...goesOn], heldBack: owed.filter(isWithheld) };
}

const allOwed = derived(owedIn);

/** Everything owed in this state, past and future, discharged or not. */
export const obligations = (course: Course): readonly Obligation[] => allOwed(course).owed;

/** The messages that would be owed if no hold withheld them. */
export const heldBack = (course: Course): readonly MessageOwed[] => allOwed(course).heldBack;
