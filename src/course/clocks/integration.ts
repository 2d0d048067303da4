/** The 24–72 h clock after a dosing session: elapsed hours. course.md §5 */
import { bookingsOf } from '../selectors/sessions';
import { reportedAt } from '../selectors/reports';
import { atTimeOfDay } from '../../time/civil';
import { latest, plusHours } from '../../time/instant';
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
        message(course, 'integrationInvite', about, 'client', invite, { facts, staleAt: deadline }),
        message(course, 'integrationWarning', about, 'client', warn, { facts, staleAt: deadline }),
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

/** The morning after a dosing session, client time. */
export const checkIn: Clock = (course) =>
  course.cycles.flatMap((cycle) =>
    owedIf(cycle.endedAt, () => [
      message(
        course,
        'checkIn',
        `cycle-${cycle.number}`,
        'client',
        atTimeOfDay(
          course.client.zone,
          cycle.endedAt ?? cycle.startedAt,
          1,
          course.protocol.clocks.checkInHour,
        ),
      ),
    ]),
  );
