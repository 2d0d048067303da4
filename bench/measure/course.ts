/** Measures whole standard courses: history, actions, latency of their signals, replay. */
import type { Bench } from '../bench';
import { nothing } from '../bench';
import { courseInput, register } from '../standardCourse';
import { actions, breakdown, perStep, type Actions, type Breakdown } from '../history/count';
import { readEvent, withoutTimeSkipping } from '../history/events';
import { options, type Option } from '../history/savings';
import type { Metrics } from '../metrics';
import { spread, type Spread } from '../statistics';
import { noWorld, realWorld } from '../world';
import { measureReplay, type Replay } from './replay';
import { runWholeCourse, type History, type WholeCourse } from './wholeCourse';

interface Counted {
  history: Breakdown;
  perStep: number;
  actions: Actions;
}

export interface CourseMeasures {
  /** The signals of the standard course, with activities that do nothing. */
  latency: { floor: Spread; course: Spread };
  course: Counted & { heartbeats: number; timeSkippingEvents: number; options: Option[] };
  floor: Counted;
  /** Commits of the whole course on the embedded database. */
  commit: Spread;
  replay: Replay;
}

const eventsOf = ({ events }: History) => (events ?? []).map(readEvent);

function counted(history: History): Counted {
  const events = withoutTimeSkipping(eventsOf(history));
  const kinds = breakdown(events);
  return { history: kinds, perStep: perStep(kinds), actions: actions(events) };
}

export async function measureCourses(
  bench: Bench,
  metrics: Metrics,
  { courses, copies, rounds }: { courses: number; copies: number; rounds: number },
): Promise<CourseMeasures> {
  const { courseCode, floorCode, converter: dataConverter } = bench;
  const world = await realWorld();
  try {
    const course = { workflowBundle: courseCode, dataConverter };
    await bench.work('floor', { workflowBundle: floorCode, dataConverter, activities: { ...nothing } });
    await bench.work('course', { ...course, activities: noWorld });
    await bench.work('stored', { ...course, activities: world.activities });

    const quick: WholeCourse[] = [];
    for (let n = 0; n < courses; n++) quick.push(await runWholeCourse(bench, 'course'));

    const input = courseInput();
    await register(world.store, input);
    const before = await metrics.heartbeats();
    const real = await runWholeCourse(bench, 'stored', input);
    const heartbeats = (await metrics.heartbeats()) - before;

    const all = eventsOf(real.course);
    const lasting = withoutTimeSkipping(all);
    const times = (of: 'course' | 'floor') => spread(quick.flatMap((one) => one.times[of]));
    return {
      latency: { floor: times('floor'), course: times('course') },
      course: {
        ...counted(real.course),
        ...{ heartbeats, timeSkippingEvents: all.length - lasting.length, options: options(lasting) },
      },
      floor: counted(real.floor),
      commit: spread(world.commits),
      replay: await measureReplay(bench, real, copies, rounds),
    };
  } finally {
    await world.store.close();
  }
}
