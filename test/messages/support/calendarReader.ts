import { instantOf } from '../../../src/time/civil';
import { toMs } from '../../../src/time/instant';

/** Reads a calendar file the way a calendar program does: times only by the VTIMEZONE inside the file. */
export interface ReadEvent {
  method: string;
  uid: string;
  sequence: number;
  status: string;
  summary: string;
  stamp: string;
  start: number;
  end: number;
  zone: string | undefined;
}

interface Onset {
  /** Epoch milliseconds from which `to` applies. */
  at: number;
  to: number;
}

const MINUTE_MS = 60_000;

export function readCalendar(text: string): ReadEvent {
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const event = lines.slice(lines.indexOf('BEGIN:VEVENT'), lines.indexOf('END:VEVENT'));
  const value = (name: string, among = event) =>
    among.find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`)) ?? '';
  const plain = (name: string, among = event) => value(name, among).replace(/^[^:]*:/, '');
  const onsets = readOnsets(lines);
  const start = value('DTSTART');
  return {
    method: plain('METHOD', lines),
    uid: plain('UID'),
    sequence: Number(plain('SEQUENCE')),
    status: plain('STATUS'),
    summary: plain('SUMMARY'),
    stamp: plain('DTSTAMP'),
    start: readTime(start, onsets),
    end: readTime(value('DTEND'), onsets),
    zone: /TZID=([^:;]+)/.exec(start)?.[1],
  };
}

function readOnsets(lines: string[]): Onset[] {
  const onsets: Onset[] = [];
  lines.forEach((line, index) => {
    if (!/^BEGIN:(STANDARD|DAYLIGHT)$/.test(line)) return;
    const block = lines.slice(index, index + 5);
    const field = (name: string) =>
      block.find((one) => one.startsWith(`${name}:`))?.slice(name.length + 1) ?? '';
    const from = offset(field('TZOFFSETFROM'));
    onsets.push({ at: wall(field('DTSTART')) - from * MINUTE_MS, to: offset(field('TZOFFSETTO')) });
  });
  return onsets.sort((a, b) => a.at - b.at);
}

function offset(text: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function wall(text: string): number {
  const [, year, month, day, hour, minute, second] = (
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/.exec(text) ?? []
  ).map(Number);
  return Date.UTC(year ?? NaN, (month ?? NaN) - 1, day, hour, minute, second);
}

function readTime(line: string, onsets: Onset[]): number {
  const text = line.replace(/^[^:]*:/, '');
  if (text.endsWith('Z')) return wall(text);
  const zone = /TZID=([^:;]+)/.exec(line)?.[1];
  if (!zone) throw new Error('a floating time: it means another moment in every zone');
  // The first instant with this local time, as RFC 5545 §3.3.5 requires.
  const readings = onsets.flatMap(({ at, to }, index) => {
    const moment = wall(text) - to * MINUTE_MS;
    const until = onsets[index + 1]?.at ?? Infinity;
    return moment >= at && moment < until ? [moment] : [];
  });
  if (readings[0] === undefined) throw new Error(`${text} is not covered by the time zone of the file`);
  const read = new Date(wall(text));
  const civil = { year: read.getUTCFullYear(), month: read.getUTCMonth() + 1, day: read.getUTCDate() };
  const known = instantOf(zone, { ...civil, hour: read.getUTCHours(), minute: read.getUTCMinutes() });
  // Many calendar programs use the zone's name and their own data instead of the file's.
  if (toMs(known) !== readings[0]) throw new Error(`${text} in ${zone} can be read as two moments`);
  return readings[0];
}
