import type { Rehearsal } from './result';
import { inOrder, simulate, type MailFate } from '../course/forecast/simulate';
import { rehearsalOf } from './report';
import type { FixedScript } from './script';

/** The scenario lived by the pure model alone. */
export function simulated(script: FixedScript, course = 'rehearsal'): Rehearsal {
  const { start, protocol, practice, client, by, lines, end } = script;
  const fate: MailFate = ({ to }) =>
    to === 'client' && script.scenario.mail?.client === 'refused' ? 'failed' : 'delivered';
  const life = simulate({ at: start, course, protocol, practice, client }, by, inOrder(lines), end, fate);
  return rehearsalOf(script, { events: life.events, answers: life.signals }, () => undefined);
}
