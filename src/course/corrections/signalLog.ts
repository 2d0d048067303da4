/** What each accepted signal did, as far as it may have to be taken back. course.md §3 */
import { sessionOf } from '../selectors/sessions';
import type { LedgerEntry } from '../ledgerEntry';
import type { SignalName } from '../../catalog/signals';
import type { EventType, Recorded } from '../events';
import type { Course, SignalRecord } from '../state';
import { latestSupply, prescriptionOf } from '../patches/supplies';

/** What the course does by itself, or besides the event of the signal's own name. */
const NOT_REPORTED: ReadonlySet<EventType> = new Set<EventType>([
  'courseStarted',
  'approvalGranted',
  'referralRequested',
  'holdOpened',
  'ledgerEntered',
  'messageDue',
  'messageDropped',
  'messageUndelivered',
  'messageDelivered',
  'taskOpened',
  'taskClosed',
  'breached',
  'noticed',
]);

/** What a signal did; undefined of one that was not accepted. */
export const recordOf = ({ signalLog: told }: Course, id: string): SignalRecord | undefined =>
  Object.hasOwn(told, id) ? told[id] : undefined;

/** What is needed to take it back; nothing where it cannot be. */
function details(before: Course, event: Recorded): Partial<SignalRecord> {
  switch (event.type) {
    case 'sessionCompleted':
    case 'sessionNoShow':
    case 'integrationCompleted':
    case 'chargeEntered':
    case 'rideHomeConfirmed':
    case 'readinessAttested':
      return { session: event.session };
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
    case 'vitalsRecorded':
      return { session: event.session, when: event.when };
    case 'labsCleared':
    case 'trainingCompleted':
      return { at: event.at };
    case 'doseConfirmed':
      return event.maxDosings === undefined ? {} : { ordered: true };
    case 'measureSubmitted':
      return { measure: { instrument: event.instrument, at: event.at } };
    case 'dosesReconciled':
      return { supply: before.supply };
    case 'shipmentReceived': {
      const arrived = event.supply ?? latestSupply(before);
      const prescription = prescriptionOf(before, arrived);
      return { supply: before.supply, arrived, ...(prescription && { prescription }) };
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

/** What has been told, after one more event. Signals that cannot be taken back keep their name only. */
export function recordSignal(before: Course, event: Recorded): Course['signalLog'] {
  const { signalLog: told } = before;
  const earlier = recordOf(before, event.cause);
  const put = (one: SignalRecord): Course['signalLog'] => ({ ...told, [event.cause]: one });
  if (!NOT_REPORTED.has(event.type)) {
    if (earlier) return told;
    return put({ name: event.type as SignalName, seq: event.seq, ...details(before, event) });
  }
  if (!earlier || event.by.role === 'system' || earlier.name === 'signalCorrected') return told;
  if (event.type === 'holdOpened') return put({ ...earlier, held: true });
  if (event.type === 'ledgerEntered')
    return put({ ...earlier, entries: [...(earlier.entries ?? []), entryOf(event)] });
  return told;
}

/** Taken back: nothing of it has to be known any more but that. */
export const markCorrected = ({ signalLog: told }: Course, id: string): Course['signalLog'] => {
  const one = told[id];
  return one ? { ...told, [id]: { name: one.name, seq: one.seq, corrected: true } } : told;
};
