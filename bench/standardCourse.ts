/** The standard course: its signals and their times, from the plan in `src/course`. */
import { randomUUID } from 'node:crypto';
import { instant, plusHours, type Instant } from '../src/time/instant';
import { plan } from '../src/course/forecast/plan';
import { simulate, type SimulationResult } from '../src/course/forecast/simulate';
import { loadProtocol } from '../src/protocols/load';
import type { Signal } from '../src/catalog/signals';
import type { Store } from '../src/store';
import type { StartInput } from '../src/workflows/contract';

const ZONE = 'America/Los_Angeles';
const BY = { role: 'frontDesk', id: 'frontdesk-1' } as const;

/** A Monday morning in the future, because virtual time only moves forward. */
export const START = instant(`${new Date().getUTCFullYear() + 1}-01-04T09:00:00-08:00`);
/** Long enough for the whole course and until its ledger closes. */
export const END = plusHours(START, 24 * 500);

export function courseInput(course: string = randomUUID()): StartInput {
  const protocol = loadProtocol('calm');
  return { course, protocol, practice: { zone: ZONE, closedDays: [] }, client: { zone: ZONE }, by: BY };
}

function simulated(at: Instant, end: Instant, course = 'simulated'): SimulationResult {
  const { protocol, practice, client } = courseInput(course);
  return simulate({ at, course, protocol, practice, client }, BY, { next: plan }, end);
}

/** Every signal of the standard course, each with its own id. */
export function standardSignals(): { at: Instant; signal: Signal }[] {
  return simulated(START, END).signals.map(({ at, signal }, n) => ({
    at,
    signal: { ...signal, id: `signal-${n}`, occurredAt: at },
  }));
}

const MID_COURSE_DAYS = 110;

/** A course that is now in the middle of its dosings, in the form that continue-as-new hands over. */
export function midCourse(course: string = randomUUID()): StartInput {
  const now = instant(new Date().toISOString());
  const { course: state } = simulated(plusHours(now, -24 * MID_COURSE_DAYS), now, course);
  return { ...courseInput(course), carried: { version: 1, course: state } };
}

/** The simplest signal, which can be reported at any time and any number of times. */
export function payment(): Signal {
  const by = { role: 'biller', id: 'biller-1' } as const;
  return { name: 'paymentPosted', id: randomUUID(), by, cents: 100, method: 'card' };
}

/** Creates a fictional client with a registered course. */
export async function register(store: Store, { course, protocol }: StartInput): Promise<string> {
  const id = randomUUID();
  const createdAt = instant(new Date().toISOString());
  const email = `client-${id.slice(0, 8)}@client.example`;
  await store.clients.add({
    ...{ id, name: 'Ada Invented', email, zone: ZONE, unsubscribeToken: randomUUID(), createdAt },
  });
  const { id: name, version } = protocol;
  await store.courses.register({
    ...{ id: course, client: id, protocol: name, protocolVersion: version, startedAt: createdAt },
  });
  return id;
}
