import type { Instant } from './instant';

/** The parts of a formatted time that a format asked for, such as `hour` and `timeZoneName`. */
export type ZonedParts = Partial<Record<Intl.DateTimeFormatPartTypes, string>>;

/**
 * Formats times in any IANA zone with these options, in American English. One `Intl` format per zone is
 * created and reused, because creating one is slow. The result throws RangeError for an unknown zone.
 */
export function zonedFormat(
  options: Intl.DateTimeFormatOptions,
): (zone: string, time: number | Instant) => ZonedParts {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (zone, time) => {
    let format = formats.get(zone);
    if (!format) {
      format = new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options });
      formats.set(zone, format);
    }
    const epochMs = typeof time === 'number' ? time : Date.parse(time);
    const parts: ZonedParts = {};
    for (const { type, value } of format.formatToParts(epochMs)) parts[type] = value;
    return parts;
  };
}
