/** What people can see of a protocol: estimates, forecasts, and what a course does in states on its way. */
import { allWarnings } from '../../../src/course/warnings';
import { closedGates } from '../../../src/course/gates';
import { defaultAssumptions, describeAssumptions } from '../../../src/course/forecast/assumptions';
import { obligations } from '../../../src/course/clocks';
import { dueBy } from '../../../src/course/clocks/taskDueBy';
import { phase } from '../../../src/course/status/phase';
import type { Planned } from '../../../src/course/forecast/plan/build';
import { plan } from '../../../src/course/forecast/plan';
import { simulateFrom } from '../../../src/course/forecast/simulate';
import { noteDelivery, settle, take, type Taken } from '../../../src/course/step';
import { dosingInProgress, scheduledSession } from '../../../src/course/selectors/sessions';
import { plusHours, type Instant } from '../../../src/time/instant';
import { estimate, EstimateRefused } from '../../../src/protocols/estimate';
import { clientProblems, type EstimateClient } from '../../../src/protocols/estimateClient';
import type { Protocol } from '../../../src/catalog/protocol';
import type { Signal } from '../../../src/catalog/signals';
import type { Course, Mishap, SessionKind } from '../../../src/course/state';
import { report } from '../../course/support/signals';
import { begun } from '../../course/support/courses';

const CLIENTS: readonly EstimateClient[] = [
  {},
  { payer: 'insurance', copayCents: 2_000 },
  { payer: 'selfPay' },
  { package: 'six' },
  { package: 'ten' },
  { houseCalls: 1 },
];

function estimateFor(protocol: Protocol, client: EstimateClient): unknown {
  const problems = clientProblems(client, protocol);
  if (problems.length > 0) return problems;
  try {
    const { protocol: _which, ...shown } = estimate(protocol, client);
    return shown;
  } catch (refused) {
    if (refused instanceof EstimateRefused) return refused.message;
    throw refused;
  }
}

/** The texts about money and time that a person reads before a course starts. */
const onPaper = (protocol: Protocol): unknown => [
  CLIENTS.map((client) => estimateFor(protocol, client)),
  describeAssumptions(protocol, defaultAssumptions(protocol)),
];

/** The first events of a course, and its first state. */
function atTheStart(protocol: Protocol): unknown {
  const { course, events } = begun({ protocol });
  const { protocol: _pinned, ...state } = course;
  return [state, events.filter(({ type }) => type !== 'courseStarted')];
}

/** What a course owes and shows in a state, whatever happens next. */
function shown(course: Course): unknown {
  const session = dosingInProgress(course) ?? scheduledSession(course, 'dosing');
  return [
    obligations(course).map((owed) => [
      owed,
      owed.kind === 'task' && dueBy(course, owed.task.kind, owed.due),
    ]),
    closedGates(course, course.clock, 'start', session),
    allWarnings(course),
  ];
}

/** What follows a signal: its answer, its events, and what is owed and shown from then on. */
function after({ answer, reasons, warnings, events, course }: Taken): unknown {
  return [answer, reasons, warnings, events.filter(({ type }) => type !== 'courseStarted'), shown(course)];
}

type Probe = (course: Course) => Taken | undefined;

/** Signals sent now, one after the other. */
function sent(course: Course, ...signals: ((course: Course) => Signal)[]): Taken | undefined {
  return signals.reduce<Taken | undefined>((before, signal) => {
    const state = before?.course ?? course;
    return take(state, signal(state), state.clock);
  }, undefined);
}

/** Something else that may happen to the session booked first, so long before its start. */
const toBooked =
  (hoursBefore: number, signal: (ref: string, start: Instant) => Signal): Probe =>
  (course) => {
    const booked = course.sessions.find(({ status }) => status === 'scheduled');
    if (!booked) return undefined;
    const { ref, start } = booked;
    return sent({ ...course, clock: plusHours(start, -hoursBefore) }, () => signal(ref, start));
  };

const now =
  (...signals: ((course: Course) => Signal)[]): Probe =>
  (course) =>
    sent(course, ...signals);

const id = (step = 1) => ({ id: `probe-${step}` });

const cancel = (ref: string): Signal =>
  report('sessionCancelled', { session: ref, reason: 'client' }, { by: 'client', ...id() });

const book =
  (kind: SessionKind, hours: number, setting?: 'other' | 'houseCall') =>
  (course: Course): Signal =>
    report(
      'sessionScheduled',
      {
        kind,
        start: plusHours(course.clock, hours),
        ...(setting && {
          setting:
            setting === 'houseCall' ? setting : course.protocol.setting === 'remote' ? 'inPerson' : 'remote',
        }),
      },
      id(2),
    );

const sell =
  (nth: number) =>
  (course: Course): Signal =>
    report('packageSold', { package: course.protocol.packages?.at(nth)?.code ?? 'none' }, id());

const ACCEPTED = { answer: { accepted: true as const }, reasons: [], warnings: [], repeated: false };

/** Something did not leave the system: by default, the latest message to the client. */
const mishap =
  (how: Mishap, what?: string): Probe =>
  (course) => {
    const key =
      what ??
      Object.keys(course.done)
        .filter((each) => each.endsWith(':client'))
        .at(-1);
    if (key === undefined) return undefined;
    const noted = noteDelivery(
      course,
      { type: 'messageUndelivered', at: course.clock, key, how },
      course.clock,
    );
    return { ...noted, ...ACCEPTED };
  };

/** What something costs stays unpaid for weeks. */
const unpaid =
  (what: Probe): Probe =>
  (course) => {
    const after = what(course)?.course;
    return after && { ...settle(after, plusHours(after.clock, 24 * 40)), ...ACCEPTED };
  };

const answered = (instrument: 'PHQ-9' | 'GAD-7', count: number, step: number) => (): Signal =>
  report('measureSubmitted', { instrument, items: Array.from({ length: count }, () => 0) }, id(step));

/** What may happen instead of what is planned. */
const PROBES: Record<string, Probe> = {
  canceledEarly: toBooked(24 * 2, cancel),
  canceledLate: toBooked(23.5, cancel),
  movedLate: toBooked(1, (ref, start) =>
    report('sessionRescheduled', { session: ref, start: plusHours(start, 24 * 7), reason: 'client' }, id()),
  ),
  feeUnpaid: unpaid(toBooked(1, cancel)),
  packageUnpaid: unpaid(now(sell(0))),
  missed: toBooked(-0.5, (ref) => report('sessionNoShow', { session: ref }, id())),
  hurt: now(() => report('adverseEventReported', {}, id())),
  paused: now(
    ({ clock }) => report('coursePaused', { reason: 'travel', reviewOn: plusHours(clock, 240) }, id(1)),
    () => report('courseResumed', {}, id(2)),
  ),
  withdrawn: now(() => report('clientWithdrew', {}, id())),
  declined: now(() => report('prescriberDecision', { decision: 'declined' }, id())),
  approvedOnly: now(() => report('prescriberDecision', { decision: 'approved' }, id())),
  reordered: now(({ route }) =>
    report('doseChanged', { order: 'order-2', ...(route && { route }) }, { by: 'prescriber', ...id() }),
  ),
  informationAsked: now(() => report('prescriberDecision', { decision: 'needsInformation' }, id())),
  planDoubled: now(({ dosingsPlanned }) =>
    report('planChanged', { dosings: Math.min(40, dosingsPlanned * 2 + 4) }, { by: 'prescriber', ...id() }),
  ),
  parcelLost: now(() => report('shipmentLost', {}, id())),
  moreTherapy: now(() => report('courseReviewed', { decision: 'moreTherapy' }, id())),
  smallPackage: now(sell(0)),
  largePackage: now(sell(-1)),
  houseCall: now(
    () => report('houseCallsApproved', { count: 2 }, id()),
    book('dosing', 24 * 40, 'houseCall'),
  ),
  dosingTomorrow: now(book('dosing', 24)),
  dosingElsewhere: now(book('dosing', 24 * 40, 'other')),
  integrationSoon: now(book('integration', 1)),
  medicalBooked: now(book('medical', 24 * 3)),
  preparationBooked: now(book('preparation', 24 * 3)),
  instructions: now(
    () => report('instructionsIssued', { instructions: 'instructions-1' }, id()),
    book('dosing', 24 * 4),
  ),
  untouched: (course) =>
    course.closed || course.review?.decision !== 'maintenance'
      ? undefined
      : { ...settle(course, plusHours(course.clock, 24 * 75)), ...ACCEPTED },
  measured: (course) => {
    const clock = course.evaluatedAt && plusHours(course.evaluatedAt, 24 * 65);
    if (!clock || clock < course.clock || course.closed) return undefined;
    return sent({ ...course, clock }, answered('PHQ-9', 9, 1), answered('GAD-7', 7, 2));
  },
  referralFailed: mishap('referralFailed', 'referral'),
  mailInDoubt: mishap('unknown'),
  mailRefused: mishap('failed'),
};

/** The next step as the changed protocol plans it. */
function planned(course: Course): unknown {
  const next = plan(course);
  return next && after(take({ ...course, clock: next.at }, next.signal, next.at));
}

const text = (value: unknown): string => JSON.stringify([value]);

const HORIZON_HOURS = 24 * 600;
/** More than any course takes. */
const MOST_STEPS = 1_500;

/** What distinguishes one state from another: the phase, what is booked, open and behind, and what comes next. */
function situation(course: Course, next: Planned | undefined): string {
  const booked = course.sessions.filter(({ status }) => status === 'scheduled').map(({ kind }) => kind);
  return text([
    phase(course),
    [...new Set(booked)],
    next?.signal.name,
    next?.signal.name === 'measureSubmitted' ? course.cycles.length : course.cycles.length > 1,
    Object.values(course.tasks).map(({ kind }) => kind),
  ]);
}

/** The first state in each situation of a course that goes as assumed, with one booster. */
function statesOf(protocol: Protocol): Course[] {
  const states = new Map<string, Course>();
  const first = begun({ protocol }).course;
  const assume = { ...defaultAssumptions(protocol), boosters: 1 };
  let steps = 0;
  const next = (course: Course): Planned | undefined => {
    steps += 1;
    if (steps > MOST_STEPS) throw new RangeError('the course goes around in circles');
    const planned = plan(course, assume);
    const here = situation(course, planned);
    if (!states.has(here)) states.set(here, course);
    return planned;
  };
  simulateFrom(first, { next }, plusHours(first.clock, HORIZON_HOURS));
  return [...states.values()];
}

/** The first and the last state in which the answer to a signal is the same, for each answer there is. */
function tellingStates(states: readonly Course[], probe: Probe): Course[] {
  const first = new Map<string, Course>();
  const last = new Map<string, Course>();
  for (const course of states) {
    const answer = probe(course)?.answer;
    const key = text(answer);
    if (!answer) continue;
    if (!first.has(key)) first.set(key, course);
    last.set(key, course);
  }
  return [...new Set([...first.values(), ...last.values()])];
}

/** What is compared: computed once for the protocol, and once for each change of it. */
interface Observation {
  name: string;
  of: (protocol: Protocol) => unknown;
}

function observationsOf(protocol: Protocol): Observation[] {
  const states = statesOf(protocol);
  const inStates = (name: string, all: readonly Course[], of: (course: Course) => unknown): Observation[] =>
    all.map((course) => ({
      name,
      of: (other) => of({ ...course, protocol: other }),
    }));
  return [
    { name: 'estimate', of: onPaper },
    { name: 'start', of: atTheStart },
    ...inStates('shown', states, shown),
    ...inStates('planned', states, planned),
    ...Object.entries(PROBES).flatMap(([name, probe]) =>
      inStates(name, tellingStates(states, probe), (course) => {
        const taken = probe(course);
        return taken && after(taken);
      }),
    ),
  ];
}

/** The same protocol. What is read of it is noted by path, such as `dosing.planned` or `measures.afterCycles.length`. */
function recording<T extends object>(value: T, paths: Set<string>, path = ''): T {
  return new Proxy(value, {
    get(target, key, receiver): unknown {
      const inner: unknown = Reflect.get(target, key, receiver);
      if (typeof key === 'symbol') return inner;
      const at = path ? `${path}.${key}` : key;
      paths.add(at);
      return typeof inner === 'object' && inner !== null ? recording(inner, paths, at) : inner;
    },
  });
}

/** Whether other values at `path` can show: it was read, or the length of the list that it is an entry of. */
const concerns = (reads: ReadonlySet<string>, path: string): boolean =>
  reads.has(path) || reads.has(path.replace(/\d+$/, 'length'));

/** The observations of one protocol, with what they show of it unchanged. */
export class Observer {
  private readonly known: (Observation & { before: string; reads: ReadonlySet<string> })[];

  constructor(protocol: Protocol) {
    this.known = observationsOf(protocol).map((observation) => {
      const reads = new Set<string>();
      const before = text(observation.of(recording(protocol, reads)));
      return { ...observation, before, reads };
    });
  }

  /** The first observation in which one of the others, changed at `path`, differs. An unread value shows nowhere. */
  effectOf(path: string, others: readonly Protocol[]): string | undefined {
    return this.known
      .filter(({ reads }) => concerns(reads, path))
      .find(({ of, before }) => others.some((other) => text(of(other)) !== before))?.name;
  }
}
