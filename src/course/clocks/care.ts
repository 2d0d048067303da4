/** Safety pages, holds under review, silence, winding down and mail that failed. course.md §5, §6 */
import { plusCivilDays } from '../civil';
import { dosesInSupply, inMaintenance, scheduled, supplyUnderWay } from '../questions';
import type { Course, Mishap, StaffRole } from '../state';
import { message, task, when, type Clock } from './obligation';

/** An incident pages therapist and prescriber at once, whatever the hour. */
export const safetyPages: Clock = (course) =>
  course.holds
    .filter(({ reason }) => reason !== 'staff')
    .flatMap(({ ref, since, owner }) => [
      message(course, 'safetyPage', ref, 'therapist', since, { safety: true }),
      message(course, 'safetyPage', ref, 'prescriber', since, { safety: true }),
      task('incident', owner, since, { about: ref }),
    ]);

export const holdReviews: Clock = ({ holds }) =>
  holds.map(({ ref, owner, reviewOn }) => task('review-hold', owner, reviewOn, { about: ref }));

/** A step is owed by client or practice, and nothing is booked that would be it. */
function stepOwed(course: Course): boolean {
  const booked = (['preparation', 'medical', 'dosing', 'integration'] as const).some((kind) =>
    scheduled(course, kind),
  );
  const withPartner = course.referral !== undefined && !course.approval && !course.referral.answer;
  return !booked && !withPartner && !supplyUnderWay(course) && !inMaintenance(course);
}

/** 14, 17 and 20 days without a completed step: reach out; at 21 a clinician decides. Never closed by itself. */
export const silence: Clock = (course) => {
  if (!stepOwed(course)) return [];
  const after = (days: number) => plusCivilDays(course.client.zone, course.progressAt, days);
  const { silenceDays, silenceDecisionDays } = course.protocol.clocks;
  return [
    ...silenceDays.map((days) =>
      message(course, 'reachOut', `${course.progressAt}.${days}d`, 'client', after(days)),
    ),
    task('silence-decision', 'therapist', after(silenceDecisionDays), { about: course.progressAt }),
    message(course, 'silenceDecision', course.progressAt, 'therapist', after(silenceDecisionDays)),
  ];
};

const BY_HAND: Record<Exclude<Mishap, 'parked'>, [kind: string, role: StaffRole]> = {
  failed: ['call-instead-of-mail', 'frontDesk'],
  unknown: ['mail-outcome-unknown', 'frontDesk'],
  invoiceFailed: ['invoice-by-hand', 'biller'],
  referralFailed: ['refer-by-hand', 'frontDesk'],
};

/** What could not leave the system is done by hand; one task stands for all that an outage has parked. */
export const undelivered: Clock = (course) => {
  const entries = Object.entries(course.undelivered);
  return [
    ...entries.flatMap(([key, how]) => {
      if (how === 'parked') return [];
      const [kind, role] = BY_HAND[how];
      return [task(kind, role, course.clock, { about: key })];
    }),
    ...when(
      entries.some(([, how]) => how === 'parked'),
      () => [task('mail-outage', 'frontDesk', course.clock)],
    ),
  ];
};

/** After a withdrawal or transfer: a last follow-up, and what becomes of the supply at home. */
export const windingDown: Clock = (course) => {
  const { closed } = course;
  if (!closed) return [];
  const withMedicine = dosesInSupply(course) > 0;
  const early = closed.outcome !== 'completed' && closed.outcome !== 'declined';
  return [
    ...when(early && course.approval, () => [task('discharge-follow-up', 'prescriber', closed.at)]),
    ...when(withMedicine, () => [task('leftover-supply', 'prescriber', closed.at)]),
    ...when(closed.outcome === 'declined', () => [
      message(course, 'courseDeclined', 'end', 'client', closed.at),
    ]),
    ...when(closed.outcome === 'completed', () => [
      message(course, 'courseEnded', 'end', 'client', closed.at),
    ]),
  ];
};
