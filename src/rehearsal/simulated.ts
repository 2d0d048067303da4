import type { Instant } from '../time/instant';
import type { Rehearsal } from './result';
import { simulate, type MailOutcome } from '../course/forecast/simulate';
import { rehearsalOf } from './report';
import { scripted, unsubscribedAt, type FixedScript } from './script';

/** Whether the client has unsubscribed and has not consented to e-mail again: what the server keeps with the client. */
function unsubscribes(script: FixedScript): (at: Instant) => boolean {
  const from = unsubscribedAt(script);
  if (!from) return () => false;
  const again = script.lines.find(
    ({ signal, at }) =>
      signal.name === 'consentSigned' && signal.kinds.includes('electronicMessages') && at >= from,
  );
  return (at) => at >= from && !(again && at >= again.at);
}

/** Runs a scenario in the pure model alone. */
export function simulated(script: FixedScript, course = 'rehearsal'): Rehearsal {
  const { start, protocol, practice, client, by, lines, end } = script;
  const { mail } = script.scenario;
  const unsubscribed = unsubscribes(script);
  const mailOutcome: MailOutcome = ({ to }, at) => {
    if (to !== 'client') return 'delivered';
    if (mail?.client === 'none') return 'no-address';
    if (unsubscribed(at)) return 'opted-out';
    return mail?.client === 'refused' ? 'failed' : 'delivered';
  };
  const result = simulate(
    { at: start, course, protocol, practice, client },
    by,
    scripted(lines),
    end,
    mailOutcome,
  );
  return rehearsalOf(script, { events: result.events, answers: result.signals }, () => undefined);
}
