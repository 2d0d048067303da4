/** Runs a whole standard course with time skipping, and sends a floor Update along with each signal. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { advanceTo } from '../../src/rehearsal/timeSkipping';
import { statusQuery, takeSignal, workflowId, WORKFLOW_TYPE } from '../../src/workflows/contract';
import type { Bench } from '../bench';
import { courseInput, END, standardSignals, START } from '../standardCourse';
import { floor, touch } from '../floor/workflow';
import { timed } from '../statistics';

export type History = temporal.api.history.v1.IHistory;

export interface WholeCourse {
  /** Milliseconds of each signal, and of the floor's Update with the same signal. */
  times: { course: number[]; floor: number[] };
  course: History;
  floor: History;
}

/** Waits until no message or invoice is in progress, so that only the signal is measured. */
async function settled(handle: WorkflowHandle): Promise<void> {
  while ((await handle.query(statusQuery)).inProgress > 0) await breathe();
}

/**
 * Runs one course. Workers for `taskQueue` and `floor` must be running.
 * @throws Error if the course refuses a signal of the standard course
 */
export async function runWholeCourse(
  { coded }: Bench,
  taskQueue: string,
  input = courseInput(),
): Promise<WholeCourse> {
  const handle = await coded.workflow.start(WORKFLOW_TYPE, {
    ...{ taskQueue, workflowId: workflowId(input.course), args: [{ ...input, startAt: START }] },
  });
  const bare = await coded.workflow.start(floor, { taskQueue: 'floor', workflowId: `floor-${input.course}` });
  const times: WholeCourse['times'] = { course: [], floor: [] };
  for (const [n, { at, signal }] of standardSignals().entries()) {
    await advanceTo(handle, at);
    await settled(handle);
    const course = async () => {
      const time = timed(async () => {
        const outcome = await handle.executeUpdate(takeSignal, { args: [signal], updateId: signal.id });
        if (!outcome.accepted) throw new Error(`${signal.name} at ${at} was refused: ${outcome.code}`);
      });
      times.course.push(await time);
      await settled(handle);
    };
    const beside = async () => {
      times.floor.push(await timed(() => bare.executeUpdate(touch, { args: [signal] })));
    };
    // The first of the two is slightly slower, so they alternate.
    for (const one of n % 2 === 0 ? [course, beside] : [beside, course]) await one();
  }
  // The ledger stays open for a while after the course, then the workflow completes.
  if ((await advanceTo(handle, END)) !== 'closed') throw new Error('The course did not complete.');
  const histories = { course: await handle.fetchHistory(), floor: await bare.fetchHistory() };
  await bare.terminate();
  return { times, ...histories };
}
