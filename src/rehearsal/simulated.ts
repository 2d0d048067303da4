import type { Rehearsal } from './result';
import { inOrder, simulate, type MailOutcome } from '../course/forecast/simulate';
import { rehearsalOf } from './report';
import type { FixedScript } from './script';

/** Runs a scenario in the pure model alone. */
export function simulated(script: FixedScript, course = 'rehearsal'): Rehearsal {
  const { start, protocol, practice, client, by, lines, end } = script;
  const mailOutcome: MailOutcome = ({ to }) =>
    to === 'client' && script.scenario.mail?.client === 'refused' ? 'failed' : 'delivered';
  const result = simulate(
    { at: start, course, protocol, practice, client },
    by,
    inOrder(lines),
    end,
    mailOutcome,
  );
  return rehearsalOf(script, { events: result.events, answers: result.signals }, () => undefined);
}
