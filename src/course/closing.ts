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

/** What became of sessions: it can still be told of those that began before the course was closed. */
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
export function takenAfterClose(course: Course, name: SignalName, named?: string): boolean {
  if (SIGNALS_AFTER_CLOSE.has(name)) return true;
  const { closed, sessions } = course;
  return (
    OUTCOMES.has(name) &&
    sessions.some(
      ({ ref, start, status }) =>
        (named === undefined || named === ref) && start <= (closed?.at ?? start) && OPEN.includes(status),
    )
  );
}

/** Civil days a closed course stays open for its ledger before the workflow ends (an assumption of ours). */
export const LEDGER_OPEN_DAYS = 90;
