import { parseProtocol, shippedProtocols, type ProtocolLibrary } from '../protocols/load';
import type { Protocol } from '../catalog/protocol';
import type { Script, ScriptedSignal } from '../course/forecast/simulate';
import type { Task } from '../course/state';
import { settle } from '../course/step';
import { byInstant, type Instant } from '../time/instant';
import type { Actor, Signal } from '../catalog/signals';
import { readFilled } from '../protocols/readSignal';
import { ScenarioError, type Scenario } from './scenario';
import { unrolled, type Check, type Expectation, type Line, type Placed, type State } from './steps';
import { taskNamed, type NamedTask } from './namedTask';
import { resolveFields, resolveWhen, startOf } from './instants';

/** A report at its time. */
export interface ScriptedLine extends ScriptedSignal {
  /** Its time as written. */
  when: string;
  expect: Expectation;
  /** The task it completes, if it is not named by its key. */
  task?: NamedTask;
}

/** What the state must be at a moment, after the first `after` lines. `when` is the time as written. */
export interface StateCheck {
  at: Instant;
  when: string;
  state: State;
  after: number;
}

/** A scenario with all its times resolved, ready to run. */
export interface FixedScript {
  scenario: Scenario;
  protocol: Protocol;
  start: Instant;
  end: Instant;
  practice: { zone: string; closedDays: string[] };
  client: { zone: string };
  by: Actor;
  lines: ScriptedLine[];
  checks: StateCheck[];
}

/** The scenario's protocol with its changes, checked like a protocol's file. */
function changedProtocol({ protocol, changes }: Scenario, protocols: ProtocolLibrary): Protocol {
  const raw = protocols.raw(protocol);
  for (const [at, value] of Object.entries(changes)) change(raw, at.split('.'), at, value);
  return parseProtocol(raw, `protocols/${protocol}.json with the scenario’s changes`);
}

function change(node: unknown, [key = '', ...rest]: string[], at: string, value: unknown): void {
  const inside = typeof node === 'object' && node !== null ? (node as Record<string, unknown>) : {};
  if (!Object.hasOwn(inside, key)) {
    throw new ScenarioError('scenario-invalid', `changes: the protocol has no "${at}".`);
  }
  if (rest.length > 0) change(inside[key], rest, at, value);
  else inside[key] = { value, assumed: true, why: 'Changed by the scenario.' };
}

/** Reads one report; a task that is named by kind and session gets a key of that form until it is reported. */
function reportOf(
  { step: line, place, repetition }: With<Line>,
  { id, at, start, zone }: { id: string; at: Instant; start: Instant; zone: string },
  protocols: ProtocolLibrary,
): Pick<ScriptedLine, 'signal' | 'task'> {
  const { task, fields, problems: wrongTask = [] } = taskNamed(line.with);
  const by = { role: line.by, id: `${line.by}-1` };
  const payload = { id, by, occurredAt: at, ...(resolveFields(fields, start, zone) as object) };
  const read = readFilled(line.signal, payload, protocols);
  if ('signal' in read && wrongTask.length === 0) return { signal: read.signal, ...(task && { task }) };
  const problems = 'problems' in read ? [...wrongTask, ...read.problems] : wrongTask;
  const which = repetition === undefined ? '' : `, repetition ${repetition}`;
  const lines = problems.map(
    ({ field, message }) => `  ${place} (${line.signal}${which}) ${field}: ${message}`,
  );
  throw new ScenarioError('scenario-invalid', `The scenario is not valid:\n${lines.join('\n')}`);
}

type With<S> = Omit<Placed, 'step'> & { step: S };
const isCheck = <P extends Placed>(placed: P): placed is P & With<Check> => 'state' in placed.step;
const isLine = <P extends Placed>(placed: P): placed is P & With<Line> => !isCheck(placed);

/** @throws ScenarioError when a step is earlier than the one above it, or something is expected after the end */
function mustBeInOrder(steps: readonly (Placed & { at: Instant })[], start: Instant, end: Instant): void {
  const refuse = ({ place, repetition }: Placed, why: string): never => {
    const which = repetition === undefined ? '' : ` (repetition ${repetition})`;
    throw new ScenarioError('scenario-invalid', `${place}${which} must not be ${why}.`);
  };
  for (const [index, step] of steps.entries()) {
    if (step.at < (steps[index - 1]?.at ?? start))
      refuse(step, 'earlier than the step above it, or than the start');
    if (isCheck(step) && step.at > end) refuse(step, 'later than the end');
  }
}

/**
 * Resolves the times of a scenario, starting in its year, or else on its first possible day after `now`.
 * @throws ScenarioError `scenario-invalid` when a signal does not match the catalog; ProtocolError
 */
export function fixScript(
  scenario: Scenario,
  now: Instant,
  protocols: ProtocolLibrary = shippedProtocols,
): FixedScript {
  const protocol = changedProtocol(scenario, protocols);
  const start = startOf(scenario, now);
  const { zone } = scenario;
  const end = resolveWhen(scenario.end, start, zone);
  const steps = unrolled(scenario.signals).map((placed) => ({
    ...placed,
    at: resolveWhen(placed.step.at, start, zone),
  }));
  const lines = steps.filter(isLine).map(({ at, ...placed }, index): ScriptedLine => {
    const id = placed.step.id ?? `line-${index + 1}`;
    return {
      at,
      when: placed.step.at,
      ...reportOf(placed, { id, at, start, zone }, protocols),
      expect: placed.step.expect,
    };
  });
  mustBeInOrder(steps, start, end);
  return {
    scenario,
    protocol,
    start,
    end,
    practice: { zone: scenario.practiceZone ?? zone, closedDays: scenario.closedDays },
    client: { zone },
    by: { role: 'frontDesk', id: 'frontDesk-1' },
    lines,
    checks: steps.flatMap((placed, index) =>
      isCheck(placed)
        ? [
            {
              ...placed.step,
              at: placed.at,
              when: placed.step.at,
              after: steps.slice(0, index).filter(isLine).length,
            },
          ]
        : [],
    ),
  };
}

/** @throws ScenarioError for a scenario that starts in the past: time on a server only moves forward */
export function mustLieAhead({ start }: FixedScript, now: Instant): void {
  if (start > now) return;
  throw new ScenarioError(
    'scenario-invalid',
    `The scenario starts at ${start}, and time on a server only moves forward. Use --simulate.`,
  );
}

/** The report with the key of the task that it names, if such a task is open now: the oldest of them. */
export function withTask(
  { signal, task }: Pick<ScriptedLine, 'signal' | 'task'>,
  open: readonly Task[],
): Signal {
  const found =
    task &&
    [...open]
      .sort(byInstant(({ openedAt }) => openedAt))
      .find(({ kind, session }) => kind === task.kind && (task.session ?? session) === session);
  return found && signal.name === 'taskCompleted' ? { ...signal, task: found.key } : signal;
}

/** The lines as a script for the simulation, in their order, regardless of the answers. */
export function scripted(lines: readonly ScriptedLine[]): Script {
  let next = 0;
  return {
    next: (course) => {
      const line = lines[next];
      if (!line) return undefined;
      // A task may open in the very minute of the report.
      const open = line.task ? Object.values(settle(course, line.at).course.tasks) : [];
      return { at: line.at, signal: withTask(line, open) };
    },
    onAnswer: () => {
      next += 1;
    },
  };
}

/** When the client unsubscribes from e-mail, if they do. */
export const unsubscribedAt = ({ scenario: { mail, zone }, start }: FixedScript): Instant | undefined =>
  mail?.unsubscribed === undefined ? undefined : resolveWhen(mail.unsubscribed, start, zone);
