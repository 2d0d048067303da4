/** Whether a report that was recorded can be corrected, and by whom. */
import type { EventType } from '../../../course/events';

/** The events that end a course: a review may cause one of them, too. */
const ENDINGS: readonly EventType[] = ['courseClosed', 'clientWithdrew', 'courseTransferred'];

/** `events`: what the report caused. */
export const endsCourse = (events: readonly { type: EventType }[]): boolean =>
  events.some(({ type }) => ENDINGS.includes(type));

/** `correctable`: whether reports of this kind are. What ended a course always is, for a day, by the lead alone. */
export function undoing(
  ended: boolean,
  correctable: boolean,
  roles: readonly string[],
): 'offered' | 'by the lead' | 'no' {
  if (ended) return roles.includes('lead') ? 'offered' : 'by the lead';
  return correctable ? 'offered' : 'no';
}
