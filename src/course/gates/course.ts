/** Where the course stands: preparation, the cycle before, holds. course.md §4 */
import {
  cycleOwing,
  endOfBooked,
  integratedBy,
  lastCycle,
  openingOwed,
  preparationOwed,
  prepared,
} from '../selectors/selectors';
import { notBefore } from '../../vocabulary/reasons';
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
  check: ({ holds, lifted = [] }, at) => {
    const open = holds.filter(({ since }) => since <= at);
    const then = lifted.filter(({ since, until }) => since <= at && at < until);
    const refs = [...open, ...then].map(({ ref }) => ref).join(', ');
    const owners = [...new Set(open.map(({ owner }) => owner))];
    const sentence =
      open.length > 0 ? `The course is on hold (${refs}).` : `The course was on hold (${refs}).`;
    const why = closed(refs !== '', 'on-hold', sentence, ...owners);
    const reviews = open.map(({ reviewOn }) => reviewOn).sort();
    return notBefore(why, at, reviews.at(-1));
  },
};
