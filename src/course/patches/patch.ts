/** Shared by the tables that apply events to the state. */
import type { EventType, RecordedOf } from '../events';
import type { Course, Cycle, Patch, Session } from '../state';

/** How an event changes the state. */
export type Evolve<T extends EventType> = (course: Course, event: RecordedOf<T>) => Patch;
/** One row for each event type. */
export type Rows = { [T in EventType]: Evolve<T> };

/** One session becomes another; what `to` leaves out is gone. */
export const replaceSession = (
  course: Course,
  ref: string | undefined,
  to: (session: Session) => Session,
): Pick<Course, 'sessions'> => ({
  sessions: course.sessions.map((session) => (session.ref === ref ? to(session) : session)),
});

export const patchSession = (
  course: Course,
  ref: string,
  patch: Partial<Session>,
): Pick<Course, 'sessions'> => replaceSession(course, ref, (session) => ({ ...session, ...patch }));

export const patchLastCycle = (course: Course, patch: Partial<Cycle>): Pick<Course, 'cycles'> => ({
  cycles: course.cycles.map((cycle, at, all) => (at === all.length - 1 ? { ...cycle, ...patch } : cycle)),
});

export const without = <V>(record: Record<string, V>, key: string): Record<string, V> =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));

/** The event is recorded and changes nothing but the counters. */
export const noChange = (): Patch => ({});
