/** What a closed course still accepts. course.md §8 */
import type { SignalName } from '../../catalog/signals';
import { plusCivilDays } from '../../time/civil';
import type { Instant } from '../../time/instant';
import { holdNumber } from '../selectors/holds';
import { isIncident } from '../../vocabulary/tasks';
import type { Course, Session } from '../state';

/** Reports about someone's safety. They are taken, and page people, as long as anyone could act on them. §9 */
export const SAFETY_REPORTS: readonly SignalName[] = [
  'adverseEventReported',
  'contraindicationReported',
  'crisisFlagged',
  'measureSubmitted',
  'checkInAnswered',
];

/** Safety, money and record-keeping. Supplies are recorded until every dose is accounted for. */
export const SIGNALS_AFTER_CLOSE: ReadonlySet<SignalName> = new Set<SignalName>([
  ...SAFETY_REPORTS,
  'clientWrote',
  'paymentPosted',
  'paymentRefunded',
  'paymentChargedBack',
  'chargeWaived',
  'chargeEntered',
  'taskCompleted',
  'messageResent',
  'messageGivenUp',
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
  'clientLeftAgainstAdvice',
  'integrationCompleted',
]);

const OPEN: readonly Session['status'][] = ['scheduled', 'inSession', 'recovering'];

/** The session or hold a signal names, and when the session started, if the signal gives that. */
export interface SessionReport {
  session?: string | undefined;
  hold?: string | undefined;
  began?: Instant | undefined;
}

/** Whether the signal reports the outcome of a session that is still open in a closed course. */
export const awaitsOutcome = ({ sessions }: Course, name: SignalName, session?: string): boolean =>
  OUTCOMES.has(name) && sessions.some(({ ref, status }) => (session ?? ref) === ref && OPEN.includes(status));

/**
 * A hold reported since the end, as after a false alarm, can be lifted. An earlier one stays: it keeps back the
 * farewell.
 */
const liftsLaterHold = ({ closed, holds }: Course, name: SignalName, hold?: string): boolean =>
  name === 'holdLifted' &&
  closed !== undefined &&
  holds.some(
    ({ ref, since }) =>
      (hold ?? ref) === ref && (since > closed.at || holdNumber(ref) > (closed.holdsPlaced ?? Infinity)),
  );

/** Whether a closed course still accepts a signal. Nothing starts after it is closed, least of all a dose. */
export const acceptedAfterClose = (
  course: Course,
  name: SignalName,
  { session, hold, began }: SessionReport,
): boolean =>
  SIGNALS_AFTER_CLOSE.has(name) ||
  liftsLaterHold(course, name, hold) ||
  (awaitsOutcome(course, name, session) &&
    (began === undefined || course.closed === undefined || began <= course.closed.at));

/** Civil days after closing during which the ledger stays open, before the workflow ends. Our own assumption. */
export const LEDGER_OPEN_DAYS = 90;

/** When the ledger of a closed course closes. */
export const ledgerCloses = ({ closed, practice }: Course): Instant | undefined =>
  closed && plusCivilDays(practice.zone, closed.at, LEDGER_OPEN_DAYS);

/** An incident that nobody has taken up: the course continues to page people until someone does. */
const incidentOpen = ({ tasks }: Course): boolean =>
  Object.values(tasks).some(({ kind }) => isIncident(kind));

/** Whether the course is permanently over at `now`: its ledger is closed, and no incident waits for anyone. */
export function isOver(course: Course, now: Instant): boolean {
  const closes = ledgerCloses(course);
  return closes !== undefined && closes <= now && !incidentOpen(course);
}
