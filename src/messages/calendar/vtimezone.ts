/** VTIMEZONE (RFC 5545 §3.6.5) for the time around one instant, from the runtime's own zone data. */
import { civilIn } from '../../time/civil';
import { fromMs, toMs, type Instant } from '../../time/instant';

const MINUTE_MS = 60_000;
/** No zone changes its clocks twice within a week. */
const WEEK_MS = 7 * 86_400_000;
/** More than a year, so the search always finds the clock changes before and after. */
const SEARCH_WEEKS = 58;

interface Change {
  /** Epoch milliseconds of the first moment under the new offset. */
  at: number;
  from: number;
  to: number;
}

/** Minutes by which wall clocks in `zone` are ahead of UTC at `ms`. */
export function offsetMinutes(zone: string, ms: number): number {
  const { year, month, day, hour, minute } = civilIn(zone, fromMs(ms));
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  return Math.round((wall - Math.floor(ms / MINUTE_MS) * MINUTE_MS) / MINUTE_MS);
}

/** The moment between `start` and `end` at which the offset changes, to the minute. */
function changeWithin(zone: string, start: number, end: number): Change | undefined {
  const from = offsetMinutes(zone, start);
  const to = offsetMinutes(zone, end);
  if (from === to) return undefined;
  let [before, after] = [Math.floor(start / MINUTE_MS), Math.ceil(end / MINUTE_MS)];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetMinutes(zone, middle * MINUTE_MS) === from) before = middle;
    else after = middle;
  }
  return { at: after * MINUTE_MS, from, to };
}

function nextChange(zone: string, from: number, direction: 1 | -1): Change | undefined {
  for (let week = 0; week < SEARCH_WEEKS; week += 1) {
    const edge = from + direction * week * WEEK_MS;
    const other = edge + direction * WEEK_MS;
    const change = changeWithin(zone, Math.min(edge, other), Math.max(edge, other));
    if (change) return change;
  }
  return undefined;
}

const two = (n: number) => String(n).padStart(2, '0');

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

/** A UTC time without its `Z`: callers shift it to the intended local time first. */
function wallText(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}Z$/g, '');
}

function observance(kind: string, { at, from, to }: Change): string[] {
  return [
    `BEGIN:${kind}`,
    // DTSTART uses the offset that was in force until then.
    `DTSTART:${wallText(at + from * MINUTE_MS)}`,
    `TZOFFSETFROM:${offsetText(from)}`,
    `TZOFFSETTO:${offsetText(to)}`,
    `END:${kind}`,
  ];
}

/** Every change from the last one before `from` to the first one after `before`. */
function changesAround(zone: string, from: number, before: number): Change[] {
  const offset = offsetMinutes(zone, from);
  const changes = [nextChange(zone, from, -1) ?? { at: 0, from: offset, to: offset }];
  for (let next = nextChange(zone, from, 1); next; next = nextChange(zone, next.at, 1)) {
    changes.push(next);
    if (next.at > before) break;
  }
  return changes;
}

/** The VTIMEZONE of `zone`, right for the months from before `from` until after `before`, so no rules are needed. */
export function vtimezone(zone: string, from: Instant, before: Instant = from): string {
  const changes = changesAround(zone, toMs(from), toMs(before));
  const standard = Math.min(...changes.map(({ to }) => to));
  const kind = (change: Change) => (change.to === standard ? 'STANDARD' : 'DAYLIGHT');
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...changes.flatMap((change) => observance(kind(change), change)),
    'END:VTIMEZONE',
  ].join('\r\n');
}
