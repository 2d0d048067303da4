/** Random lives of a course: sensible steps, nonsense, repeats, waiting and sleeping through deadlines. */
import fc from 'fast-check';
import type { Recorded } from '../../../src/course/events';
import { latest, plusMinutes, type Instant } from '../../../src/course/instant';
import { plan } from '../../../src/course/plan';
import type { Course } from '../../../src/course/state';
import { adopt, nextDeadline, settle, take, type LoggedStep, type Taken } from '../../../src/course/step';
import { readSignal, type Signal } from '../../../src/signals/catalog';
import { anySignal, payloadAt, type Drawn } from './anySignal';
import { courseAfter, type Milestone, type Setup } from './courses';

export type Move =
  | { move: 'plan' }
  | { move: 'say'; drawn: Drawn; minutes: number }
  | { move: 'again'; back: number }
  | { move: 'wait' | 'sleep'; minutes: number };

const DAY = 24 * 60;
const minutes = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 180 }),
  fc.integer({ min: 1, max: 8 * DAY }),
);

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ move: 'plan' as const }) },
  { weight: 5, arbitrary: fc.record({ move: fc.constant('say' as const), drawn: anySignal, minutes }) },
  { weight: 1, arbitrary: fc.record({ move: fc.constant('again' as const), back: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ move: fc.constantFrom('wait' as const, 'sleep' as const), minutes }) },
);

export const FROM: Milestone[] = [
  'start',
  'enrolment',
  'preparation 2',
  'preparation 3',
  'approval',
  'starter supply',
  'support for dosing 1',
  'dosing started 1',
  'dosing ended 1',
  'dosing 1',
  'integration booked 1',
  'integration 2',
  'support for dosing 3',
  'integration 8',
  'maintenance',
  'end',
];

const SETUPS: Setup[] = [{}, { zone: 'Australia/Sydney', startsAt: '2027-02-01T09:00+11:00' }];

export interface History {
  from: Milestone;
  setup: Setup;
  moves: Move[];
}

export const history: fc.Arbitrary<History> = fc.record({
  from: fc.constantFrom(...FROM),
  setup: fc.constantFrom(...SETUPS),
  moves: fc.array(move, { maxLength: 24 }),
});

/** One event, with the state it happened to. */
export interface Happened {
  before: Course;
  event: Recorded;
}

export interface Lived {
  from: Course;
  course: Course;
  now: Instant;
  steps: LoggedStep[];
  said: { signal: Signal; before: Course; now: Instant; taken: Taken }[];
}

export function lived({ from, setup, moves }: History): Lived {
  const begun = courseAfter(from, setup);
  const life: Lived = { from: begun, course: begun, now: begun.clock, steps: [], said: [] };
  for (const each of moves) {
    if (each.move === 'sleep') life.now = plusMinutes(life.now, each.minutes);
    else if (each.move === 'wait') wait(life, plusMinutes(life.now, each.minutes));
    else if (each.move === 'again') again(life, each.back);
    else if (each.move === 'plan') asPlanned(life);
    else {
      wait(life, plusMinutes(life.now, each.minutes));
      const { name, payload } = each.drawn;
      const read = readSignal(name, payloadAt(life.now, payload));
      if ('problems' in read) throw new Error(JSON.stringify([name, read.problems]));
      say(life, read.signal);
    }
  }
  return life;
}

function wait(life: Lived, end: Instant): void {
  for (
    let due = nextDeadline(life.course);
    due !== undefined && due <= end;
    due = nextDeadline(life.course)
  ) {
    life.now = latest(due, life.now);
    const settled = settle(life.course, life.now);
    if (settled.events.length === 0) throw new Error(`nothing happens at ${due}`);
    life.course = settled.course;
    life.steps.push({ events: settled.events, refusals: [], consumed: [] });
  }
  life.now = latest(end, life.now);
}

function asPlanned(life: Lived): void {
  const planned = plan(life.course);
  if (!planned) return;
  wait(life, latest(planned.at, life.now));
  const still = plan(life.course);
  if (still && still.at <= life.now) say(life, still.signal);
}

function again(life: Lived, back: number): void {
  const earlier = life.said.at(-1 - back);
  if (earlier) say(life, earlier.signal);
}

function say(life: Lived, signal: Signal): void {
  const before = life.course;
  const taken = take(before, signal, life.now);
  life.course = taken.course;
  life.said.push({ signal, before, now: life.now, taken });
  if (taken.repeated) return;
  const { answer, events } = taken;
  const refusals = answer.accepted ? [] : [{ signal, code: answer.code }];
  life.steps.push({ events, refusals, consumed: [signal.id] });
}

/** The state the log alone gives. */
export const replayed = ({ from, steps }: Lived): Course =>
  steps.reduce<Course>((course, step) => adopt(course, step), from);

/** Every event, with the state before it. */
export function happened({ from, steps }: Lived): Happened[] {
  let course = from;
  return steps.flatMap(({ events }) =>
    events.map((event) => {
      const before = course;
      course = adopt(course, { events: [event], refusals: [], consumed: [] });
      return { before, event };
    }),
  );
}
