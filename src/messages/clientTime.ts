/** Times as people read them: in one zone and with its name, so that they are unambiguous when clocks change. */
import { toMs, type Instant } from '../time/instant';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      weekday: 'long',
      month: 'long',
      day: 'numeric',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'long',
    });
    formats.set(zone, format);
  }
  return format;
}

export interface ReadableTime {
  /** `Sunday, March 14, 2027` */
  day: string;
  /** `10:00 AM` */
  time: string;
  /** `Pacific Daylight Time` */
  zone: string;
}

/** `at` in the local time of `zone`. Throws RangeError for an unknown zone. */
export function readableTime(zone: string, at: Instant): ReadableTime {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatIn(zone).formatToParts(toMs(at))) part[type] = value;
  const { weekday = '', month = '', day = '', year = '', hour = '', minute = '', dayPeriod = '' } = part;
  return {
    day: `${weekday}, ${month} ${day}, ${year}`,
    time: `${hour}:${minute} ${dayPeriod}`,
    zone: part.timeZoneName ?? zone,
  };
}

/** The time within a sentence: `Sunday, March 14, 2027 at 10:00 AM (Pacific Daylight Time)`. */
export function timeInText({ day, time, zone }: ReadableTime): string {
  return `${day} at ${time} (${zone})`;
}
