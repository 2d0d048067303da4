/** Where the course stands: preparation, the cycle before, holds. course.md §4 */
import {
  cycleOwing,
  endOfBooked,
  integratedBy,
  lastCycle,
  openingOwed,
  preparationOwed,
  prepared,
} from '../questions';
import { notBefore } from '../reasons';
import { closed, type Gate } from './gate';

/** §4.2 */
export const preparationDone: Gate = {
  at: 'start',
  overridable: true,
  check: (course, at) => {
    const owed = preparationOwed(course);
    const done = `${prepared(course)} of at least ${course.preparationMinimum} preparation sessions are done`;
    const { opening } = course.protocol.preparation;
    const sentence =
      opening && openingOwed(course) > 0 ? `${done}; ${opening.label} comes first.` : `${done}.`;
    const why = closed(owed > 0, 'preparation-short', sentence, 'therapist');
    return notBefore(why, at, endOfBooked(course, 'preparation', owed));
  },
};

/** Next dosing waits for the previous cycle's integration. §4.6 */
export const integrationDone: Gate = {
  at: 'booking',
  overridable: true,
  check: (course, at) => {
    const cycle = cycleOwing(course);
    const why = closed(
      cycle !== undefined || (lastCycle(course)?.integratedAt ?? at) > at,
      'integration-owed',
      "The previous cycle's integration is not completed.",
      'therapist',
    );
    return notBefore(why, at, cycle && integratedBy(course, cycle));
  },
};

/** §4.10 */
export const noHold: Gate = {
  at: 'booking',
  overridable: false,
  check: ({ holds }, at) => {
    const refs = holds.map(({ ref }) => ref).join(', ');
    const owners = [...new Set(holds.map(({ owner }) => owner))];
    const why = closed(holds.length > 0, 'on-hold', `The course is on hold (${refs}).`, ...owners);
    const reviews = holds.map(({ reviewOn }) => reviewOn).sort();
    return notBefore(why, at, reviews.at(-1));
  },
};
