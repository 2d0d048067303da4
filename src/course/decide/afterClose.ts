/** What a closed course still does. course.md §8 */
import type { SignalName } from '../../catalog/signals';
import type { Instant } from '../../time/instant';
import type { Course, Session } from '../state';

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
  'signalCorrected',
]);

/** What became of sessions: it can still be told of those that began before the course was closed, the others are cancelled. */
const OUTCOMES: ReadonlySet<SignalName> = new Set<SignalName>([
  'sessionCompleted',
  'sessionNoShow',
  'vitalsRecorded',
  'dosingStarted',
  'dosingEnded',
  'clientReleased',
  'integrationCompleted',
]);

const OPEN: readonly Session['status'][] = ['scheduled', 'inSession', 'recovering'];

/** What a signal tells of a session: which one, if it names one, and when that began, if it says so. */
export interface SessionReport {
  session?: string | undefined;
  began?: Instant | undefined;
}

/** Whether it tells what became of a session that a closed course still waits to hear about. */
export const outcomeAwaited = ({ sessions }: Course, name: SignalName, session?: string): boolean =>
  OUTCOMES.has(name) && sessions.some(({ ref, status }) => (session ?? ref) === ref && OPEN.includes(status));

/** Whether a closed course still takes a signal: nothing begins once it is closed, least of all a dose. */
export const takenAfterClose = (
  course: Course,
  name: SignalName,
  { session, began }: SessionReport,
): boolean =>
  SIGNALS_AFTER_CLOSE.has(name) ||
  (outcomeAwaited(course, name, session) &&
    (began === undefined || course.closed === undefined || began <= course.closed.at));

/** Civil days a closed course stays open for its ledger before the workflow ends (an assumption of ours). */
export const LEDGER_OPEN_DAYS = 90;
