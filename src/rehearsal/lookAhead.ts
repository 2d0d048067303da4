/** A look ahead without a server: from the start of a course, or from anywhere in a scenario. */
import { forecast, type Forecast } from '../course/forecast/forecast';
import { inOrder, simulate } from '../course/forecast/simulate';
import type { Instant } from '../time/instant';
import type { Course } from '../course/state';
import { start } from '../course/step';
import { shippedProtocols, type ProtocolLibrary } from '../protocols/load';
import type { Protocol } from '../catalog/protocol';
import { AssumeSchema, assumedOtherwise } from '../catalog/assumptions';
import { CATALOG, isSignalName, SIGNAL_NAMES, type Signal } from '../catalog/signals';
import { readFilled } from '../protocols/readSignal';
import type { FixedScript } from './script';
import { resolveFields, resolveWhen, WHEN } from './instants';

/** A question that cannot be asked; the message says what to write instead. */
export class LookAheadError extends Error {
  readonly code = 'look-ahead-invalid';
}

/** Where the look ahead begins. */
export interface Outlook {
  course: Course;
  now: Instant;
  /** What `+3d 10:00` counts from. */
  begins: Instant;
  zone: string;
  /** How many reports of the scenario were refused that it expects to be accepted. */
  refused?: number;
}

/** A course that begins now; client and practice are in `zone`. */
export function atStart(protocol: Protocol, zone: string, now: Instant): Outlook {
  const first = {
    ...{ at: now, course: 'forecast', protocol },
    ...{ practice: { zone, closedDays: [] }, client: { zone } },
  };
  const { course } = start(first, { role: 'frontDesk', id: 'forecast' }, now);
  return { course, now, begins: now, zone };
}

/** The scenario lived up to a time in it (`+60d 12:00`), or to its last line. */
export function within(script: FixedScript, until?: string): Outlook {
  const { start: begins, protocol, practice, client, by, lines } = script;
  if (until !== undefined && !WHEN.test(until))
    throw new LookAheadError(`--at must be a time such as "+60d 12:00", not "${until}"`);
  const now = until ? resolveWhen(until, begins, client.zone) : (lines.at(-1)?.at ?? begins);
  if (now < begins) throw new LookAheadError('--at lies before the start of the scenario');
  const said = lines.filter(({ at }) => at <= now);
  const first = { at: begins, course: 'forecast', protocol, practice, client };
  const { course, signals } = simulate(first, by, inOrder(said), now);
  const wanted = new Set(said.filter(({ expect }) => expect === 'accepted').map(({ signal }) => signal));
  const refused = signals.filter(({ signal, answer }) => wanted.has(signal) && !answer.accepted).length;
  return { course, now, begins, zone: client.zone, ...(refused > 0 && { refused }) };
}

/** Reads `NAME:JSON`, asked as if by somebody who may report it. @throws LookAheadError */
export function proposedIn(
  { begins, zone }: Outlook,
  text: string,
  protocols: ProtocolLibrary = shippedProtocols,
): Signal {
  const [, name = '', json = '{}'] = /^(\w+)(?::(.*))?$/s.exec(text) ?? [];
  if (!isSignalName(name))
    throw new LookAheadError(`There is no signal "${name || text}". There are: ${SIGNAL_NAMES.join(', ')}`);
  const fields = resolveFields(readJson(json, name), begins, zone) as Record<string, unknown>;
  const by = { role: CATALOG[name].by[0], id: 'what-if' };
  const read = readFilled(name, { id: 'what-if', by, ...fields }, protocols);
  if ('signal' in read) return read.signal;
  const problems = read.problems.map(({ field, message }) => `  ${field}: ${message}`);
  throw new LookAheadError(`${name} cannot be asked about:\n${problems.join('\n')}`);
}

function readJson(json: string, name: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new LookAheadError(`after ${name}: comes JSON, such as '{"session":"dosing-4"}'`);
  }
}

function named(assumption: string): [name: string, value: string] {
  const [, name, value] = /^(\w+)=(.+)$/.exec(assumption) ?? [];
  if (name === undefined || value === undefined)
    throw new LookAheadError(`--assume comes as NAME=VALUE, such as boosters=2, not "${assumption}"`);
  return [name, value];
}

/** Looks ahead; `otherwise` are assumptions as `NAME=VALUE`. @throws LookAheadError */
export function lookAhead(
  from: Outlook,
  {
    whatIf,
    otherwise = [],
    protocols = shippedProtocols,
  }: { whatIf?: string; otherwise?: readonly string[]; protocols?: ProtocolLibrary } = {},
): Forecast {
  const given = Object.fromEntries(otherwise.map(named));
  const read = AssumeSchema.safeParse(given);
  if (!read.success) {
    // A number below two bounds at once is one mistake: the narrower is told.
    const told = new Map(read.error.issues.map(({ path, message }) => [path.join('.'), message]));
    const problems = [...told].map(([field, message]) =>
      field === '' ? `  ${message}` : `  ${field}: ${message}`,
    );
    throw new LookAheadError(`--assume cannot be read:\n${problems.join('\n')}`);
  }
  return forecast(from.course, from.now, {
    assume: assumedOtherwise(read.data),
    ...(whatIf !== undefined && { proposed: proposedIn(from, whatIf, protocols) }),
  });
}
