/** What comes next for a course on a list of billing: the report, and what of it is already known. */
import type { Answer } from '../../client/api';
import { sessionName } from '../../kit/words';
import type { Reporting } from '../reports/ReportDialog';
import type { MoneyTab } from './tabs';

export type Line = Answer<'get', '/api/v1/money'>['lines'][number];
type Next = Reporting & { label: string };

/** A course has few sessions without a price: the first is entered first. */
const MOST_BUTTONS = 2;

export function nextOf(list: MoneyTab, line: Line): Next[] {
  const { cents, sessions = [], invoices = [], debts = [] } = line;
  switch (list) {
    case 'unpaid': {
      const charge = debts.find(({ entry }) => entry.startsWith('charge-'));
      return [
        { signal: 'paymentPosted', label: 'Record payment', preset: { cents } },
        ...(charge
          ? [{ signal: 'chargeWaived', label: 'Waive charge', preset: { entry: charge.entry } } as const]
          : []),
      ];
    }
    case 'unbilled':
      return [
        ...sessions.map(({ session }): Next => {
          const label = `Enter charge: ${sessionName(session).toLowerCase()}`;
          return { signal: 'chargeEntered', label, preset: { session } };
        }),
        ...invoices.map((task): Next => ({
          ...{ signal: 'taskCompleted', label: 'Sent by hand', preset: { task }, by: line.completedBy },
          hide: ['task', 'criteria'],
        })),
      ].slice(0, MOST_BUTTONS);
    case 'drifting':
      return [
        { signal: 'estimateIssued', label: 'Issue estimate', preset: { totalCents: line.expectedCents } },
      ];
    case 'packages':
      return line.left === 0 ? [{ signal: 'packageSold', label: 'Record package' }] : [];
    case 'refunds':
    case 'credits':
      return [{ signal: 'paymentRefunded', label: 'Record refund', preset: { cents } }];
  }
}
