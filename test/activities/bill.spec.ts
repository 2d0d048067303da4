import { billActivity, CHARGE_MISSING } from '../../src/activities/bill';
import type { Recorded } from '../../src/course/events';
import { instant } from '../../src/time/instant';
import {
  attempt,
  commit,
  NOW,
  practiceUnderTest,
  recordedAs,
  type PracticeUnderTest,
} from './support/practice';

let practice: PracticeUnderTest;

beforeAll(async () => {
  practice = await practiceUnderTest();
  const charge = (index: number): Recorded => ({
    type: 'ledgerEntered',
    ...{ entry: `charge-${index + 1}`, kind: 'charge', code: 'preparation', cents: 25_000, at: NOW },
    ...recordedAs(index),
  });
  const sold: Recorded[] = [
    { kind: 'package' as const, code: 'six', cents: 350_000 },
    { kind: 'credit' as const, code: 'charge-1', cents: -47_500 },
    { kind: 'earned' as const, code: 'medical', cents: 47_500 },
    { kind: 'credit' as const, code: 'package-unearned', cents: -1_000 },
  ].map((each, index) => ({
    type: 'ledgerEntered',
    ...{ ...each, entry: `${each.kind}-${index + 4}`, at: NOW },
    ...recordedAs(index + 3),
  }));
  await commit(practice.store, 'billed', [charge(0), charge(1), charge(2), ...sold]);
});
afterAll(() => practice.store.close());

const bill = (entries: string[], at = NOW) =>
  attempt(1).run(billActivity({ store: practice.store }), { course: 'billed', entries, at });

describe('the invoice of a charge', () => {
  it('has the next number, and keeps it and its date when asked for again', async () => {
    expect(await bill(['charge-1'])).toEqual({ invoice: 'INV-000001' });
    expect(await bill(['charge-1'], instant('2027-06-01T00:00:00Z'))).toEqual({ invoice: 'INV-000001' });
    expect(await practice.store.invoices.ofCourse('billed')).toEqual([
      { number: 1, courseId: 'billed', entry: 'charge-1', cents: 25_000, issuedAt: NOW },
    ]);
  });

  it('is one for all the charges of a step', async () => {
    expect(await bill(['charge-2', 'charge-3'])).toEqual({ invoice: 'INV-000002' });
    expect((await practice.store.invoices.find('billed', 'charge-2'))?.cents).toBe(50_000);
  });

  it('is one for a package, without the consult that was charged before', async () => {
    await bill(['package-4', 'credit-5']);
    expect((await practice.store.invoices.find('billed', 'package-4'))?.cents).toBe(302_500);
  });

  it.each(['earned-6', 'credit-7'])('is none for what nobody is asked to pay: %s', async (entry) => {
    await expect(bill([entry])).rejects.toMatchObject({ type: CHARGE_MISSING });
  });

  it('is refused for a charge there is not, and uses up no number', async () => {
    await expect(bill(['charge-9'])).rejects.toMatchObject({ type: CHARGE_MISSING, nonRetryable: true });
    expect(await practice.store.invoices.ofCourse('billed')).toHaveLength(3);
  });
});
