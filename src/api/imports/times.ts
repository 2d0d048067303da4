/** Days and times as they stand in a practice's tables. */
import { instant, type Instant } from '../../time/instant';
import { instantOf } from '../../time/civil';

const DAY = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d{1,2}):(\d\d))?$/;
const US_DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d\d))?$/;

export const WHEN = 'must be a day or a time of the practice’s zone, such as 2027-01-31 or 2027-01-31 14:30';

/** Noon, where only a day is known. */
const NOON = 12;

/** A day or a time in the practice's zone, or with an offset of its own; undefined for anything else. */
export function readWhen(zone: string, text: string): Instant | undefined {
  const iso = DAY.exec(text);
  const us = US_DAY.exec(text);
  const [year, month, day, hour, minute] = iso
    ? iso.slice(1).map(Number)
    : us
      ? [us[3], us[1], us[2], us[4], us[5]].map(Number)
      : [];
  if (year === undefined || month === undefined || day === undefined) return withOffset(text);
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 1999 && year < 2100;
  const timed = hour !== undefined && !Number.isNaN(hour);
  if (!exists || (timed && (hour > 23 || Number(minute) > 59))) return undefined;
  return instantOf(zone, { year, month, day, hour: timed ? hour : NOON, minute: timed ? Number(minute) : 0 });
}

function withOffset(text: string): Instant | undefined {
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  try {
    return instant(text);
  } catch {
    return undefined;
  }
}
