/** What the key of a message says: its template, its recipient, and the session it is about. */
import type { Instant } from '../../time/instant';
import type { TemplateId } from '../../vocabulary/templates';
import type { Course, Session } from '../state';
import { bookingKey, firstHeldFor } from './bookings';

export const templateOfMessage = (key: string): string => key.slice(0, key.indexOf(':'));

const occurrenceOf = (key: string): string => key.slice(key.indexOf(':') + 1, key.lastIndexOf(':'));

/** The session that a message is about, if it is about one. */
export function sessionOfMessage({ sessions }: Course, key: string): Session | undefined {
  const occurrence = occurrenceOf(key);
  return sessions.find(({ ref }) => occurrence === ref || occurrence.startsWith(`${ref}.`));
}

const ABOUT_A_BOOKING: ReadonlySet<string> = new Set<TemplateId>([
  'sessionBooked',
  'sessionMoved',
  'sessionReminder',
  'supportPersonAsk',
]);
const ABOUT_A_CANCELLATION: ReadonlySet<string> = new Set<TemplateId>([
  'sessionCancelled',
  'sessionCalledOff',
]);

/** Whether what it says is no longer true: the session has moved again, is over, is off, or is on after all. */
export function isOutdated(course: Course, key: string): boolean {
  const session = sessionOfMessage(course, key);
  if (!session) return false;
  const template = templateOfMessage(key);
  if (ABOUT_A_CANCELLATION.has(template)) return session.status !== 'cancelled';
  if (!ABOUT_A_BOOKING.has(template)) return false;
  const current = `${occurrenceOf(key)}.`.startsWith(`${bookingKey(session)}.`);
  return !current || session.status !== 'scheduled';
}

/** The appointment that the client must hear about in time: of a moved session, the earliest that they may have in mind. */
export const matteringFrom = ({ clock }: Course, session: Session): Instant => firstHeldFor(session, clock);

/** A reminder of this booking has gone out, or was held back before: its call is made or open. */
const isReminded = ({ done, withheld }: Course, session: Session): boolean =>
  [...Object.keys(done), ...Object.keys(withheld ?? {})].some((key) =>
    key.startsWith(`sessionReminder:${bookingKey(session)}.`),
  );

/**
 * Whether the client must be called about a message that a hold withholds: they would come to an appointment that is
 * off, or nothing else reminds them of one that takes place. A dosing session cannot begin during a hold.
 */
export function callsInstead(course: Course, { key, template }: { key: string; template: string }): boolean {
  if (template === 'sessionCalledOff') return true;
  const session = template === 'sessionReminder' ? sessionOfMessage(course, key) : undefined;
  return session !== undefined && session.kind !== 'dosing' && !isReminded(course, session);
}
