/** Any signal the catalog lets through, drawn from its own schemas; instants are relative to now. */
import fc from 'fast-check';
import { z } from 'zod';
import { plusMinutes, type Instant } from '../../../src/course/instant';
import { CATALOG, signalSchema, SIGNAL_NAMES, type SignalName } from '../../../src/signals/catalog';

/** Minutes from the instant at which the signal is said. */
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
  properties?: Record<string, Schema>;
  required?: string[];
}

const DAY = 24 * 60;
const offset = fc
  .oneof(
    fc.integer({ min: -2, max: 2 }),
    fc.integer({ min: -3 * DAY, max: 14 * DAY }),
    fc.integer({ min: -400 * DAY, max: 400 * DAY }),
  )
  .map((minutesFromNow): Offset => ({ minutesFromNow }));

const numbered = (words: readonly string[], most: number) =>
  fc.tuple(fc.constantFrom(...words), fc.integer({ min: 1, max: most })).map(([word, n]) => `${word}-${n}`);

/** Texts that mean something only to the course: refs that exist, might exist, and never do. */
const TEXTS: Record<string, fc.Arbitrary<string>> = {
  session: numbered(['preparation', 'medical', 'dosing', 'integration'], 4),
  estimate: fc.constantFrom('estimate-1', 'estimate-2', 'constructor'),
  hold: numbered(['hold'], 4),
  entry: numbered(['charge'], 12),
  task: fc.constantFrom(
    'issue-estimate',
    'collect-consents',
    'dose-review',
    'book-integration:cycle-1',
    'toString',
  ),
  gate: fc.constantFrom(
    'integration-owed',
    'preparation-short',
    'dose-unconfirmed',
    'support-person-unconfirmed',
    'approval-missing',
    'supply-empty',
    'vitals-missing',
    'on-hold',
  ),
  reason: fc.constant('as agreed'),
  note: fc.string({ maxLength: 10 }),
};

function arbitraryOf(name: string, schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.format === 'date-time') return offset;
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer') {
    const { exclusiveMinimum = -1, minimum = exclusiveMinimum + 1, maximum = 1_000 } = schema;
    return fc.oneof(
      fc.integer({ min: minimum, max: Math.min(maximum, minimum + 3) }),
      fc.integer({ min: minimum, max: maximum }),
    );
  }
  if (schema.type === 'array') {
    return fc.array(arbitraryOf(name, schema.items ?? {}), { minLength: 1, maxLength: 3 });
  }
  if (schema.type === 'object') {
    const { properties = {}, required = [] } = schema;
    const fields = Object.entries(properties).map(([key, inner]) => [key, arbitraryOf(key, inner)] as const);
    return fc.record(Object.fromEntries(fields), { requiredKeys: required });
  }
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

/** The payload with its instants counted from `now`. */
export function payloadAt(now: Instant, payload: unknown): unknown {
  if (Array.isArray(payload)) return payload.map((each) => payloadAt(now, each));
  if (typeof payload !== 'object' || payload === null) return payload;
  if ('minutesFromNow' in payload) return plusMinutes(now, Number(payload.minutesFromNow));
  return Object.fromEntries(Object.entries(payload).map(([key, inner]) => [key, payloadAt(now, inner)]));
}
