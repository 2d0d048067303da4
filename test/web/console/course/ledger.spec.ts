import { withSums } from '../../../../src/web/console/course/ledger';

const at = '2027-01-04T17:00:00.000Z' as const;
const entry = (
  seq: number,
  kind: 'charge' | 'payment' | 'credit' | 'earned',
  cents: number,
  code: string,
) => ({
  ...{ seq, entry: `${kind}-${seq}`, kind, cents, code, at, cause: 'report-1' },
});

describe('the ledger of a course', () => {
  it('says what was taken back, and what is owed after each entry', () => {
    const entries = [
      entry(1, 'charge', 25_000, 'preparation'),
      entry(2, 'payment', -25_000, 'card'),
      { ...entry(3, 'payment', 25_000, 'card'), reverses: 'payment-2' },
      { ...entry(4, 'credit', -25_000, 'charge-1'), reverses: 'charge-1' },
      entry(5, 'earned', 5_000, 'dosing'),
    ] as unknown as Parameters<typeof withSums>[0];
    expect(withSums(entries).map(({ what, code, owed }) => [what, code, owed])).toEqual([
      ['Charge', 'preparation', 25_000],
      ['Payment', 'card', 0],
      ['Reversal of payment', 'card', 25_000],
      ['Reversal of charge', 'preparation', 0],
      ['Earned', 'dosing', 0],
    ]);
  });
});
