/** Builds the report of a rehearsal. */
import type { LedgerEntry } from '../course/ledgerEntry';
import type { Recorded } from '../course/events';
import type { Reason } from '../vocabulary/reasons';
import type { Warning } from '../vocabulary/warnings';
import type { Answer } from '../course/state';
import type { Rehearsal, RehearsedMessage, RehearsedSignal } from './result';
import { mismatches } from './expected';
import type { FixedScript } from './script';

export interface Answered {
  answer: Answer;
  reasons: Reason[];
  warnings: Warning[];
}

export interface RehearsalRun {
  events: Recorded[];
  answers: Answered[];
}

/** How each message ended, by its key. Undefined in a simulation, which sends nothing: then 'due' or 'failed'. */
export type MessageStates = (key: string) => string | undefined;

function messagesOf(events: Recorded[], stateOf: MessageStates): RehearsedMessage[] {
  const failed = new Set(
    events.flatMap((event) =>
      event.type === 'messageUndelivered' && event.how === 'failed' ? [event.key] : [],
    ),
  );
  const dropped = new Set(events.flatMap((event) => (event.type === 'messageDropped' ? [event.key] : [])));
  return events.flatMap((event): RehearsedMessage[] => {
    if (event.type === 'messageDue') {
      const { key, template, to } = event.message;
      if (dropped.has(key)) return [];
      const state = stateOf(key) ?? (failed.has(key) ? 'failed' : 'due');
      return [{ template, recipient: to, at: event.at, state }];
    }
    if (event.type === 'referralRequested') {
      const state = stateOf(`referral:${event.at}`) ?? 'due';
      return [{ template: 'referral', recipient: 'partner', at: event.at, state }];
    }
    if (event.type !== 'messageDropped' && event.type !== 'messageWithheld') return [];
    const { template, to, at, reason } = event;
    const state = event.type === 'messageDropped' ? 'dropped' : 'withheld';
    return [{ template, recipient: to, at, state, reason }];
  });
}

/** Builds the report and compares it with what the scenario expects. */
export function rehearsalOf(script: FixedScript, run: RehearsalRun, stateOf: MessageStates): Rehearsal {
  const { events } = run;
  const signals = run.answers.map(({ answer, reasons, warnings }, index): RehearsedSignal => {
    const line = script.lines[index];
    const { at = script.start, signal } = line ?? {};
    return {
      at,
      signal: signal?.name ?? '',
      by: signal?.by.role ?? '',
      outcome: answer.accepted ? 'accepted' : 'refused',
      ...(!answer.accepted && {
        code: answer.code,
        reasons: reasons.map(({ code, sentence }) => `${code}: ${sentence}`),
      }),
      ...(warnings.length > 0 && {
        warnings: warnings.map(({ code, sentence, session }) => `${code}: ${session ?? ''}: ${sentence}`),
      }),
    };
  });
  const entries = events.flatMap((event) => {
    if (event.type !== 'ledgerEntered') return [];
    const { entry, kind, code, cents, session, at } = event;
    return [{ entry, kind, code, cents, at, ...(session !== undefined && { session }) }];
  });
  const sum = (kinds: LedgerEntry['kind'][]) =>
    entries.filter(({ kind }) => kinds.includes(kind)).reduce((total, { cents }) => total + cents, 0);
  const breaches = events.flatMap((event) => {
    if (event.type !== 'breached') return [];
    const { kind, cycle, at } = event;
    return [{ kind, at, ...(cycle !== undefined && { cycle }) }];
  });
  const rehearsal: Rehearsal = {
    scenario: script.scenario.title,
    protocol: script.protocol.id,
    start: script.start,
    end: script.end,
    signals,
    events,
    messages: messagesOf(events, stateOf),
    ledger: {
      entries,
      chargesCents: sum(['charge', 'fee', 'waiver', 'package', 'credit']),
      balanceCents: sum(['charge', 'fee', 'waiver', 'package', 'credit', 'payment', 'refund', 'chargeback']),
      currency: script.protocol.currency,
    },
    breaches,
    mismatches: [],
  };
  return { ...rehearsal, mismatches: mismatches(script, rehearsal) };
}
