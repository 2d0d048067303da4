/** Referral, decision, supply and the quarterly follow-up. course.md §5 */
import {
  doseReviewOwed,
  labsValid,
  labsValidUntil,
  followUpDueBy,
  followUpToBookSince,
  followUpWanted,
  trainingOwed,
} from '../selectors/screening';
import { lastCycle, seriesDone } from '../selectors/cycles';
import { preparationsOwed } from '../selectors/preparation';
import { referralDue, referredAfter, wordOwed, wordsOwed } from '../selectors/therapistsWord';
import { bookedEnd, scheduledSession } from '../selectors/sessions';
import { fillableUntil, pendingPrescription } from '../selectors/supply';
import { FIRST_HOUR as NOTICE_HOUR, plusBusinessDays } from '../../time/calendar';
import { atTimeOfDay, plusCivilDays } from '../../time/civil';
import { latest, type Instant } from '../../time/instant';
import type { Course } from '../state';
import { message, task, owedIf, type Clock, type Obligation } from './obligation';

const decided = ({ approval, referral }: Course): boolean =>
  approval !== undefined || referral?.answer === 'declined' || referral?.answer === 'morePreparation';

/** What the protocol asks the therapist before the referral and before the first dose. Only they can say it. */
export const therapistsWord: Clock = (course) =>
  wordsOwed(course).map((word) => task(word, 'therapist', course.clock));

/**
 * After the opening and the protocol's number of preparation sessions, and again after additional preparation. Where
 * the protocol asks the therapist whether treatment appears appropriate, it waits for their answer.
 */
export const referral: Clock = (course) =>
  owedIf(referralDue(course) && !wordOwed(course, 'confirm-suitability'), () => [
    { key: `referral:${referredAfter(course)}`, due: course.clock, kind: 'referral' },
  ]);

/** Since when more preparation has been asked for: by the prescriber, or later by the therapist. */
const morePreparationSince = ({ referral: made, morePreparation: more }: Course): Instant | undefined =>
  [made?.answer === 'morePreparation' ? made.answeredAt : undefined, more?.at]
    .filter((each) => each !== undefined)
    .sort()
    .at(-1);

/** A dosing session that was booked before more preparation was asked for has to wait for it. §6 */
export const morePreparation: Clock = (course) => {
  const since = morePreparationSince(course);
  const dosing = scheduledSession(course, 'dosing');
  const owed = preparationsOwed(course);
  if (since === undefined || !dosing || owed === 0) return [];
  const over = bookedEnd(course, 'preparation', owed);
  return owedIf(over === undefined || over > dosing.start, () => [
    task('preparation-before-session', 'frontDesk', since, {
      about: `${dosing.ref}.${since}`,
      session: dosing.ref,
      dueBy: dosing.start,
    }),
  ]);
};

export const referralUnbooked: Clock = (course) => {
  const sentAt = course.referral?.sentAt;
  if (!sentAt || decided(course)) return [];
  const all = course.sessions.filter(({ kind }) => kind === 'medical');
  const lost = all.flatMap(({ cancelledAt, missedAt }) => cancelledAt ?? missedAt ?? []);
  if (lost.length < all.length) return [];
  const due = plusCivilDays(course.practice.zone, sentAt, course.protocol.clocks.referralUnbookedDays);
  const about = lost.length === 0 ? sentAt : `${sentAt}.${lost.length}`;
  return [task('book-medical-evaluation', 'frontDesk', lost.reduce(latest, due), { about })];
};

/** Five business days of the practice; then a task, and after as long again the lead is notified. */
function lateDecision(course: Course, about: string, since: Instant): Obligation[] {
  const days = course.protocol.clocks.decisionBusinessDays;
  const due = plusBusinessDays(course.practice, since, days);
  return [
    task('decision-overdue', 'frontDesk', due, { about }),
    message(course, 'decisionOverdue', about, 'prescriber', due),
    message(course, 'decisionOverdue', about, 'lead', plusBusinessDays(course.practice, since, 2 * days)),
  ];
}

export const decision: Clock = (course) => {
  const sentAt = course.referral?.sentAt;
  if (!sentAt || decided(course) || course.referral?.answer === 'needsInformation') return [];
  return lateDecision(course, sentAt, sentAt);
};

export const shipment: Clock = (course) => {
  const supply = pendingPrescription(course);
  if (!supply) return [];
  const due = plusCivilDays(course.practice.zone, supply.issuedAt, course.protocol.clocks.shipmentDays);
  return [task('shipment-overdue', 'frontDesk', due, { about: supply.issuedAt })];
};

/** How many civil days before a session labs are repeated. Our assumption: results take a week. */
const LABS_AHEAD_DAYS = 14;

/**
 * The labs the protocol requires, once the course is approved; again when they have expired, or before a
 * booked session by which they will have. After the series, only such a session requires them. §4.8
 */
export const labs: Clock = (course) => {
  const { approval, practice, protocol } = course;
  if (!approval || !protocol.screening.labs) return [];
  const until = labsValidUntil(course);
  const dosing = scheduledSession(course, 'dosing');
  const about = until ?? 'first';
  if (!dosing || labsValid(course, dosing.start)) {
    return owedIf(!seriesDone(course), () => [
      task('labs', 'prescriber', until ?? approval.decidedAt, { about }),
    ]);
  }
  const ahead = plusCivilDays(practice.zone, dosing.start, -LABS_AHEAD_DAYS);
  const due = until ? latest(dosing.bookedAt, until < ahead ? until : ahead) : approval.decidedAt;
  return [task('labs', 'prescriber', due, { about, dueBy: dosing.start })];
};

/** The training the protocol requires, once the course is approved. §4.8 */
export const training: Clock = (course) =>
  owedIf(course.approval && trainingOwed(course), () => [
    task('training', 'prescriber', course.approval?.decidedAt ?? course.clock),
  ]);

/** An unfilled prescription, 30 days before it expires. */
export const prescriptionExpiring: Clock = (course) => {
  const supply = pendingPrescription(course);
  if (!supply || supply.sentAt) return [];
  const by = fillableUntil(course, supply);
  const due = atTimeOfDay(
    course.practice.zone,
    by,
    -course.protocol.clocks.prescriptionNoticeDays,
    NOTICE_HOUR,
  );
  return owedIf(due > supply.issuedAt, () => [
    message(course, 'prescriptionExpiring', by, 'prescriber', due, { facts: { by } }),
  ]);
};

/** The prescriber confirms the dose after the exploratory cycles. If it takes too long, others are notified. §4.4 */
export const doseReview: Clock = (course) => {
  const cycle = lastCycle(course);
  if (!doseReviewOwed(course) || !cycle?.endedAt) return [];
  const about = `cycle-${cycle.number}`;
  return [
    task('dose-review', 'prescriber', cycle.endedAt, { about }),
    ...lateDecision(
      course,
      `dose-review.${about}`,
      latest(cycle.endedAt, cycle.integratedAt ?? cycle.endedAt),
    ),
  ];
};

/** Where follow-ups are scheduled after the first dosing, someone sees to it. Later ones come by the quarter. */
export const bookFollowUp: Clock = (course) => {
  const since = followUpToBookSince(course);
  return since ? [task('book-follow-up', 'frontDesk', since)] : [];
};

/** 30, 14 and 7 days before the quarter ends, while care continues: every dispense depends on the follow-up. */
export const followUp: Clock = (course) => {
  const ends = followUpDueBy(course);
  if (!ends || !course.evaluatedAt || !followUpWanted(course)) return [];
  const { evaluatedAt } = course;
  return [
    ...course.protocol.clocks.followUpNoticeDays.map((days) =>
      message(
        course,
        'followUpDue',
        // Keyed by the start of the quarter: its end moves with the client's zone, but nobody is notified twice.
        `${evaluatedAt}.${days}d`,
        'client',
        plusCivilDays(course.client.zone, evaluatedAt, course.protocol.followUp.everyDays - days),
        {
          facts: { by: ends },
        },
      ),
    ),
    task('follow-up-overdue', 'prescriber', ends, { about: evaluatedAt }),
  ];
};
