/** Integration, and other booked sessions. */
import { cycleOwingIntegration } from '../../selectors/cycles';
import { sessionOf } from '../../selectors/sessions';
import type { Assume } from '../../../catalog/assumptions';
import type { Course } from '../../state';
import { latest } from '../../../time/instant';
import {
  type Planned,
  report,
  clientTime,
  minutesFromNow,
  nextBooked,
  endOfSession,
  book,
  move,
} from './build';
import { medicalSession } from './medical';

export function integrate(course: Course, assume: Assume): Planned | undefined {
  const cycle = cycleOwingIntegration(course);
  if (!cycle?.endedAt) return undefined;
  const booked = nextBooked(course, 'integration', cycle.number);
  const { sameVisit } = course.protocol.integration;
  if (booked && sameVisit && booked.start < cycle.endedAt) {
    return move(course, minutesFromNow(course, 5), booked, minutesFromNow(course, 10));
  }
  if (booked) {
    return report(course, endOfSession(booked), 'therapist', 'integrationCompleted', { session: booked.ref });
  }
  if (sameVisit && cycle.integrations === 0) {
    return book(course, assume, 'integration', minutesFromNow(course, 10), 5);
  }
  const days = assume.integrationAfterDays + cycle.integrations - (sameVisit ? 1 : 0);
  const start = latest(clientTime(course, cycle.endedAt, days, 14), minutesFromNow(course, 60));
  return book(course, assume, 'integration', start, 5);
}

/** Booked sessions that the course does not require take place too. */
export function otherBookedSessions(course: Course): Planned | undefined {
  const medical = nextBooked(course, 'medical');
  if (medical) return medicalSession(course, medical);
  const owing = cycleOwingIntegration(course)?.number;
  const [further] = course.sessions.filter(
    ({ kind, status, cycle }) =>
      kind === 'integration' &&
      status === 'scheduled' &&
      cycle !== owing &&
      course.cycles.some(
        ({ number, dosing }) => number === cycle && sessionOf(course, dosing)?.status === 'completed',
      ),
  );
  return (
    further &&
    report(course, endOfSession(further), 'therapist', 'integrationCompleted', { session: further.ref })
  );
}
