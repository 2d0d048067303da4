/** What a closed course still accepts. course.md §8 */
import type { SignalName } from '../../catalog/signals';
import type { Instant } from '../../time/instant';
import type { Course, Session } from '../state';

/** Money and record-keeping only. Supplies are recorded until every dose is accounted for. */
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

/** Outcomes of sessions that started before the course was closed. The others are canceled. */
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

/** The session a signal names, and when it started, if the signal gives that. */
export interface SessionReport {
  session?: string | undefined;
  began?: Instant | undefined;
}

/** Whether the signal reports the outcome of a session that is still open in a closed course. */
export const awaitsOutcome = ({ sessions }: Course, name: SignalName, session?: string): boolean =>
  OUTCOMES.has(name) && sessions.some(({ ref, status }) => (session ?? ref) === ref && OPEN.includes(status));

/** Whether a closed course still accepts a signal. Nothing starts after it is closed, least of all a dose. */
export const acceptedAfterClose = (
  course: Course,
  name: SignalName,
  { session, began }: SessionReport,
): boolean =>
  SIGNALS_AFTER_CLOSE.has(name) ||
  (awaitsOutcome(course, name, session) &&
    (began === undefined || course.closed === undefined || began <= course.closed.at));

/** Civil days after closing during which the ledger stays open, before the workflow ends. Our own assumption. */
export const LEDGER_OPEN_DAYS = 90;
