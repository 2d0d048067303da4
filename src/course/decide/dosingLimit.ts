/** The number of dosing sessions against the prescriber's order. */
import { dosingsFixed } from '../patches/plannedDosings';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course } from '../state';
import { unless } from './decider';

/** Why so many dosing sessions are more than ordered; empty when they are not, or the order names no number. */
export const beyondTheOrder = ({ maxDosings = Infinity }: Course, dosings: number): Reason[] =>
  unless(dosings <= maxDosings, reason('beyond-the-order', { most: maxDosings, dosings }));

export const belowWhatIsDone = (course: Course, dosings: number): Reason[] =>
  unless(dosings >= dosingsFixed(course), reason('below-what-is-done', { done: dosingsFixed(course) }));

/** An order for fewer than are done or booked cannot be meant. */
export const orderTooFew = (course: Course, maxDosings: number | undefined): Reason[] =>
  maxDosings === undefined ? [] : belowWhatIsDone(course, maxDosings);
