import { parseProtocol, shippedProtocols, type ProtocolLibrary } from '../protocols/load';
import type { Protocol } from '../catalog/protocol';
import type { ScriptedSignal } from '../course/forecast/simulate';
import type { Instant } from '../time/instant';
import type { Actor } from '../catalog/signals';
import { readFilled } from '../protocols/readSignal';
import { ScenarioError, type Expectation, type Scenario } from './scenario';
import { resolveFields, resolveWhen, startOf } from './instants';

/** A scenario with all its times resolved, ready to run. */
export interface FixedScript {
  scenario: Scenario;
  protocol: Protocol;
  start: Instant;
  end: Instant;
  practice: { zone: string; closedDays: string[] };
  client: { zone: string };
  by: Actor;
  lines: (ScriptedSignal & { expect: Expectation })[];
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

/**
 * Resolves the times of a scenario, starting on its first possible day after `now`.
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
  const lines = scenario.signals.map((line, index) => {
    const at = resolveWhen(line.at, start, zone);
    const fields = resolveFields(line.with, start, zone) as Record<string, unknown>;
    const id = line.id ?? `line-${index + 1}`;
    const by = { role: line.by, id: `${line.by}-1` };
    const read = readFilled(line.signal, { id, by, occurredAt: at, ...fields }, protocols);
    if ('problems' in read) {
      const problems = read.problems.map(
        ({ field, message }) => `  signals.${index} (${line.signal}) ${field}: ${message}`,
      );
      throw new ScenarioError('scenario-invalid', `The scenario is not valid:\n${problems.join('\n')}`);
    }
    return { at, signal: read.signal, expect: line.expect };
  });
  const late = lines.findIndex(({ at }, index) => at < (lines[index - 1]?.at ?? start));
  if (late >= 0) {
    throw new ScenarioError(
      'scenario-invalid',
      `signals.${late} must not be earlier than the signal above it, or than the start.`,
    );
  }
  return {
    scenario,
    protocol,
    start,
    end: resolveWhen(scenario.end, start, zone),
    practice: { zone: scenario.practiceZone ?? zone, closedDays: scenario.closedDays },
    client: { zone },
    by: { role: 'frontDesk', id: 'frontDesk-1' },
    lines,
  };
}

/** When the client unsubscribes from e-mail, if they do. */
export const unsubscribedAt = ({ scenario: { mail, zone }, start }: FixedScript): Instant | undefined =>
  mail?.unsubscribed === undefined ? undefined : resolveWhen(mail.unsubscribed, start, zone);
