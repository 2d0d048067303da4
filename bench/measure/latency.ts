/** From a signal to its commit: the floor, the course without a world, with the database, and over HTTP. */
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { takeSignal, workflowId, WORKFLOW_TYPE } from '../../src/workflows/contract';
import type { Bench } from '../bench';
import { nothing } from '../bench';
import { courseInput, payment, register } from '../calm';
import { floor, touch } from '../floor/workflow';
import { spread, timed, type Spread } from '../statistics';
import { noWorld, realWorld } from '../world';
import { httpDoor } from './http';

export interface Latency {
  floor: Spread;
  floorPlain: Spread;
  /** The course, its commit doing nothing. */
  course: Spread;
  courseStored: Spread;
  courseHttp: Spread;
  /** The commit's transaction alone. */
  commit: Spread;
}

/** One signal, of the plainest kind, through one door. */
type Door = () => Promise<unknown>;

const WARM_UP = 30;

/** Starts a floor workflow and answers its door. */
export async function floorDoor(client: Client, taskQueue: string): Promise<Door> {
  const handle = await client.workflow.start(floor, { taskQueue, workflowId: `floor-${randomUUID()}` });
  return () => handle.executeUpdate(touch, { args: [payment()] });
}

async function courseDoor(client: Client, taskQueue: string, course: string): Promise<Door> {
  const handle = await client.workflow.start(WORKFLOW_TYPE, {
    ...{ taskQueue, workflowId: workflowId(course), args: [courseInput(course)] },
  });
  return () => {
    const signal = payment();
    return handle.executeUpdate(takeSignal, { args: [signal], updateId: signal.id });
  };
}

/** Rounds of one signal through every door, in an order that turns, so that noise meets all alike. */
export async function measureLatency(bench: Bench, rounds: number): Promise<Latency> {
  const { coded, plain, converter, courseCode, floorCode } = bench;
  const world = await realWorld();
  const http = await httpDoor(world.store, coded, 'stored');
  try {
    await bench.work('floor', {
      workflowBundle: floorCode,
      activities: { ...nothing },
      dataConverter: converter,
    });
    await bench.work('floor-plain', { workflowBundle: floorCode, activities: { ...nothing } });
    const course = { workflowBundle: courseCode, dataConverter: converter };
    await bench.work('course', { ...course, activities: noWorld });
    await bench.work('stored', { ...course, activities: world.activities });
    const stored = randomUUID();
    await register(world.store, courseInput(stored));
    const doors = {
      floor: await floorDoor(coded, 'floor'),
      floorPlain: await floorDoor(plain, 'floor-plain'),
      course: await courseDoor(coded, 'course', randomUUID()),
      courseStored: await courseDoor(coded, 'stored', stored),
      courseHttp: () => http.post(stored),
    };
    const times = await inTurn(doors, rounds);
    return { ...times, commit: spread(world.commits.slice(-2 * rounds)) };
  } finally {
    await http.stop();
    await world.store.close();
  }
}

/** Goes through all doors `rounds` times after a warm-up, each round beginning with another door. */
export async function inTurn<K extends string>(
  doors: Record<K, Door>,
  rounds: number,
): Promise<Record<K, Spread>> {
  const names = Object.keys(doors) as K[];
  const times = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = -WARM_UP; round < rounds; round++) {
    const first = (round + WARM_UP) % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const time = await timed(doors[name]);
      if (round >= 0) times.get(name)?.push(time);
    }
  }
  return Object.fromEntries(names.map((name) => [name, spread(times.get(name) ?? [])])) as Record<K, Spread>;
}
