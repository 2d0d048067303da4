/** The 24–72 h clock after a dosing session: elapsed hours. course.md §5 */
import { bookingsOf } from '../selectors/sessions';
import { reportedAt } from '../selectors/reports';
import { integrationToChoose } from '../selectors/windows';
import { atTimeOfDay, civilIn, dateIn } from '../../time/civil';
import { latest, plusHours, type Instant } from '../../time/instant';
import type { Course, Cycle } from '../state';
import { message, task, owedIf, type Clock, type Obligation } from './obligation';

/** Invite, warn, notify the therapist of a late booking, and record the breach: once, at its instant. */
export const integrationDeadline: Clock = (course) => {
  const { integrationInviteHours, integrationWarnHours } = course.protocol.clocks;
  return course.cycles.flatMap((cycle) => {
    if (!cycle.endedAt || cycle.integratedAt) return [];
    const reported = reportedAt(course, cycle.endedAt);
    const deadline = plusHours(cycle.endedAt, course.protocol.integration.withinHours);
    const invite = plusHours(cycle.endedAt, integrationInviteHours);
    const warn = plusHours(cycle.endedAt, integrationWarnHours);
    const about = `cycle-${cycle.number}`;
    const [booked] = bookingsOf(course, 'integration', cycle.number);
    const late = booked && booked.start > deadline;
    const facts = { by: deadline, ...(booked && { session: booked.ref }) };
    const missed: Obligation[] = [
      {
        key: `integration-breach:${about}`,
        due: deadline,
        kind: 'breach',
        breach: { kind: 'integration', cycle: cycle.number },
      },
      ...(['therapist', 'lead'] as const).map((to) =>
        message(course, 'integrationBreach', about, to, latest(deadline, reported), { facts }),
      ),
    ];
    const chooses = integrationToChoose(course)?.cycle === cycle.number;
    const invited = { ...facts, ...(chooses && { ownTime: true as const }) };
    const met = cycle.integrations > 0;
    // The next dosing may take place, but the missed integration deadline is still recorded.
    if (cycle.overridden) return met ? [] : missed;
    // Only the first integration has a deadline. Further ones only need to be booked.
    if (met) {
      const next = `${about}.${cycle.integrations + 1}`;
      return owedIf(!booked, () => [task('book-integration', 'frontDesk', course.clock, { about: next })]);
    }
    return [
      ...owedIf(!booked, () => [
        task('book-integration', 'frontDesk', cycle.endedAt ?? deadline, { about, dueBy: deadline }),
      ]),
      ...owedIf(!booked || late, () => [
        message(course, 'integrationInvite', about, 'client', invite, { facts: invited, staleAt: deadline }),
        message(course, 'integrationWarning', about, 'client', warn, { facts: invited, staleAt: deadline }),
        message(course, 'integrationWarningStaff', about, 'therapist', warn, { facts }),
      ]),
      ...owedIf(late, () => [
        message(
          course,
          'integrationBookedLate',
          `${about}.${booked?.ref}.${booked?.revision}`,
          'therapist',
          latest(booked?.bookedAt ?? cycle.startedAt, cycle.endedAt ?? cycle.startedAt),
          { facts },
        ),
      ]),
      ...missed,
    ];
  });
};

/** The hour of integration that belongs to the visit: owed as soon as the client is released without it. */
export const visitHour: Clock = (course) =>
  course.cycles.flatMap(({ number, dosing, endedAt, releasedAt, integrations, overridden }) =>
    owedIf(course.protocol.integration.sameVisit && releasedAt && integrations === 0 && !overridden, () => [
      task('visit-hour', 'therapist', releasedAt ?? course.clock, {
        about: `cycle-${number}`,
        session: dosing,
        dueBy: plusHours(endedAt ?? course.clock, course.protocol.integration.withinHours),
      }),
    ]),
  );

/** A session that ends before this hour belongs to the night before. */
const NIGHT_ENDS_HOUR = 5;

/** The morning after `endedAt`: the next day, or the same one if it ended at night and that morning is still ahead. */
function morningAfter(
  { client: { zone }, protocol }: Course,
  { startedAt }: Cycle,
  endedAt: Instant,
): Instant {
  const onDay = (days: number): Instant => atTimeOfDay(zone, endedAt, days, protocol.clocks.checkInHour);
  const overnight = dateIn(zone, startedAt) < dateIn(zone, endedAt);
  const atNight = overnight || civilIn(zone, endedAt).hour < NIGHT_ENDS_HOUR;
  return atNight && onDay(0) > endedAt ? onDay(0) : onDay(1);
}

/** The morning after a dosing session, client time. */
export const checkIn: Clock = (course) =>
  course.cycles.flatMap((cycle) => {
    const { endedAt, number } = cycle;
    return endedAt === undefined
      ? []
      : [message(course, 'checkIn', `cycle-${number}`, 'client', morningAfter(course, cycle, endedAt))];
  });
