/** The calendar file for a session: iTIP REQUEST or CANCEL (RFC 5546), in neutral words. */
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import { plusMinutes, type Instant } from '../../time/instant';
import { vtimezone } from './vtimezone';
import { isLocal, timeIn } from './wallClock';

export interface Invitation {
  method: 'REQUEST' | 'CANCEL';
  /** The same for every revision of a session. */
  uid: string;
  /** Grows with each move; a calendar ignores an older file that arrives late. */
  sequence: number;
  start: Instant;
  minutes: number;
  /** The time zone of the place: the office's, or the client's. */
  zone: string;
  /** In neutral words. */
  location?: string;
  practice: { name: string; address: string };
  attendee: string;
  /** When this file is created. */
  at: Instant;
}

/** The text of the calendar file. Start and end are the same instants in every calendar. */
export function invitationText(invitation: Invitation): string {
  const { method, zone, start, minutes, practice } = invitation;
  const end = plusMinutes(start, minutes);
  const local = isLocal(zone, start, end);
  const calendar = ical({
    prodId: { company: 'Throughline', product: 'Calendar', language: 'EN' },
    method: method === 'CANCEL' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    ...(local && { timezone: { name: zone, generator: () => vtimezone(zone, start) } }),
  });
  calendar.createEvent({
    id: invitation.uid,
    sequence: invitation.sequence,
    start: timeIn(zone, start, local),
    end: timeIn(zone, end, local),
    ...(local && { timezone: zone }),
    summary: `Appointment with ${practice.name}`,
    ...(invitation.location !== undefined && { location: invitation.location }),
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    // A parameter cannot contain a quotation mark (RFC 5545 §3.1).
    organizer: { name: practice.name.replaceAll('"', ''), email: practice.address },
    attendees: [
      {
        email: invitation.attendee,
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.NEEDSACTION,
        type: ICalAttendeeType.INDIVIDUAL,
        rsvp: false,
      },
    ],
  });
  return conforming(calendar.toString(), invitation.at);
}

/** An instant as DTSTAMP has it. */
export const stampText = (at: Instant): string => at.replace(/[-:]|\.\d{3}/g, '');

/**
 * Fixes where ical-generator deviates from RFC 5545: it writes DTSTAMP as local time when the event has a zone,
 * and two calendar properties after the VTIMEZONE, one of which RFC 5545 does not know.
 */
function conforming(text: string, at: Instant): string {
  return text
    .replace(/^DTSTAMP[;:].*$/m, `DTSTAMP:${stampText(at)}`)
    .replace(/^(?:TIMEZONE-ID|X-WR-TIMEZONE):.*\r\n/gm, '');
}
