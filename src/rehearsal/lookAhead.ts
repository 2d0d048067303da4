/** A forecast without a server: from the start of a course, or from any time in a scenario. */
import { forecast, type Forecast } from '../course/forecast/forecast';
import { simulate } from '../course/forecast/simulate';
import type { Instant } from '../time/instant';
import type { Course } from '../course/state';
import { start } from '../course/step';
import { shippedProtocols, type ProtocolLibrary } from '../protocols/load';
import type { Protocol } from '../catalog/protocol';
import { AssumeSchema, assumedOtherwise } from '../catalog/assumptions';
import { CATALOG, isSignalName, SIGNAL_NAMES, type Signal } from '../catalog/signals';
import { readFilled } from '../protocols/readSignal';
import { isRefusal } from './steps';
import { scripted, type FixedScript } from './script';
import { resolveFields, isWhen, resolveWhen } from './instants';

/** An invalid question; the message says what to write instead. */
export class LookAheadError extends Error {
  readonly code = 'look-ahead-invalid';
}

/** Where a forecast begins. */
export interface Outlook {
  course: Course;
  now: Instant;
  /** Relative times such as `+3d 10:00` count from here. */
  begins: Instant;
  zone: string;
  /** How many reports were refused that the scenario expects to be accepted. */
  refused?: number;
}

/** A course that begins now, with the client and the practice in `zone`. */
export function atStart(protocol: Protocol, zone: string, now: Instant): Outlook {
  const practice = { zone, closedDays: [] };
  const first = { at: now, course: 'forecast', protocol, practice, client: { zone } };
  const { course } = start(first, { role: 'frontDesk', id: 'forecast' }, now);
  return { course, now, begins: now, zone };
}

/** The scenario simulated up to a time in it (`+60d 12:00`), or to its last line. */
export function midScenario(script: FixedScript, until?: string): Outlook {
  const { start: begins, protocol, practice, client, by, lines } = script;
  if (until !== undefined && !isWhen(until))
    throw new LookAheadError(`--at must be a time such as "+60d 12:00", not "${until}".`);
  const now = until ? resolveWhen(until, begins, client.zone) : (lines.at(-1)?.at ?? begins);
  if (now < begins) throw new LookAheadError('--at must not be before the start of the scenario.');
  const reported = lines.filter(({ at }) => at <= now);
  const first = { at: begins, course: 'forecast', protocol, practice, client };
  const { course, signals } = simulate(first, by, scripted(reported), now);
  const refused = signals.filter(
    ({ answer }, index) => !answer.accepted && !isRefusal(reported[index]?.expect ?? 'accepted'),
  ).length;
  return { course, now, begins, zone: client.zone, ...(refused > 0 && { refused }) };
}

/** Reads `NAME:JSON` as a report by a role that may make it. @throws LookAheadError */
export function proposedIn(
  { begins, zone }: Outlook,
  text: string,
  protocols: ProtocolLibrary = shippedProtocols,
): Signal {
  const [, name = '', json = '{}'] = /^(\w+)(?::(.*))?$/s.exec(text) ?? [];
  if (!isSignalName(name))
    throw new LookAheadError(`There is no signal "${name || text}". Available: ${SIGNAL_NAMES.join(', ')}.`);
  const fields = resolveFields(readJson(json, name), begins, zone) as Record<string, unknown>;
  const by = { role: CATALOG[name].by[0], id: 'what-if' };
  const read = readFilled(name, { id: 'what-if', by, ...fields }, protocols);
  if ('signal' in read) return read.signal;
  const problems = read.problems.map(({ field, message }) => `  ${field}: ${message}`);
  throw new LookAheadError(`The report ${name} is not valid:\n${problems.join('\n')}`);
}

function readJson(json: string, name: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new LookAheadError(`${name}: must be followed by JSON, such as '{"session":"dosing-4"}'.`);
  }
}

function parsed(assumption: string): [name: string, value: string] {
  const [, name, value] = /^(\w+)=(.+)$/.exec(assumption) ?? [];
  if (name === undefined || value === undefined)
    throw new LookAheadError(`--assume must be NAME=VALUE, such as boosters=2, not "${assumption}".`);
  return [name, value];
}

/** Forecasts the course; `assumptions` are given as `NAME=VALUE`. @throws LookAheadError */
export function lookAhead(
  from: Outlook,
  {
    whatIf,
    assumptions = [],
    protocols = shippedProtocols,
  }: { whatIf?: string; assumptions?: readonly string[]; protocols?: ProtocolLibrary } = {},
): Forecast {
  const given = Object.fromEntries(assumptions.map(parsed));
  const read = AssumeSchema.safeParse(given);
  if (!read.success) {
    // A number that breaks two bounds at once is one mistake: report the narrower bound.
    const mistakes = new Map(read.error.issues.map(({ path, message }) => [path.join('.'), message]));
    const problems = [...mistakes].map(([field, message]) =>
      field === '' ? `  ${message}` : `  ${field}: ${message}`,
    );
    throw new LookAheadError(`--assume is not valid:\n${problems.join('\n')}`);
  }
  return forecast(from.course, from.now, {
    assume: assumedOtherwise(read.data),
    ...(whatIf !== undefined && { proposed: proposedIn(from, whatIf, protocols) }),
  });
}
