/** The practice's money: what is unbilled, unpaid, drifting from its estimate, running out, or to be refunded. */
import { z } from 'zod';
import { MONEY_LISTS } from '../../../course/status/moneyLines';
import { BY_HAND } from '../../../course/clocks/care';
import { completedBy } from '../../../vocabulary/tasks';
import { AGE_NAMES } from '../../../store';
import { endpoint } from '../../http/endpoint';
import { invalid } from '../../http/errors';
import { paged } from '../../http/paging';
import { MONEY } from '../../roles';
import { At, Cents, ClientRef, Count, Currency, StaffRoleOut, Uuid } from '../../schemas';

const Unbilled = z
  .object({ session: z.string(), at: At, fromCents: Cents.optional(), toCents: Cents.optional() })
  .meta({ id: 'UnbilledSession', description: 'A session whose price has to be entered, and its range.' });

const Debt = z
  .object({
    entry: z.string().meta({ example: 'charge-3' }),
    at: At,
    cents: Cents.meta({ description: 'What is left of it, in cents.' }),
    package: z.literal(true).optional(),
  })
  .meta({ id: 'Debt', description: 'Something billed and not paid.' });

const Line = z
  .object({
    course: Uuid,
    client: ClientRef.optional(),
    closed: z.boolean().meta({ description: 'Whether the course is closed.' }),
    since: At,
    cents: Cents.meta({
      description:
        'The sum: at most to be billed, unpaid, to be refunded. `drifting`: by how much the course will cost more than the ' +
        'client signed; negative if less.',
    }),
    sessions: z.array(Unbilled).optional().meta({ description: '`unbilled`: sessions without a price.' }),
    invoices: z.array(z.string()).optional().meta({
      description: '`unbilled`: keys of the tasks for invoices that could not be sent.',
    }),
    completedBy: z.array(StaffRoleOut).readonly().optional().meta({
      description: 'Roles that can complete the tasks in `invoices` by hand.',
    }),
    debts: z.array(Debt).optional().meta({ description: '`unpaid`: the oldest first.' }),
    estimateCents: Cents.optional().meta({ description: '`drifting`: what the client signed.' }),
    expectedCents: Cents.optional().meta({ description: '`drifting`: what the course will cost at most.' }),
    package: z.string().optional().meta({ description: '`packages`: name of the package.' }),
    left: Count.optional().meta({ description: '`packages`: dosing sessions left of it.' }),
    planned: Count.optional().meta({ description: '`packages`: dosing sessions still planned.' }),
  })
  .meta({ id: 'MoneyLine', description: 'A course on one of the lists.' });

const lines = paged({ id: 'MoneyLineList', rows: 'lines', row: Line, most: 200, usual: 50 });

export const listMoney = endpoint({
  id: 'listMoney',
  method: 'get',
  path: '/api/v1/money',
  tag: 'Money',
  summary: 'List the courses that billing has to look at.',
  description: 'The oldest first, as of the latest step of each course.',
  roles: MONEY,
  problems: lines.problems,
  query: z.strictObject({
    list: z.enum(MONEY_LISTS).meta({
      description:
        '`unbilled`: a price has to be entered, or an invoice sent by hand. `unpaid`: billed and not paid. `drifting`: the ' +
        'cost differs so much from the estimate that the client needs another one. `packages`: at most one session is left ' +
        'of a package, and more are planned. `refunds`: the client has a credit to be refunded. `credits`: the client has paid ahead; ' +
        '`since` is when the credit began.',
    }),
    age: z.enum(AGE_NAMES).optional().meta({
      description: 'With `unpaid`: only courses whose oldest debt is that many days old.',
    }),
    ...lines.query,
  }),
  response: lines.response,
  handler: async ({ query, now, deps: { store } }) => {
    const { list, age } = query;
    if (age && list !== 'unpaid') throw invalid([{ field: 'age', message: 'goes with the list `unpaid`' }]);
    const found = await store.moneyLines.list({ list, now, ...(age && { age }) }, lines.page(query));
    const by = completedBy(BY_HAND.invoiceFailed);
    return {
      ...found,
      lines: found.lines.map((line) => ({ ...line, ...(line.invoices?.length && { completedBy: by }) })),
    };
  },
});

const Total = z
  .object({ count: Count.meta({ description: 'Number of courses.' }), cents: Cents })
  .meta({ id: 'MoneyTotal', description: 'How many courses are on a list, and their sum.' });

const totals = Object.fromEntries(MONEY_LISTS.map((list) => [list, Total])) as Record<
  (typeof MONEY_LISTS)[number],
  typeof Total
>;
const ages = Object.fromEntries(AGE_NAMES.map((age) => [age, Cents])) as Record<
  (typeof AGE_NAMES)[number],
  typeof Cents
>;

export const readMoney = endpoint({
  id: 'readMoney',
  method: 'get',
  path: '/api/v1/money/totals',
  tag: 'Money',
  summary: 'Sum up what billing has to look at.',
  roles: MONEY,
  response: z
    .object({
      currency: Currency,
      lists: z.object(totals).meta({ id: 'MoneyTotals' }),
      unpaidByAge: z
        .object(ages)
        .meta({ id: 'MoneyAging', description: 'What is unpaid, by the age of each debt in days.' }),
    })
    .meta({ id: 'MoneySummary', description: 'The sums of all lists.' }),
  handler: async ({ now, deps: { store } }) => {
    const [lists, unpaidByAge] = await Promise.all([store.moneyLines.totals(), store.moneyLines.aging(now)]);
    return { currency: Currency.value, lists, unpaidByAge };
  },
});
