/** Times as people read them: in one zone and with its name, so that they are unambiguous when clocks change. */
import type { Instant } from '../time/instant';
import { zonedFormat } from '../time/zoned';

const longForm = zonedFormat({
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'long',
});

export interface ReadableTime {
  /** `Sunday, March 14, 2027` */
  day: string;
  /** `10:00 AM` */
  time: string;
  /** `Pacific Daylight Time` */
  zone: string;
  /** The same time on the client's own clock, if that shows another: `10:00 AM, Mountain Daylight Time`. */
  forClient?: string;
}

/** `at` in the local time of `zone`. Throws RangeError for an unknown zone. */
export function readableTime(zone: string, at: Instant): ReadableTime {
  const part = longForm(zone, at);
  const { weekday = '', month = '', day = '', year = '', hour = '', minute = '', dayPeriod = '' } = part;
  return {
    day: `${weekday}, ${month} ${day}, ${year}`,
    time: `${hour}:${minute} ${dayPeriod}`,
    zone: part.timeZoneName ?? zone,
  };
}

/** `at` in the local time of `zone`, and on the client's own clock if that shows another time. */
export function timeForClient(zone: string, clientZone: string, at: Instant): ReadableTime {
  const there = readableTime(zone, at);
  const { day, time, zone: own } = readableTime(clientZone, at);
  if (day === there.day && time === there.time) return there;
  return { ...there, forClient: `${day === there.day ? '' : `${day} at `}${time}, ${own}` };
}

/** What introduces the time on the client's own clock. */
export const ON_CLIENT_CLOCK = 'in your time zone';

/** The time within a sentence: `Sunday, March 14, 2027 at 10:00 AM (Pacific Daylight Time)`. */
export function timeInText({ day, time, zone, forClient }: ReadableTime): string {
  return `${day} at ${time} (${zone}${forClient ? `; ${ON_CLIENT_CLOCK} ${forClient}` : ''})`;
}
