/** What each accepted signal did, as far as a correction needs it. course.md §3 */
import { sessionOf } from '../selectors/sessions';
import { inLogOnly } from '../selectors/vitals';
import type { LedgerEntry } from '../ledgerEntry';
import type { SignalName } from '../../catalog/signals';
import type { EventType, Recorded } from '../events';
import type { Course, SignalRecord } from '../state';
import { latestSupply, prescriptionOf } from '../patches/supplies';

/** Events of the course itself, or in addition to the event with the signal’s own name. */
const NOT_REPORTED: ReadonlySet<EventType> = new Set<EventType>([
  'courseStarted',
  'approvalGranted',
  'referralRequested',
  'holdOpened',
  'ledgerEntered',
  'messageDue',
  'messageDropped',
  'messageWithheld',
  'messageUndelivered',
  'messageDelivered',
  'taskOpened',
  'taskClosed',
  'breached',
  'noticed',
]);

/** What a signal did. Undefined if it was not accepted. */
export const recordOf = ({ signalLog }: Course, id: string): SignalRecord | undefined =>
  Object.hasOwn(signalLog, id) ? signalLog[id] : undefined;

/** What a correction needs. Empty for signals that cannot be corrected. */
function details(before: Course, event: Recorded): Partial<SignalRecord> {
  switch (event.type) {
    case 'sessionCompleted':
    case 'sessionNoShow':
    case 'integrationCompleted':
    case 'chargeEntered':
    case 'rideHomeConfirmed':
    case 'readinessAttested':
    case 'dosingEnded':
      return { session: event.session };
    case 'dosingStarted': {
      const { overrides, resumedAt } = before;
      return { session: event.session, overrides, ...(resumedAt && { resumedAt }) };
    }
    case 'clientReleased':
    case 'clientLeftAgainstAdvice': {
      const vitalsAfter = sessionOf(before, event.session)?.vitalsAfter;
      return { session: event.session, ...(vitalsAfter && { vitalsAfter }) };
    }
    case 'supportPersonConfirmed': {
      const { supportPerson, supportPersonAt, absentSince } = sessionOf(before, event.session) ?? {};
      return {
        session: event.session,
        supportPerson: {
          ...(supportPerson && { supportPerson }),
          ...(supportPersonAt && { supportPersonAt }),
          ...(absentSince && { absentSince }),
        },
      };
    }
    case 'vitalsRecorded': {
      const session = sessionOf(before, event.session);
      const logOnly = session && inLogOnly(session, event.by.role);
      return { session: event.session, when: event.when, at: event.at, ...(logOnly && { logOnly }) };
    }
    case 'morePreparationNeeded': {
      const { preparationMinimum, morePreparation } = before;
      return { preparation: { preparationMinimum, ...(morePreparation && { morePreparation }) } };
    }
    case 'labsCleared':
    case 'trainingCompleted':
      return { at: event.at };
    case 'doseConfirmed':
      return event.maxDosings === undefined ? {} : { ordered: true };
    case 'courseReviewed':
      return event.decision === 'end' && before.review ? { review: before.review } : {};
    case 'measureSubmitted':
      return { measure: { instrument: event.instrument, at: event.at } };
    case 'dosesReconciled':
      return { supply: before.supply };
    case 'shipmentLost':
    case 'shipmentReceived': {
      const shipped = event.supply ?? latestSupply(before);
      const prescription = prescriptionOf(before, shipped);
      return { supply: before.supply, shipped, ...(prescription && { prescription }) };
    }
    default:
      return {};
  }
}

const entryOf = ({ entry, kind, code, cents, session, package: sold }: LedgerEntry): LedgerEntry => ({
  entry,
  kind,
  code,
  cents,
  ...(session !== undefined && { session }),
  ...(sold !== undefined && { package: sold }),
});

/** The events that end a course. */
const ENDS: ReadonlySet<EventType> = new Set<EventType>([
  'clientWithdrew',
  'courseTransferred',
  'courseClosed',
]);

/** The integrations that fall away with a dosing session that the client missed. */
const fellAway = (event: Recorded, missed: SignalRecord | undefined): SignalRecord | undefined =>
  event.type === 'sessionCancelled' && missed?.name === 'sessionNoShow'
    ? { ...missed, calledOff: [...(missed.calledOff ?? []), event.session] }
    : undefined;

/** A signal that ends the course cancels bookings before, and ends holds after. Undefined for all else. */
function partOfAnEnd(
  before: Course,
  event: Recorded,
  earlier: SignalRecord | undefined,
): SignalRecord | undefined {
  if (event.type === 'sessionCancelled' && event.calledOff) {
    const record = earlier ?? { name: event.type, seq: event.seq };
    return { ...record, calledOff: [...(record.calledOff ?? []), event.session] };
  }
  if (ENDS.has(event.type)) {
    const named = earlier && earlier.name !== 'sessionCancelled' ? earlier.name : (event.type as SignalName);
    const ended = { at: event.recordedAt, entries: before.money.entries };
    return { ...earlier, name: named, seq: earlier?.seq ?? event.seq, ended };
  }
  if (event.type === 'holdLifted' && earlier?.ended) {
    const { holds = [] } = earlier.ended;
    const lifted = before.holds.filter(({ ref }) => ref === event.hold);
    const { resumedAt } = holds.length > 0 ? earlier.ended : before;
    return {
      ...earlier,
      ended: { ...earlier.ended, holds: [...holds, ...lifted], ...(resumedAt && { resumedAt }) },
    };
  }
  return undefined;
}

/** The log after one more event. Signals that cannot be corrected keep only their name. */
export function recordSignal(before: Course, event: Recorded): Course['signalLog'] {
  const { signalLog } = before;
  const earlier = recordOf(before, event.cause);
  const put = (one: SignalRecord): Course['signalLog'] => ({ ...signalLog, [event.cause]: one });
  const more = partOfAnEnd(before, event, earlier) ?? fellAway(event, earlier);
  if (more) return put(more);
  if (!NOT_REPORTED.has(event.type)) {
    if (earlier) return signalLog;
    return put({ name: event.type as SignalName, seq: event.seq, ...details(before, event) });
  }
  if (!earlier || event.by.role === 'system' || earlier.name === 'signalCorrected') return signalLog;
  if (event.type === 'holdOpened') return put({ ...earlier, held: true });
  if (event.type === 'ledgerEntered')
    return put({ ...earlier, entries: [...(earlier.entries ?? []), entryOf(event)] });
  return signalLog;
}

/** Once corrected, only that fact is kept. */
export const markCorrected = ({ signalLog }: Course, id: string): Course['signalLog'] => {
  const one = signalLog[id];
  return one ? { ...signalLog, [id]: { name: one.name, seq: one.seq, corrected: true } } : signalLog;
};
