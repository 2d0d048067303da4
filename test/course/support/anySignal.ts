/** Any signal the catalog lets through, drawn from its own schemas; instants and names fit the course. */
import { scheduledSession } from '../../../src/course/selectors/sessions';
import fc from 'fast-check';
import { z } from 'zod';
import { closedGates } from '../../../src/course/gates';
import { plusMinutes, type Instant } from '../../../src/time/instant';
import type { Course } from '../../../src/course/state';
import { STAFF_ROLES } from '../../../src/vocabulary/roles';
import { CATALOG, SIGNAL_NAMES, type SignalName } from '../../../src/catalog/signals';
import { signalSchema } from '../../../src/catalog/signals/parse';

/** Minutes from the instant at which the signal is reported. */
interface Offset {
  minutesFromNow: number;
}

interface Schema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  format?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  items?: Schema;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
}

const DAY = 24 * 60;
const offset = fc
  .oneof(
    fc.integer({ min: -2, max: 2 }),
    fc.integer({ min: 1, max: 240 }),
    fc.integer({ min: -3 * DAY, max: 14 * DAY }),
    fc.integer({ min: -400 * DAY, max: 400 * DAY }),
  )
  .map((minutesFromNow): Offset => ({ minutesFromNow }));

/** One of what the course knows by such a name, the latest first, or (past the last) what it never knew. */
interface Pick {
  pick: keyof typeof KNOWN;
  nth: number;
}

const KNOWN = {
  session: ({ sessions }: Course) => [...sessions.map(({ ref }) => ref).reverse(), 'dosing-99'],
  estimate: ({ estimate }: Course) => [estimate?.ref ?? 'estimate-1', 'constructor'],
  supply: ({ prescriptions }: Course) => [
    ...prescriptions.map((_, index) => `supply-${index + 1}`).reverse(),
    'supply-99',
  ],
  order: ({ order }: Course) => [order?.ref ?? 'order-1', 'constructor'],
  instructions: ({ instructions }: Course) => [instructions?.ref ?? 'instructions-1', 'constructor'],
  hold: ({ holds }: Course) => [...holds.map(({ ref }) => ref), 'hold-99'],
  entry: ({ money }: Course) => [...money.charges.map(({ entry }) => entry).reverse(), 'charge-999'],
  payment: ({ money }: Course) => [...money.payments.map(({ entry }) => entry).reverse(), 'payment-999'],
  package: ({ protocol }: Course) => [...(protocol.packages ?? []).map(({ code }) => code), 'constructor'],
  signal: ({ signalLog }: Course) => [...Object.keys(signalLog).reverse(), 'never-reported', 'constructor'],
  criteria: ({ protocol }: Course) => [...(protocol.screening.criteria ?? []), 'The client lives nearby'],
  key: ({ undelivered, done }: Course) => [
    ...Object.keys(undelivered),
    ...Object.keys(done).reverse().slice(0, 5),
    'constructor',
  ],
  task: ({ tasks }: Course) => [...Object.keys(tasks), 'toString'],
  gate: (course: Course) => [
    ...closedGates(course, course.clock, 'start', scheduledSession(course, 'dosing')).map(({ code }) => code),
    'integration-owed',
  ],
  protocol: ({ protocol }: Course) => [
    { ...protocol, version: protocol.version + 1 },
    {
      ...protocol,
      version: protocol.version + 2,
      dosing: { ...protocol.dosing, planned: protocol.dosing.planned + 2, routes: ['nasal', 'oral'] },
      preparation: { ...protocol.preparation, minimum: protocol.preparation.minimum + 1 },
      fees: { ...protocol.fees, dosing: { kind: 'none' } },
    },
    protocol,
    { ...protocol, id: 'another' },
  ],
};

const isPicked = (name: string): name is keyof typeof KNOWN => name in KNOWN;

const pick = (name: keyof typeof KNOWN): fc.Arbitrary<Pick> =>
  fc.oneof(fc.nat(2), fc.nat(40)).map((nth) => ({ pick: name, nth }));

const TEXTS: Record<string, fc.Arbitrary<string>> = {
  reason: fc.constant('as agreed'),
  arranged: fc.constant('a ride was called'),
  words: fc.constantFrom('Mornings suit me better.', 'Ω, 😀\nand a second line'),
  note: fc.string({ maxLength: 10 }),
  to: fc.constant('practice-2'),
  place: fc.constantFrom('US-CA', 'US-GA', 'CA-BC'),
  zone: fc.constantFrom('America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu', 'Nowhere/Nothing'),
  ...Object.fromEntries(STAFF_ROLES.map((role) => [role, fc.constantFrom(`${role}-1`, `${role}-2`)])),
  sha256: fc.constant('a'.repeat(64)),
  closedDays: fc.constantFrom('2027-12-24', '2027-02-26', '2028-02-29'),
};

/** As many answers as one of the questionnaires has, most of them none, some left blank. */
const items = fc.constantFrom(7, 8, 9, 10, 20).chain((length) =>
  fc.array(fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.nat(4), fc.constant(null)), {
    minLength: length,
    maxLength: length,
  }),
);

function arbitraryOf(name: string, schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => arbitraryOf(name, each)));
  if (schema.type === 'null') return fc.constant(null);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.format === 'date-time') return offset;
  if (name === 'protocol') return pick(name);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer') {
    const { exclusiveMinimum = -1, minimum = exclusiveMinimum + 1, maximum = 1_000 } = schema;
    return fc.oneof(
      fc.integer({ min: minimum, max: Math.min(maximum, minimum + 3) }),
      fc.integer({ min: minimum, max: maximum }),
    );
  }
  if (name === 'items') return items;
  if (schema.type === 'array') {
    return fc.array(arbitraryOf(name, schema.items ?? {}), { minLength: 1, maxLength: 3 });
  }
  if (schema.type === 'object') {
    const { properties = {}, required = [] } = schema;
    const fields = Object.entries(properties).map(([key, inner]) => [key, arbitraryOf(key, inner)] as const);
    return fc.record(Object.fromEntries(fields), { requiredKeys: required });
  }
  if (isPicked(name)) return pick(name);
  const text = TEXTS[name];
  if (!text) throw new Error(`no arbitrary for ${name}: ${JSON.stringify(schema)}`);
  return text;
}

/** A signal still without its instants. */
export interface Drawn {
  name: SignalName;
  payload: Record<string, unknown>;
}

/** Any one signal of this name. */
export function drawn(name: SignalName): fc.Arbitrary<Drawn> {
  const { properties } = z.toJSONSchema(signalSchema(name), { io: 'input' }) as Schema;
  const { id: _id, by: _by, ...fields } = properties ?? {};
  const own = fc.record(
    Object.fromEntries(Object.entries(fields).map(([key, schema]) => [key, arbitraryOf(key, schema)])),
    { requiredKeys: Object.keys(fields).filter((key) => !(key in OPTIONAL) && !isOptional(name, key)) },
  );
  const actor = fc.constantFrom(...CATALOG[name].by).map((role) => ({ role, id: `${role}-1` }));
  const id = fc.oneof(
    { weight: 20, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.constantFrom('twice', 'constructor', '__proto__') },
  );
  return fc
    .tuple(own, actor, id)
    .map(([payload, by, key]) => ({ name, payload: { ...payload, by, id: key } }));
}

const OPTIONAL = { occurredAt: true, note: true };

const isOptional = (name: SignalName, key: string): boolean => {
  const { required } = z.toJSONSchema(signalSchema(name), { io: 'input' }) as Schema;
  return !required?.includes(key);
};

export const anySignal: fc.Arbitrary<Drawn> = fc.oneof(...SIGNAL_NAMES.map(drawn));

/** The payload with its instants counted from `now`, naming what `course` knows. */
export function payloadAt(course: Course, now: Instant, payload: unknown): unknown {
  const inner = (each: unknown): unknown => payloadAt(course, now, each);
  if (Array.isArray(payload)) return payload.map(inner);
  if (typeof payload !== 'object' || payload === null) return payload;
  if ('minutesFromNow' in payload) return plusMinutes(now, Number(payload.minutesFromNow));
  if ('pick' in payload) {
    const { pick: name, nth } = payload as Pick;
    const known = KNOWN[name](course);
    return known[nth % known.length];
  }
  return Object.fromEntries(Object.entries(payload).map(([key, each]) => [key, inner(each)]));
}
