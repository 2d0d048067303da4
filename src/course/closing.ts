/** What a closed course still does. course.md §8 */
import type { SignalName } from '../signals/catalog';
import type { Course, Session } from './state';

/** Ledger and record-keeping only; what becomes of a supply is kept record of to its end. */
export const SIGNALS_AFTER_CLOSE: ReadonlySet<SignalName> = new Set<SignalName>([
  'paymentPosted',
  'paymentRefunded',
  'chargeWaived',
  'chargeEntered',
  'taskCompleted',
  'consentRevoked',
  'shipmentReceived',
  'shipmentLost',
  'dosesReconciled',
  'correct',
]);

/** What became of sessions: it can still be told of those that began before the course was closed, the others are cancelled. */
const OUTCOMES: ReadonlySet<SignalName> = new Set<SignalName>([
  'sessionCompleted',
  'sessionNoShow',
  'vitalsRecorded',
  'dosingStarted',
  'dosingEnded',
  'released',
  'integrationCompleted',
]);

const OPEN: readonly Session['status'][] = ['scheduled', 'inSession', 'recovering'];

/** Whether a closed course still takes a signal; of one about a session, the session is named. */
export const takenAfterClose = ({ sessions }: Course, name: SignalName, named?: string): boolean =>
  SIGNALS_AFTER_CLOSE.has(name) ||
  (OUTCOMES.has(name) && sessions.some(({ ref, status }) => (named ?? ref) === ref && OPEN.includes(status)));

/** Civil days a closed course stays open for its ledger before the workflow ends (an assumption of ours). */
export const LEDGER_OPEN_DAYS = 90;
