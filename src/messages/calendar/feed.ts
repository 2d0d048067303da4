/** A calendar to subscribe to (RFC 5545), in words that reveal nothing: no names, no kinds of sessions. */
import ical, { ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { plusMinutes, type Instant } from '../../time/instant';
import { stampText } from './invitation';
import { isLocal, timeIn } from './wallClock';
import { vtimezone } from './vtimezone';

export interface FeedEvent {
  /** The same as in invitations to the session. */
  uid: string;
  start: Instant;
  minutes: number;
  takesPlace: boolean;
  /** The reader holds it; otherwise a colleague does, and the reader's time stays free. */
  own: boolean;
  /** Where the console shows it; an id only. */
  url?: string;
  /** When it last changed. */
  at: Instant;
}

export interface Feed {
  /** The zone in which times are written. */
  zone: string;
  /** Events begin in [from, before). */
  from: Instant;
  before: Instant;
  events: readonly FeedEvent[];
}

/** How often calendar programs are asked to look again. */
const REFRESH_SECONDS = 15 * 60;

/** The text of the file. Start and end are the same instants in every calendar program. */
export function feedText({ zone, from, before, events }: Feed): string {
  const calendar = ical({
    prodId: { company: 'Throughline', product: 'Calendar', language: 'EN' },
    name: 'Appointments',
    ttl: REFRESH_SECONDS,
    ...(zone !== 'UTC' && { timezone: { name: zone, generator: () => vtimezone(zone, from, before) } }),
  });
  for (const { uid, start, minutes, takesPlace, own, url } of events) {
    const end = plusMinutes(start, minutes);
    const local = isLocal(zone, start, end);
    calendar.createEvent({
      id: uid,
      start: timeIn(zone, start, local),
      end: timeIn(zone, end, local),
      ...(local && { timezone: zone }),
      summary: own ? 'Appointment' : 'Appointment of a colleague',
      ...(url !== undefined && { url, description: url }),
      status: takesPlace ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
      transparency: own && takesPlace ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    });
  }
  let index = 0;
  return calendar
    .toString()
    .replace(/^DTSTAMP[;:].*$/gm, () => `DTSTAMP:${stampText(events[index++]?.at ?? from)}`)
    .replace(/^TIMEZONE-ID:.*\r\n/gm, '');
}
