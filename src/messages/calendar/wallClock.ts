/**
 * A Date whose getters return the local time of a zone. For an event with a zone, ical-generator would write a
 * plain Date in the time of the machine it runs on; it recognizes this class and uses its getters.
 */
import { civilIn, instantOf } from '../../time/civil';
import { toMs, type Instant } from '../../time/instant';

export class WallClock extends Date {
  /** Mimics `@date-fns/tz`, which ical-generator looks for. */
  readonly internal: Date;
  readonly timeZone: string;

  constructor(zone: string, at: Instant) {
    super(toMs(at));
    this.timeZone = zone;
    const { year, month, day, hour, minute } = civilIn(zone, at);
    this.internal = new Date(Date.UTC(year, month - 1, day, hour, minute, this.getUTCSeconds()));
  }

  withTimeZone(): this {
    return this;
  }
  tzComponents(): string[] {
    return [this.timeZone];
  }
  override getFullYear(): number {
    return this.internal.getUTCFullYear();
  }
  override getMonth(): number {
    return this.internal.getUTCMonth();
  }
  override getDate(): number {
    return this.internal.getUTCDate();
  }
  override getHours(): number {
    return this.internal.getUTCHours();
  }
  override getMinutes(): number {
    return this.internal.getUTCMinutes();
  }
  override getSeconds(): number {
    return this.internal.getUTCSeconds();
  }
}

/** Whether both instants can be written as local times of the zone. */
export const isLocal = (zone: string, start: Instant, end: Instant): boolean =>
  zone !== 'UTC' && isUnambiguous(zone, start) && isUnambiguous(zone, end);

/** An instant for ical-generator: as a local time of the zone, or in UTC. */
export const timeIn = (zone: string, at: Instant, local: boolean): Date =>
  local ? new WallClock(zone, at) : new Date(toMs(at));

/** False during the second pass of a repeated hour: there, only UTC identifies the instant. */
function isUnambiguous(zone: string, at: Instant): boolean {
  const minute = Math.floor(toMs(at) / 60_000) * 60_000;
  return toMs(instantOf(zone, civilIn(zone, at))) === minute;
}
