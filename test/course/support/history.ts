/** Random histories of a course: sensible steps, invalid ones, repeats, waiting and sleeping through deadlines. */
import { scheduledSession } from '../../../src/course/selectors/sessions';
import { readSignal } from '../../../src/protocols/readSignal';
import fc from 'fast-check';
import type { Recorded } from '../../../src/course/events';
import { ruleOf } from '../../../src/course/corrections';
import { latest, plusMinutes, type Instant } from '../../../src/time/instant';
import { plan } from '../../../src/course/forecast/plan';
import type { Course } from '../../../src/course/state';
import { adopt, nextDeadline, settle, take, type LoggedStep, type Taken } from '../../../src/course/step';
import { type Signal, type SignalName } from '../../../src/catalog/signals';
import { loadProtocol, protocolIds } from '../../../src/protocols/load';
import type { Protocol } from '../../../src/catalog/protocol';
import type { Role } from '../../../src/catalog/shapes';
import { anySignal, payloadAt, type Drawn } from './anySignal';
import { begun, CALM, courseAfter, wholeCourse, type Milestone, type Setup } from './courses';

export type Move =
  | { move: 'plan' }
  | { move: 'report'; drawn: Drawn; minutes: number }
  | { move: 'dose'; minutesAgo: number; pressOn: boolean }
  | { move: 'integrate'; minutes: number; asleep: boolean }
  | { move: 'waive' }
  | { move: 'signalCorrected'; back: number; role: Role }
  | { move: 'again'; back: number }
  | { move: 'wait'; minutes: number; asleep: boolean };

const DAY = 24 * 60;
const minutes = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 180 }),
  fc.integer({ min: 1, max: 8 * DAY }),
);

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ move: 'plan' as const }) },
  { weight: 5, arbitrary: fc.record({ move: fc.constant('report' as const), drawn: anySignal, minutes }) },
  {
    weight: 2,
    arbitrary: fc.record({
      move: fc.constant('dose' as const),
      minutesAgo: fc.oneof(fc.constant(0), fc.nat(3 * DAY)),
      pressOn: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ move: fc.constant('integrate' as const), minutes, asleep: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant({ move: 'waive' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      move: fc.constant('signalCorrected' as const),
      back: fc.oneof(fc.nat(3), fc.nat(80)),
      role: fc.constantFrom<Role[]>('lead', 'lead', 'lead', 'client'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ move: fc.constant('again' as const), back: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({ move: fc.constant('wait' as const), minutes, asleep: fc.boolean() }),
  },
);

const MILESTONES: Milestone[] = [
  'start',
  'enrolment',
  'opening',
  'preparation 2',
  'preparation 3',
  'approval',
  'starter supply',
  'dosing booked 1',
  'support for dosing 1',
  'dosing started 1',
  'dosing ended 1',
  'dosing 1',
  'integration booked 1',
  'integration 2',
  'dose confirmed',
  'support for dosing 3',
  'integration 8',
  'maintenance',
  'end',
];

/** Whether the standard course of a protocol reaches a milestone. */
const passes =
  ({ preparation, dosing, supply, setting }: Protocol) =>
  (milestone: Milestone): boolean => {
    const number = Number(milestone.split(' ').at(-1));
    if (milestone === 'opening') return preparation.opening !== undefined;
    if (milestone.startsWith('preparation')) return number <= preparation.minimum;
    if (milestone.startsWith('support')) return setting === 'remote';
    if (milestone.startsWith('integration')) return Number.isNaN(number) || number <= dosing.planned;
    if (milestone === 'starter supply') return supply.kind !== 'infusion';
    return milestone !== 'dose confirmed' || dosing.exploratory > 0;
  };

const SETUPS: Setup[] = [
  {},
  { zone: 'Australia/Sydney', startsAt: '2027-02-01T09:00+11:00' },
  ...protocolIds()
    .filter((id) => id !== CALM.id)
    .map((id) => ({ protocol: loadProtocol(id) })),
];

/** Where a random history starts: at each milestone that the standard course of each protocol reaches. */
export interface Beginning {
  from: Milestone;
  setup: Setup;
}

const BEGINNINGS: Beginning[] = SETUPS.flatMap((setup) =>
  MILESTONES.filter(passes(setup.protocol ?? CALM)).map((from) => ({ from, setup })),
);

/** Every protocol equally often, and each of its milestones. */
export const beginning: fc.Arbitrary<Beginning> = fc.oneof(
  ...SETUPS.map((setup) => fc.constantFrom(...BEGINNINGS.filter((each) => each.setup === setup))),
);

export interface History extends Beginning {
  moves: Move[];
}

export const history: fc.Arbitrary<History> = fc
  .record({ begins: beginning, moves: fc.array(move, { maxLength: 24 }) })
  .map(({ begins, moves }) => ({ ...begins, moves }));

const byTherapist = (name: SignalName, fields: object): Move => ({
  move: 'report',
  minutes: 0,
  drawn: { name, payload: { ...fields, id: `usual-${name}`, by: { role: 'therapist', id: 'therapist-1' } } },
});

/** Always included: each protocol's first dosing session, a crisis, the end, and a review after the end. */
export const usual: History[] = SETUPS.map((setup) => ({
  from: 'dosing booked 1',
  setup,
  moves: [
    ...Array.from({ length: 12 }, (): Move => ({ move: 'plan' })),
    byTherapist('crisisFlagged', {}),
    byTherapist('courseClosed', { outcome: 'discharged' }),
    byTherapist('courseReviewed', { decision: 'maintenance' }),
  ],
}));

/** One event, with the state before it. */
export interface Happened {
  before: Course;
  event: Recorded;
}

export interface HistoryRun {
  from: Course;
  course: Course;
  now: Instant;
  steps: LoggedStep[];
  reports: { signal: Signal; before: Course; now: Instant; taken: Taken }[];
}

export function runHistory({ from, setup, moves }: History): HistoryRun {
  const begun = courseAfter(from, setup);
  const life: HistoryRun = { from: begun, course: begun, now: begun.clock, steps: [], reports: [] };
  for (const each of moves) {
    if (each.move === 'wait') {
      const end = plusMinutes(life.now, each.minutes);
      if (each.asleep) life.now = end;
      else wait(life, end);
    } else if (each.move === 'again') again(life, each.back);
    else if (each.move === 'plan') asPlanned(life);
    else if (each.move === 'dose') dose(life, each);
    else if (each.move === 'integrate') integrate(life, each);
    else if (each.move === 'waive') waive(life);
    else if (each.move === 'signalCorrected') correct(life, each);
    else {
      wait(life, plusMinutes(life.now, each.minutes));
      sendPayload(life, each.drawn.name, payloadAt(life.course, life.now, each.drawn.payload));
    }
  }
  return life;
}

function wait(life: HistoryRun, end: Instant): void {
  for (
    let due = nextDeadline(life.course, life.now);
    due !== undefined && due <= end;
    due = nextDeadline(life.course, life.now)
  ) {
    life.now = latest(due, life.now);
    const settled = settle(life.course, life.now);
    if (settled.events.length === 0) throw new Error(`nothing happens at ${due}`);
    life.course = settled.course;
    life.steps.push({ events: settled.events, refusals: [], consumed: [] });
  }
  life.now = latest(end, life.now);
}

function asPlanned(life: HistoryRun): void {
  const planned = plan(life.course);
  if (!planned) return;
  wait(life, latest(planned.at, life.now));
  const still = plan(life.course);
  if (still && still.at <= life.now) send(life, still.signal);
}

/** The therapist reports, now, what happened at an instant. */
function reportAt(life: HistoryRun, name: string, occurredAt: Instant, fields: object): void {
  const id = `reported-${life.reports.length}`;
  sendPayload(life, name, { id, by: { role: 'therapist', id: 'therapist-1' }, occurredAt, ...fields });
}

/**
 * Tries a whole dosing day, gates open or closed, reported as it happens or (including the booking) later. With
 * `pressOn`, a second one is tried during the first.
 */
function dose(life: HistoryRun, { minutesAgo, pressOn }: { minutesAgo: number; pressOn: boolean }): void {
  const soon = (name: string, at: Instant, fields: object): void => {
    wait(life, latest(at, life.now));
    reportAt(life, name, at, fields);
  };
  const begin = (base: Instant): [ref: string, start: Instant] => {
    const start = plusMinutes(base, 30);
    if (!scheduledSession(life.course, 'dosing')) soon('sessionScheduled', base, { kind: 'dosing', start });
    const session = scheduledSession(life.course, 'dosing')?.ref ?? 'dosing-1';
    soon('supportPersonConfirmed', base, { session });
    soon('rideHomeConfirmed', base, { session });
    soon('readinessAttested', base, { session });
    soon('dosingStarted', start, { session });
    return [session, start];
  };
  const [session, start] = begin(latest(plusMinutes(life.now, -minutesAgo), life.course.startedAt));
  if (pressOn) {
    soon('gateOverridden', plusMinutes(start, 5), { gate: 'integration-owed', reason: 'pressing on' });
    begin(plusMinutes(start, 10));
  }
  soon('dosingEnded', plusMinutes(start, 90), { session });
  soon('clientReleased', plusMinutes(start, 100), { session, oriented: true, escort: true });
}

/** Integration is booked for later, and takes place then. The worker is up all the time, or only then. */
function integrate(life: HistoryRun, { minutes: away, asleep }: { minutes: number; asleep: boolean }): void {
  const start = plusMinutes(life.now, away + 1);
  if (!scheduledSession(life.course, 'integration')) {
    reportAt(life, 'sessionScheduled', life.now, { kind: 'integration', start });
  }
  const session = scheduledSession(life.course, 'integration');
  if (!session) return;
  const end = latest(session.start, life.now);
  if (asleep) life.now = end;
  else wait(life, end);
  reportAt(life, 'integrationCompleted', end, { session: session.ref });
}

/** The latest charge is waived. */
function waive(life: HistoryRun): void {
  const entry = life.course.money.charges.at(-1)?.entry ?? 'charge-1';
  reportAt(life, 'chargeWaived', life.now, { entry, reason: 'as agreed' });
}

/** Corrects one of the latest correctable signals, as a role that may or may not do so. */
function correct(life: HistoryRun, { back, role }: { back: number; role: Role }): void {
  const all = Object.entries(life.course.signalLog).filter(([, record]) => ruleOf(record));
  const [signal] = all.sort(([, a], [, b]) => b.seq - a.seq)[back % Math.max(1, all.length)] ?? [
    'never-reported',
  ];
  const id = `corrects-${life.reports.length}`;
  sendPayload(life, 'signalCorrected', { id, by: { role, id: `${role}-1` }, signal, reason: 'by mistake' });
}

function sendPayload(life: HistoryRun, name: string, payload: unknown): void {
  const read = readSignal(name, payload);
  if ('problems' in read) throw new Error(JSON.stringify([name, read.problems]));
  send(life, read.signal);
}

function again(life: HistoryRun, back: number): void {
  const earlier = life.reports.at(-1 - back);
  if (earlier) send(life, earlier.signal);
}

function send(life: HistoryRun, signal: Signal): void {
  const before = life.course;
  const taken = take(before, signal, life.now);
  life.course = taken.course;
  life.reports.push({ signal, before, now: life.now, taken });
  if (taken.repeated) return;
  const { answer, events } = taken;
  const refusals = answer.accepted ? [] : [{ signal, code: answer.code, at: life.now }];
  life.steps.push({ events, refusals, consumed: [signal.id] });
}

/** The state folded from the log alone. */
export const replayed = ({ from, steps }: HistoryRun): Course =>
  steps.reduce<Course>((course, step) => adopt(course, step), from);

/** The whole log of a random history: how it reached its starting point, then every step. */
export function logOf({ setup }: History, { from, steps }: HistoryRun): LoggedStep[] {
  const events = [...begun(setup).events, ...wholeCourse(setup).events];
  const before = events.filter(({ seq }) => seq <= from.sequence);
  return [{ events: before, refusals: [], consumed: Object.keys(from.answers) }, ...steps];
}

/** Every event, with the state before it. */
export function happened({ from, steps }: HistoryRun): Happened[] {
  let course = from;
  return steps.flatMap(({ events }) =>
    events.map((event) => {
      const before = course;
      course = adopt(course, { events: [event], refusals: [], consumed: [] });
      return { before, event };
    }),
  );
}
