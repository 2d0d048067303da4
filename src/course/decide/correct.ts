/** A report made by mistake is corrected by a new event. The past stays as it was. course.md §3 */
import type { LedgerEntry } from '../ledgerEntry';
import type { SignalName } from '../../catalog/signals';
import { SIGNALS_AFTER_CLOSE } from './afterClose';
import { ALTERNATIVES, entriesOf, ruleOf, UNDONE_WITHIN_HOURS } from '../corrections';
import type { Role } from '../../catalog/shapes';
import { latest, plusHours, type Instant } from '../../time/instant';
import { ledgerEvents, isCharge } from '../money/ledger';
import { unsettledAgain } from '../money/packages';
import { reason, type Reason } from '../../vocabulary/reasons';
import { signalWords } from '../../vocabulary/signalWords';
import type { Course, SignalRecord } from '../state';
import { recordOf } from '../corrections/signalLog';
import { accept, refuse, unless, type Decider } from './decider';
import { OUTCOME_WORDS } from './words';

const notCorrectable = (name: SignalName): Reason => {
  const alternative = ALTERNATIVES[name];
  const signal = signalWords(name);
  if (alternative === undefined) return reason('not-correctable:never', { signal });
  return alternative === name
    ? reason('not-correctable:again', { signal })
    : reason('not-correctable:instead', { signal, alternative: signalWords(alternative) });
};

/**
 * A questionnaire that raised an alarm is a safety report. A confirmed dose with a limit is the prescriber’s order.
 * Neither can be corrected.
 */
const correctable = (record: SignalRecord) => (record.held || record.ordered ? undefined : ruleOf(record));

/** What ended the course is undone by the lead alone, and within a day. §9 */
const lateToUndo = ({ clock }: Course, { name, ended }: SignalRecord, at: Instant): Reason[] =>
  unless(
    ended === undefined || latest(at, clock) <= plusHours(ended.at, UNDONE_WITHIN_HOURS),
    reason('closing-stands', { signal: signalWords(name) }),
  );

const notYours = ({ name, ended }: SignalRecord, by: readonly Role[]): Reason =>
  ended
    ? reason('correction-not-yours:closing', { signal: signalWords(name) })
    : reason('correction-not-yours:any', { signal: signalWords(name) }, [...new Set<Role>([...by, 'lead'])]);

/** Charges are credited. Every other entry is reversed. */
const reversed = ({ entry, kind, code, cents, ...about }: LedgerEntry): Omit<LedgerEntry, 'entry'> =>
  isCharge(kind)
    ? { ...about, kind: 'credit', code: entry, cents: -cents, reverses: entry }
    : { ...about, kind, code, cents: -cents, reverses: entry };

const closedFor = ({ closed }: Course, { name, ended }: SignalRecord): Reason[] =>
  closed && !ended && !SIGNALS_AFTER_CLOSE.has(name)
    ? [
        reason('course-closed:correction', {
          outcome: OUTCOME_WORDS[closed.outcome],
          signal: signalWords(name),
        }),
      ]
    : [];

export const signalCorrected: Decider<'signalCorrected'> = {
  decide: (course, { signal, reason: why, note, by }, at) => {
    const record = recordOf(course, signal);
    if (!record) return refuse(reason('signal-unknown', { signal }));
    const { name } = record;
    if (record.corrected) return refuse(reason('already-corrected', { signal }));
    const rule = correctable(record);
    if (!rule) return refuse(notCorrectable(name));
    const { role } = by;
    const reasons = [
      ...unless(role === 'lead' || rule.by.includes(role), notYours(record, rule.by)),
      ...lateToUndo(course, record, at),
      ...closedFor(course, record),
      ...rule.against(course, record),
    ];
    if (reasons.length > 0) return refuse(...reasons);
    return accept(
      {
        type: 'signalCorrected',
        at,
        signal,
        what: name,
        reason: why,
        ...(record.session !== undefined && { session: record.session }),
        ...(note !== undefined && { note }),
      },
      ...ledgerEvents(course.money, at, [
        ...entriesOf(course, record).map(reversed),
        ...(record.ended ? unsettledAgain(course, record.ended.entries) : []),
      ]),
    );
  },
};
