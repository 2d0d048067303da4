/** What a closed course still does. course.md §8 */
import type { SignalName } from '../signals/catalog';

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

/** Civil days a closed course stays open for its ledger before the workflow ends (an assumption of ours). */
export const LEDGER_OPEN_DAYS = 90;
