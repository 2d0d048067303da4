import type { SignalName } from '../../../../src/catalog/signals';
import type { Values } from '../../../../src/web/console/reports/schema';
import { whatWasRecorded } from '../../../../src/web/console/reports/whatWasRecorded';

const start = '2099-12-08T17:00:00Z';

describe('what was recorded is said with', () => {
  it.each<[string, SignalName, Values]>([
    ['Payment of $123.00', 'paymentPosted', { cents: 12_300, method: 'cash' }],
    ['Refund of $0.50', 'paymentRefunded', { cents: 50, reason: 'paid twice' }],
    ['Estimate of $7,460.00', 'estimateIssued', { estimate: 'estimate-2', totalCents: 746_000 }],
    ['Estimate of $3,000.00 to $5,000.00', 'estimateIssued', { totalCents: 500_000, fromCents: 300_000 }],
    ['Dosing session booked for Tue, Dec 8, 2099, 9:00 AM', 'sessionScheduled', { kind: 'dosing', start }],
    [
      'Dosing session 2 moved to Tue, Dec 8, 2099, 9:00 AM',
      'sessionRescheduled',
      { session: 'dosing-2', start },
    ],
    ['do it, Dosing session 2', 'sessionCancelled', { session: 'dosing-2' }],
  ])('%s', (words, signal, values) => {
    expect(whatWasRecorded(signal, values, 'Do it', 'America/Los_Angeles')).toBe(words);
  });

  it.each<[SignalName, Values]>([
    ['chargeWaived', { entry: 'charge-1', reason: 'all that is left' }],
    ['feeAgreed', { kind: 'dosing', cents: null, reason: 'the usual again' }],
    ['crisisFlagged', {}],
  ])('the words of the button where it has neither: %s', (signal, values) => {
    expect(whatWasRecorded(signal, values, 'Do it', 'America/Los_Angeles')).toBe('do it');
  });
});
