/** Courses at a milestone of the standard course, reached as the plan assumes. */
import { usableDoses } from '../../../src/course/selectors/supply';
import { lastCycle } from '../../../src/course/selectors/cycles';
import { openingsOwed, preparationsDone } from '../../../src/course/selectors/preparation';
import { scheduledSession } from '../../../src/course/selectors/sessions';
import { earliest, instant } from '../../../src/time/instant';
import { plan } from '../../../src/course/forecast/plan';
import { simulateFrom, type SimulationResult } from '../../../src/course/forecast/simulate';
import type { Course } from '../../../src/course/state';
import { nextDeadline, start } from '../../../src/course/step';
import { loadProtocol } from '../../../src/protocols/load';
import type { Protocol } from '../../../src/catalog/protocol';

export const CALM = loadProtocol('calm');
/** CALM, if it also dosed at the practice. */
export const AT_THE_PRACTICE_TOO: Setup = {
  protocol: { ...CALM, dosing: { ...CALM.dosing, alsoIn: ['inPerson'] } },
};
/** CALM, if it dosed at the practice and asked for labs, training and a ride home. */
export const ASKING_FOR_ALL: Setup = {
  protocol: {
    ...CALM,
    screening: { ...CALM.screening, labs: true, training: true },
    dosing: { ...CALM.dosing, rideHomeWhenInPerson: true },
    setting: 'inPerson',
  },
};
export const LOS_ANGELES = 'America/Los_Angeles';

export interface Setup {
  /** Where client and practice are. */
  zone?: string;
  startsAt?: string;
  protocol?: Protocol;
  closedDays?: string[];
}

/** A course that has just started, and its first events. */
export function begun({
  zone = LOS_ANGELES,
  startsAt = '2027-01-04T09:00-08:00',
  protocol = CALM,
  closedDays = [],
}: Setup = {}): ReturnType<typeof start> {
  const at = instant(startsAt);
  const first = { course: 'course-1', protocol, practice: { zone, closedDays }, client: { zone }, at };
  return start(first, { role: 'frontDesk', id: 'frontDesk-1' }, at);
}

export const started = (setup: Setup = {}): Course => begun(setup).course;

type Of<T extends string> = `${T} ${number}`;
export type Milestone =
  | 'start'
  | 'consents'
  | 'enrolment'
  | 'opening'
  | Of<'preparation'>
  | 'approval'
  | 'prescription'
  | 'starter supply'
  | Of<'dosing booked'>
  | Of<'support for dosing'>
  | Of<'dosing started'>
  | Of<'dosing ended'>
  | Of<'dosing'>
  | Of<'integration booked'>
  | Of<'integration'>
  | 'dose confirmed'
  | 'further supply'
  | 'maintenance'
  | 'end';

const PAID = ({ money }: Course): boolean => money.chargedCents === money.paidCents;

function reached(milestone: Milestone): (course: Course) => boolean {
  const number = Number(milestone.split(' ').at(-1));
  const what = milestone.replace(/ \d+$/, '');
  const test: Record<string, (course: Course) => boolean> = {
    start: () => true,
    consents: ({ protocol, consents }) => protocol.consents.every((kind) => consents[kind]),
    enrolment: ({ estimate }) => estimate?.acknowledgedAt !== undefined,
    opening: (course) => openingsOwed(course) === 0 && PAID(course),
    preparation: (course) => preparationsDone(course) >= number && PAID(course),
    approval: ({ approval }) => approval !== undefined,
    prescription: ({ prescriptions }) => prescriptions.length > 0,
    'starter supply': (course) => usableDoses(course) > 0,
    'dosing booked': (course) => scheduledSession(course, 'dosing')?.cycle === number,
    'support for dosing': (course) => {
      const session = scheduledSession(course, 'dosing');
      return session?.cycle === number && session.supportPerson === 'confirmed';
    },
    'dosing started': (course) => course.cycles.length >= number,
    'dosing ended': (course) => course.cycles[number - 1]?.endedAt !== undefined,
    dosing: (course) => course.cycles[number - 1]?.releasedAt !== undefined && PAID(course),
    'integration booked': (course) =>
      lastCycle(course)?.number === number && scheduledSession(course, 'integration') !== undefined,
    integration: (course) => course.cycles[number - 1]?.integratedAt !== undefined && PAID(course),
    'dose confirmed': ({ doseConfirmedAt }) => doseConfirmedAt !== undefined,
    'further supply': (course) => course.supply.dispensed > course.protocol.supply.starterDoses,
    maintenance: ({ review }) => review?.decision === 'maintenance',
    end: ({ closed }) => closed !== undefined,
  };
  const is = test[what];
  if (!is) throw new Error(`no milestone ${milestone}`);
  return is;
}

/** Continues as the plan assumes, one instant at a time, until `until` holds. */
export function simulateUntil(from: Course, until: (course: Course) => boolean): SimulationResult {
  const script = { next: (course: Course) => (until(course) ? undefined : plan(course)) };
  const whole: SimulationResult = { course: from, events: [], signals: [] };
  while (!until(whole.course)) {
    const { course } = whole;
    const next = earliest(
      [plan(course)?.at, nextDeadline(course, course.clock)].filter((at) => at !== undefined),
    );
    if (next === undefined) throw new Error(`never got there; stopped at ${course.clock}`);
    const life = simulateFrom(course, script, next);
    whole.course = life.course;
    whole.events.push(...life.events);
    whole.signals.push(...life.signals);
  }
  return whole;
}

/** One history for each setup, only as far as a test has asked for. Each state on the way is cached. */
const lives = new Map<string, Course[]>();

/** A course that has just reached `milestone`. */
export function courseAfter(milestone: Milestone, setup: Setup = {}): Course {
  const key = JSON.stringify(setup);
  const states = lives.get(key) ?? [started(setup)];
  lives.set(key, states);
  const is = reached(milestone);
  const known = states.find(is);
  if (known) return known;
  const last = states.at(-1) ?? started(setup);
  return simulateUntil(last, (course) => {
    if (course !== states.at(-1)) states.push(course);
    return is(course);
  }).course;
}

const whole = new Map<string, SimulationResult>();

/** The whole standard course, with its events and signals. */
export function wholeCourse(setup: Setup = {}): SimulationResult {
  const key = JSON.stringify(setup);
  const life = whole.get(key) ?? simulateUntil(started(setup), reached('end'));
  whole.set(key, life);
  return life;
}

/** CALM with other values: practices differ in data. */
export const calmWith = (change: (calm: Protocol) => Protocol): Protocol => change(CALM);
