/** What was recorded, as it is said afterward: with the amount, or with the session and its time. */
import type { SignalName } from '../../../catalog/signals';
import type { SessionKind } from '../../../vocabulary/sessionKinds';
import { dayAndTime } from '../../kit/time';
import { dollarRange, dollars, SESSION_KINDS, sessionName } from '../../kit/words';
import type { Values } from './schema';
import { inSentence } from './hints';

/** Reports whose amount matters most. */
const AMOUNTS: Partial<Record<SignalName, string>> = {
  paymentPosted: 'Payment',
  paymentRefunded: 'Refund',
  paymentChargedBack: 'Charge-back',
  chargeWaived: 'Waiver',
  chargeEntered: 'Charge',
  feeAgreed: 'Fee',
  travelQuoted: 'Travel fee',
};

/** `label`: what the button said. */
export function whatWasRecorded(signal: SignalName, values: Values, label: string, zone: string): string {
  const { cents, totalCents, fromCents } = values as Partial<Record<string, number>>;
  const { kind, session, start } = values as Partial<Record<string, string>>;
  const amount = AMOUNTS[signal];
  if (amount !== undefined && typeof cents === 'number') return `${amount} of ${dollars(cents)}`;
  if (signal === 'estimateIssued' && totalCents !== undefined)
    return `Estimate of ${dollarRange(fromCents, totalCents)}`;
  if (signal === 'sessionScheduled' && start !== undefined)
    return `${SESSION_KINDS[kind as SessionKind]} booked for ${dayAndTime(zone, start)}`;
  if (signal === 'sessionRescheduled' && start !== undefined)
    return `${sessionName(session ?? '')} moved to ${dayAndTime(zone, start)}`;
  return session === undefined ? inSentence(label) : `${inSentence(label)}, ${sessionName(session)}`;
}
