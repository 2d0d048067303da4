import { Worker, type ReplayWorkerOptions } from '@temporalio/worker';
import type { Bench } from '../bench';
import { median } from '../statistics';
import type { History, WholeCourse } from './wholeCourse';

export interface Replay {
  /** Milliseconds for one history. */
  course: number;
  floor: number;
}

/** Replays copies of one history and returns the median time, without the first, which warms up. */
async function replayed(options: ReplayWorkerOptions, history: History, copies: number): Promise<number> {
  const histories = Array.from({ length: copies + 1 }, (_, n) => ({ workflowId: `replay-${n}`, history }));
  const times: number[] = [];
  let before = performance.now();
  for await (const { error, workflowId } of Worker.runReplayHistories(options, histories)) {
    if (error) throw new Error(`${workflowId} does not replay.`, { cause: error });
    times.push(performance.now() - before);
    before = performance.now();
  }
  return median(times.slice(1));
}

/** How long a worker needs to replay a whole course, and a floor workflow with as many Updates. */
export async function measureReplay(
  { courseCode, floorCode, converter }: Bench,
  { course, floor }: WholeCourse,
  copies: number,
  rounds: number,
): Promise<Replay> {
  const times: Record<keyof Replay, number[]> = { course: [], floor: [] };
  for (let round = 0; round < rounds; round++) {
    const of = (workflowBundle: { code: string }) => ({ workflowBundle, dataConverter: converter });
    times.floor.push(await replayed(of(floorCode), floor, copies));
    times.course.push(await replayed(of(courseCode), course, copies));
  }
  return { course: median(times.course), floor: median(times.floor) };
}
