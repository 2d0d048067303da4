/** Compares the number of dosing sessions with the prescriber’s order. */
import { dosingsFixed } from '../patches/plannedDosings';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course } from '../state';
import { unless } from './decider';

/** Why this many dosing sessions exceed the order. Empty if they do not, or if the order sets no limit. */
export const moreThanOrdered = ({ maxDosings = Infinity }: Course, dosings: number): Reason[] =>
  unless(dosings <= maxDosings, reason('beyond-the-order', { most: maxDosings, dosings }));

export const fewerThanDone = (course: Course, dosings: number): Reason[] =>
  unless(dosings >= dosingsFixed(course), reason('below-what-is-done', { done: dosingsFixed(course) }));

/** An order must not cover fewer sessions than are done or booked. */
export const limitBelowDone = (course: Course, maxDosings: number | undefined): Reason[] =>
  maxDosings === undefined ? [] : fewerThanDone(course, maxDosings);
