import { entryName } from '../../../src/course/forecast/entry';
import { forecast, type Forecast } from '../../../src/course/forecast/forecast';
import type { Course } from '../../../src/course/state';

/** The forecast of a course in its current state. */
export const of = (course: Course, assume = {}): Forecast => forecast(course, course.clock, { assume });

export const whats = ({ entries }: Forecast, kind: string): string[] =>
  entries.filter((each) => each.kind === kind).map(entryName);

/** How often a session is moved on the way. */
export const moves = (ahead: Forecast): number =>
  whats(ahead, 'step').filter((what) => what === 'sessionRescheduled').length;
