/** Latency from signal to commit: the floor, the course without activities, with the database, and over HTTP. */
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { takeSignal, workflowId, WORKFLOW_TYPE } from '../../src/workflows/contract';
import type { Bench } from '../bench';
import { nothing } from '../bench';
import { courseInput, payment, register } from '../standardCourse';
import { floor, touch } from '../floor/workflow';
import { spread, timed, type Spread } from '../statistics';
import { noWorld, realWorld } from '../world';
import { httpRoute } from './http';

export interface Latency {
  floor: Spread;
  floorPlain: Spread;
  /** The course with a commit that does nothing. */
  course: Spread;
  courseStored: Spread;
  courseHttp: Spread;
  /** Only the commit's transaction. */
  commit: Spread;
}

/** Sends one simple signal in one way. */
type Route = () => Promise<unknown>;

const WARM_UP = 30;

/** Starts a floor workflow and returns its route. */
export async function floorRoute(client: Client, taskQueue: string): Promise<Route> {
  const handle = await client.workflow.start(floor, { taskQueue, workflowId: `floor-${randomUUID()}` });
  return () => handle.executeUpdate(touch, { args: [payment()] });
}

async function courseRoute(client: Client, taskQueue: string, course: string): Promise<Route> {
  const handle = await client.workflow.start(WORKFLOW_TYPE, {
    ...{ taskQueue, workflowId: workflowId(course), args: [courseInput(course)] },
  });
  return () => {
    const signal = payment();
    return handle.executeUpdate(takeSignal, { args: [signal], updateId: signal.id });
  };
}

/** Sends one signal per round on every route, in rotating order, so that noise affects all equally. */
export async function measureLatency(bench: Bench, rounds: number): Promise<Latency> {
  const { coded, plain, converter, courseCode, floorCode } = bench;
  const world = await realWorld();
  const http = await httpRoute(world.store, coded, 'stored');
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
    const routes = {
      floor: await floorRoute(coded, 'floor'),
      floorPlain: await floorRoute(plain, 'floor-plain'),
      course: await courseRoute(coded, 'course', randomUUID()),
      courseStored: await courseRoute(coded, 'stored', stored),
      courseHttp: () => http.post(stored),
    };
    const times = await inTurn(routes, rounds);
    return { ...times, commit: spread(world.commits.slice(-2 * rounds)) };
  } finally {
    await http.stop();
    await world.store.close();
  }
}

/** Uses all routes `rounds` times after a warm-up, each round starting with a different route. */
export async function inTurn<K extends string>(
  routes: Record<K, Route>,
  rounds: number,
): Promise<Record<K, Spread>> {
  const names = Object.keys(routes) as K[];
  const times = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = -WARM_UP; round < rounds; round++) {
    const first = (round + WARM_UP) % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const time = await timed(routes[name]);
      if (round >= 0) times.get(name)?.push(time);
    }
  }
  return Object.fromEntries(names.map((name) => [name, spread(times.get(name) ?? [])])) as Record<K, Spread>;
}
