/** The results for people, as Markdown that is also readable in a terminal. */
import type { Option } from './history/savings';
import { compare, type Results, type Row } from './results';

const figure = (value: number | undefined): string =>
  value === undefined ? '' : value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });

const verdict = ({ met }: Row): string => (met === undefined ? '' : met ? 'met' : '**not met**');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const wide = head.map((title, n) => Math.max(title.length, ...rows.map((row) => row[n]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, n) => (n === 0 ? cell.padEnd(wide[n] ?? 0) : cell.padStart(wide[n] ?? 0))).join(' | ')} |`;
  const rule = wide.map((width, n) => (n === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [head, rule, ...rows].map(line).join('\n');
}

const comparison = (rows: readonly Row[]): string =>
  table(
    ['', 'floor', 'ours', 'ratio', 'target', ''],
    rows.map((row) => [
      row.unit ? `${row.measure} (${row.unit})` : row.measure,
      ...[figure(row.floor), figure(row.ours), row.ratio?.toFixed(2) ?? '', row.aim ?? '', verdict(row)],
    ]),
  );

const choices = (all: readonly Option[]): string =>
  table(
    ['if …', 'events', 'actions'],
    all.map(({ what, events, actions }) => [what, figure(events), figure(actions)]),
  );

export function report(results: Results): string {
  const { node, cpus, load, courses, memory, latency } = results;
  const { history, actions, heartbeats, timeSkippingEvents } = courses.course;
  const counted = Object.entries(actions).filter(([name]) => name !== 'total');
  const work = Object.entries(history.activities).map(([name, { count }]) => `${count} × ${name}`);
  return [
    `Node ${node}, ${cpus} cores, load ${load.map((one) => one.toFixed(1)).join(' to ')}; ` +
      `${latency.floor.count} rounds, ${memory.count} cached courses.`,
    comparison(compare(results)),
    `The course: ${history.signals.count} signals, ${history.timers.count} timer steps, ` +
      `${history.idleTimers.count} early timer firings, ${work.join(', ')}. ` +
      `Not counted: ${timeSkippingEvents} events that only fast-forwarding adds.`,
    `Actions: ${counted.map(([name, count]) => `${name} ${count}`).join(', ')}; heartbeats ${heartbeats}.`,
    choices(courses.course.options),
  ].join('\n\n');
}
