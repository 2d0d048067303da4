/** The results of one run, and their comparison with the floor and the targets. */
import type { CourseMeasures } from './measure/course';
import type { Latency } from './measure/latency';
import type { Memory } from './measure/memory';

export interface Results {
  at: string;
  node: string;
  cpus: number;
  /** Load average over the last minute, at the start and at the end: how noisy the machine was. */
  load: [number, number];
  latency: Latency;
  memory: Memory;
  courses: CourseMeasures;
}

export interface Row {
  measure: string;
  unit: '' | 'ms' | 'KiB';
  floor?: number;
  ours: number;
  ratio?: number;
  aim?: string;
  met?: boolean;
}

interface Aim {
  ratio?: number;
  most?: number;
}

function row(
  measure: string,
  unit: Row['unit'],
  floor: number | undefined,
  ours: number,
  aim: Aim = {},
): Row {
  const ratio = floor === undefined ? undefined : ours / floor;
  const plain = { measure, unit, ours, ...(floor !== undefined && { floor, ratio: ours / floor }) };
  if (aim.most !== undefined) return { ...plain, aim: `≤ ${aim.most}`, met: ours <= aim.most };
  if (aim.ratio === undefined || ratio === undefined) return plain;
  return { ...plain, aim: `≤ ${aim.ratio} × floor`, met: ratio <= aim.ratio };
}

const each = ({ count, events }: { count: number; events: number }): number => events / count;

/** The table in `docs/performance.md`, with the targets of the design. */
export function compare({ latency, memory, courses }: Results): Row[] {
  const { course, floor, replay } = courses;
  const { signals, timers, idleTimers, activities, total } = course.history;
  const delivery = each(activities.deliver ?? { count: 1, events: 0 }) + each(course.history.confirmations);
  return [
    row('Update, simplest step, p50', 'ms', latency.floor.p50, latency.course.p50, { ratio: 1.1 }),
    row('Update, simplest step, p95', 'ms', latency.floor.p95, latency.course.p95),
    row('the same, floor without encryption, p50', 'ms', latency.floorPlain.p50, latency.course.p50),
    row('Update, the standard signals, p50', 'ms', courses.latency.floor.p50, courses.latency.course.p50, {
      ratio: 1.1,
    }),
    row('Update, the standard signals, p95', 'ms', courses.latency.floor.p95, courses.latency.course.p95),
    row('with the database, p50', 'ms', undefined, latency.courseStored.p50),
    row('the commit’s transaction alone, p50', 'ms', undefined, latency.commit.p50),
    row('with the database, over HTTP, p50', 'ms', undefined, latency.courseHttp.p50),
    row('events: a signal step', '', each(floor.history.signals), each(signals)),
    row('events: a timer step, without sending', '', undefined, each(timers)),
    row('events: the timer fires early', '', undefined, each(idleTimers)),
    row('events: one delivery or invoice', '', undefined, delivery),
    row('events: a step on average, without sending', '', floor.perStep, course.perStep, { most: 7 }),
    row('events: the whole course', '', floor.history.total, total, { most: 1000 }),
    row('billable actions: the whole course', '', floor.actions.total, course.actions.total, { most: 300 }),
    row('the same with heartbeats', '', floor.actions.total, course.actions.total + course.heartbeats),
    row('heap of a cached course', 'KiB', memory.floor.heapKiB, memory.course.heapKiB, { ratio: 1.5 }),
    row('resident memory of a cached course', 'KiB', memory.floor.rssKiB, memory.course.rssKiB, {
      ratio: 1.5,
    }),
    row('replay of the whole course', 'ms', replay.floor, replay.course),
  ];
}
