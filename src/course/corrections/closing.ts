/** A closing, withdrawal or transfer recorded on the wrong client: the course goes on where it was. course.md §9 */
import { farewellKeys } from '../selectors/endings';
import type { Instant } from '../../time/instant';
import type { Course, Patch, SignalRecord } from '../state';
import { sessionsAgain, told } from './bookedAgain';
import { blockedByLater, type Correctable } from './rule';

/** Hours in which the lead can undo it. */
export const UNDONE_WITHIN_HOURS = 24;

function reopen(course: Course, { calledOff = [], ended, name, review }: SignalRecord, at: Instant): Patch {
  const { sessions, lost } = sessionsAgain(course, calledOff, at);
  const { holds = [], resumedAt } = ended ?? {};
  const again = new Set(holds.map(({ ref }) => ref));
  return {
    closed: undefined,
    sessions,
    reopened: {
      at,
      toldOrFreed: calledOff.length > 0 || told(course, farewellKeys(course)),
      lost: [...(course.reopened?.lost ?? []), ...lost],
    },
    ...(holds.length > 0 && {
      holds: [...holds, ...course.holds],
      lifted: (course.lifted ?? []).filter(({ ref }) => !again.has(ref)),
      resumedAt,
    }),
    ...(name === 'courseReviewed' && { review }),
  };
}

/** Only the lead can, and only for a day: by then other people have relied on it. */
export const closing: Correctable = {
  by: [],
  against: (course, record) => blockedByLater(course, record, 'shipmentReceived'),
  without: reopen,
};
