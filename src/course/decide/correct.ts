/** What was reported by mistake is taken back by what is told now; the past stays as it is. course.md §3 */
import type { LedgerEntry } from '../ledgerEntry';
import type { SignalName } from '../../catalog/signals';
import { SIGNALS_AFTER_CLOSE } from './afterClose';
import { CORRECTABLE, entriesOf, INSTEAD } from '../corrections';
import { ledgerEvents, isCharge } from '../money/ledger';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, SignalRecord } from '../state';
import { recordOf } from '../corrections/signalLog';
import { accept, refuse, unless, type Decider } from './decider';
import { OUTCOME_WORDS } from './words';

const notCorrectable = (name: SignalName): Reason => {
  const alternative = INSTEAD[name];
  return alternative
    ? reason('not-correctable:instead', { signal: name, alternative })
    : reason('not-correctable:never', { signal: name });
};

/** A measure that told of danger is a safety report; a confirmed dose that is an order too is the prescriber's. */
const correctable = ({ name, held, ordered }: SignalRecord) =>
  held || ordered ? undefined : CORRECTABLE[name];

/** Charges are credited; everything else is entered once more, the other way round. */
const reversed = ({ entry, kind, code, cents, ...about }: LedgerEntry): Omit<LedgerEntry, 'entry'> =>
  isCharge(kind)
    ? { ...about, kind: 'credit', code: entry, cents: -cents, reverses: entry }
    : { ...about, kind, code, cents: -cents, reverses: entry };

const closedFor = ({ closed }: Course, name: SignalName): Reason[] =>
  closed && !SIGNALS_AFTER_CLOSE.has(name)
    ? [reason('course-closed:correction', { outcome: OUTCOME_WORDS[closed.outcome], signal: name })]
    : [];

export const signalCorrected: Decider<'signalCorrected'> = {
  decide: (course, { signal, reason: why, note, by }, at) => {
    const told = recordOf(course, signal);
    if (!told) return refuse(reason('signal-unknown', { signal }));
    const { name } = told;
    if (told.corrected) return refuse(reason('already-corrected', { signal }));
    const rule = correctable(told);
    if (!rule) return refuse(notCorrectable(name));
    const { role } = by;
    const reasons = [
      ...unless(
        role === 'lead' || rule.by.includes(role),
        reason('correction-not-yours', { signal: name }, [...rule.by, 'lead']),
      ),
      ...closedFor(course, name),
      ...rule.against(course, told),
    ];
    if (reasons.length > 0) return refuse(...reasons);
    return accept(
      {
        type: 'signalCorrected',
        at,
        signal,
        what: name,
        reason: why,
        ...(told.session !== undefined && { session: told.session }),
        ...(note !== undefined && { note }),
      },
      ...ledgerEvents(course.money, at, entriesOf(course, told).map(reversed)),
    );
  },
};
