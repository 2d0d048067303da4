import { readSignal } from '../../../src/protocols/readSignal';
import type { z } from 'zod';
import { CATALOG, type Signal, type SignalName } from '../../../src/catalog/signals';
import type { Role } from '../../../src/catalog/shapes';
import { THERAPISTS_WORDS } from '../../../src/vocabulary/tasks';

type Input<N extends SignalName> = z.input<z.ZodObject<(typeof CATALOG)[N]['fields']>>;

interface How {
  by?: Role;
  id?: string;
  occurredAt?: string;
}

/** Instants in the specs are written to the minute; signals need seconds. */
const WITH_SECONDS = [/^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?=[Z+-])/, '$1:00'] as const;
const full = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(...WITH_SECONDS) : value;

/** Since 2027 a dose at home requires an examination in person. The specs of that rule override it. */
const EXAMINED = { examined: 'inPerson' };

let reportsSent = 0;

/** The lead completes every task but those that only the therapist can. */
const usually = (name: SignalName, { task = '' }: { task?: string }): Role =>
  name === 'taskCompleted' && !THERAPISTS_WORDS.some((word) => word === task)
    ? 'lead'
    : (CATALOG[name].by[0] ?? 'system');

/** A valid signal: by a role that may send it, the first of the catalog, unless another is named. */
export function report<N extends SignalName>(
  name: N,
  fields: Input<N> & { note?: string },
  { by, id, occurredAt }: How = {},
): Signal {
  const role = by ?? usually(name, fields as { task?: string });
  const fieldsInFull = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, full(value)]));
  const payload = {
    ...(name === 'prescriberDecision' && EXAMINED),
    id: id ?? `report-${++reportsSent}`,
    by: { role, id: `${role}-1` },
    ...(occurredAt !== undefined && { occurredAt: full(occurredAt) }),
    ...fieldsInFull,
  };
  const read = readSignal(name, payload);
  if ('problems' in read) throw new Error(`${name}: ${JSON.stringify(read.problems)}`);
  return read.signal;
}

/** A signal about a session. */
export const about = (
  name: 'dosingStarted' | 'dosingEnded' | 'integrationCompleted' | 'sessionCompleted' | 'sessionNoShow',
  session: string,
  how: How = {},
): Signal => report(name, { session }, how);

export const booked = (
  kind: 'preparation' | 'medical' | 'dosing' | 'integration',
  start: string,
  more: { minutes?: number; setting?: 'remote' | 'inPerson' | 'houseCall' } = {},
): Signal => report('sessionScheduled', { kind, start, ...more });

export const moved = (session: string, start: string): Signal =>
  report('sessionRescheduled', { session, start });

export const released = (session: string, escort = true): Signal =>
  report('clientReleased', { session, oriented: true, escort });
