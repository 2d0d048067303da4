import { reason } from '../../../src/vocabulary/reasons';
import type { Assume } from '../../../src/catalog/assumptions';
import { defaultAssumptions } from '../../../src/course/forecast/assumptions';
import type { Forecast } from '../../../src/course/forecast/forecast';
import { instant } from '../../../src/time/instant';
import type { Status } from '../../../src/course/status/status';
import {
  EngineError,
  type CourseEngine,
  type EngineErrorCode,
  type EngineOutcome,
} from '../../../src/engine/engine';
import { loadProtocol } from '../../../src/protocols/load';
import type { Signal } from '../../../src/catalog/signals';
import type { StartInput } from '../../../src/workflows/contract';

export const at = instant('2027-01-04T17:00:00Z');

export const refusal: EngineOutcome = {
  accepted: false,
  repeated: false,
  unrecorded: true,
  code: 'integration-owed',
  reasons: [{ ...reason('integration-owed'), notBefore: at }],
};

const status = (course: string): Status => ({
  course,
  protocol: { id: 'calm', version: 1 },
  phase: 'enrolment',
  waitingOn: 'client',
  route: 'nasal',
  gates: [reason('consent-missing', ['client'])],
  tasks: [
    { key: 'task-1', kind: 'issue-estimate', role: 'biller', openedAt: at },
    {
      key: 'confirm-suitability',
      kind: 'confirm-suitability',
      role: 'therapist',
      openedAt: at,
      criteria: ['The client is an adult'],
    },
  ],
  asked: [],
  offered: [],
  askedOfPrescriber: [],
  possible: ['consentSigned', 'sessionScheduled', 'doseConfirmed', 'taskCompleted'],
  nextDeadline: at,
  comingUp: [{ due: at, kind: 'message', key: 'reach-out:1' }],
  onHold: false,
  balanceCents: 0,
  accounts: {
    estimate: { ref: 'estimate-1', totalCents: 746_000, issuedAt: at, acknowledgedAt: at },
    expected: {
      billedCents: 25_000,
      toCome: [{ kind: 'preparation', quantity: 5, fromCents: 125_000, toCents: 125_000 }],
      unpriced: [],
      fromCents: 820_500,
      toCents: 820_500,
    },
    driftCents: 74_500,
    reissue: true,
    reissueCents: 40_000,
    liabilityCents: 0,
    refund: { lines: [{ what: 'paid', sentence: 'Paid so far.', cents: 25_000 }], cents: 25_000 },
    refundDueCents: 0,
  },
  facts: {
    clientZone: 'America/Los_Angeles',
    sessions: [],
    holds: [],
    supplies: [],
    dosings: { done: 0, planned: 6 },
    consents: [],
    measures: [],
    packages: [],
  },
  waiting: {
    phase: 'enrolment',
    since: at,
    blockers: [
      { kind: 'gate', what: 'consent-missing', sentence: 'Not signed.', since: at, who: ['client'] },
    ],
    consequences: [{ at, kind: 'task', what: 'silence-decision', to: 'therapist' }],
  },
  warnings: [{ code: 'weekend', sentence: 'That day is a Saturday or Sunday.', session: 'dosing-1' }],
  revision: 1,
});

const forecast: Forecast = {
  from: at,
  ends: at,
  assumptions: ['Every step happens on time.'],
  assume: defaultAssumptions(loadProtocol('calm')),
  entries: [
    { at, kind: 'charge', what: 'charge', code: 'preparation', cost: { fromCents: 25_000, toCents: 25_000 } },
  ],
  charges: { fromCents: 25_000, toCents: 25_000 },
  unknown: [],
};

/** An engine that does what a test tells it, and remembers what it was asked. */
export function fakeEngine() {
  const asked = {
    started: [] as StartInput[],
    signals: [] as Signal[],
    whatIfs: [] as (Signal | undefined)[],
    askers: [] as string[],
    assumed: [] as (Partial<Assume> | undefined)[],
  };
  const script: {
    outcome?: EngineOutcome;
    down?: EngineErrorCode | Error;
    gate?: Promise<void>;
    /** What the course says instead. */
    status?: Partial<Status>;
  } = {};

  const up = () => {
    if (script.down instanceof Error) throw script.down;
    if (script.down) throw new EngineError(script.down);
  };
  const accepted = (): EngineOutcome => ({
    ...{ accepted: true, repeated: false, revision: asked.signals.length },
    events: [{ type: 'consentSigned', at }],
  });

  const engine: CourseEngine = {
    start: async (input) => {
      up();
      asked.started.push(input);
      await script.gate;
    },
    signal: async (_course, signal) => {
      asked.signals.push(signal);
      up();
      await script.gate;
      return script.outcome ?? accepted();
    },
    status: (course) =>
      Promise.resolve()
        .then(up)
        .then(() => ({ ...status(course), ...script.status })),
    forecast: (_course, asker, what) => {
      asked.askers.push(asker);
      asked.whatIfs.push(what?.signal);
      asked.assumed.push(what?.assume);
      return Promise.resolve()
        .then(up)
        .then(() => forecast);
    },
    ping: () => Promise.resolve().then(up),
  };
  return { engine, asked, script };
}
