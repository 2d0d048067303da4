import { civilIn } from '../../../src/time/civil';
import type { Instant } from '../../../src/time/instant';

const two = (value: number): string => String(value).padStart(2, '0');

/** The local time in `zone`, as `2027-03-14 09:00`. */
export function onTheWall(zone: string, at: Instant): string {
  const { year, month, day, hour, minute } = civilIn(zone, at);
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}
