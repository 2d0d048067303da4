/** Times as people read them: in one zone, and with its name, so that they hold on both clock-change nights. */
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

export interface Spoken {
  /** `Sunday, March 14, 2027` */
  day: string;
  /** `10:00 AM` */
  time: string;
  /** `Pacific Daylight Time` */
  zone: string;
}

/** `at` on the wall clocks of `zone`, in words. Throws RangeError for a zone there is not. */
export function spoken(zone: string, at: Instant): Spoken {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatIn(zone).formatToParts(toMs(at))) part[type] = value;
  const { weekday = '', month = '', day = '', year = '', hour = '', minute = '', dayPeriod = '' } = part;
  return {
    day: `${weekday}, ${month} ${day}, ${year}`,
    time: `${hour}:${minute} ${dayPeriod}`,
    zone: part.timeZoneName ?? zone,
  };
}

/** One phrase for running text: `Sunday, March 14, 2027 at 10:00 AM (Pacific Daylight Time)`. */
export function phrase({ day, time, zone }: Spoken): string {
  return `${day} at ${time} (${zone})`;
}
