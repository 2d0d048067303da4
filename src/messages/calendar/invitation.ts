/** The calendar file that goes with a session: iTIP REQUEST or CANCEL (RFC 5546), told neutrally. */
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import { plusMinutes, toMs, type Instant } from '../../time/instant';
import { vtimezone } from './vtimezone';
import { isToldByWallClock, WallClock } from './wallClock';

export interface Invitation {
  method: 'REQUEST' | 'CANCEL';
  /** The same for every revision of a session. */
  uid: string;
  /** Grows with each move; a calendar ignores an older one that comes late. */
  sequence: number;
  start: Instant;
  minutes: number;
  /** The zone the client reads it in. */
  zone: string;
  practice: { name: string; address: string };
  attendee: string;
  /** When this file is made. */
  at: Instant;
}

/** The text of the calendar file. Its start and end are the same instants in every calendar. */
export function invitationText(invitation: Invitation): string {
  const { method, zone, start, minutes, practice } = invitation;
  const end = plusMinutes(start, minutes);
  const local = zone !== 'UTC' && isToldByWallClock(zone, start) && isToldByWallClock(zone, end);
  const shown = (at: Instant) => (local ? new WallClock(zone, at) : new Date(toMs(at)));
  const calendar = ical({
    prodId: { company: 'Throughline', product: 'Calendar', language: 'EN' },
    method: method === 'CANCEL' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    ...(local && { timezone: { name: zone, generator: () => vtimezone(zone, start) } }),
  });
  calendar.createEvent({
    id: invitation.uid,
    sequence: invitation.sequence,
    start: shown(start),
    end: shown(end),
    ...(local && { timezone: zone }),
    summary: `Appointment with ${practice.name}`,
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    // A quotation mark cannot be written in a parameter (RFC 5545 §3.1).
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

/**
 * Where ical-generator strays from RFC 5545: it writes DTSTAMP as local time when the event has a zone,
 * and calendar properties after the VTIMEZONE, one of which there is not.
 */
function conforming(text: string, at: Instant): string {
  return text
    .replace(/^DTSTAMP[;:].*$/m, `DTSTAMP:${at.replace(/[-:]|\.\d{3}/g, '')}`)
    .replace(/^(?:TIMEZONE-ID|X-WR-TIMEZONE):.*\r\n/gm, '');
}
