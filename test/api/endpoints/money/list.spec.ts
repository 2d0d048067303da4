/** The practice's money: the lists of billing, their sums, and exports. */
import type { MoneyLine } from '../../../../src/course/status/moneyLines';
import { plusHours } from '../../../../src/time/instant';
import { AT, charged, step } from '../../../store/fixtures';
import { apiApp, type ApiApp } from '../../support/apiApp';

const NOW = plusHours(AT, 1);
const daysAgo = (days: number) => plusHours(NOW, -24 * days);

let api: ApiApp;
const ids: Record<string, string> = {};

const unpaid = (days: number, ...cents: number[]): MoneyLine => ({
  ...{ list: 'unpaid', since: daysAgo(days), cents: cents.reduce((sum, each) => sum + each, 0) },
  debts: cents.map((each, index) => ({
    entry: `charge-${index + 1}`,
    at: daysAgo(days - 40 * index),
    cents: each,
  })),
});

beforeAll(async () => {
  api = await apiApp({ now: () => new Date(NOW) });
  const add = async (name: string, money: MoneyLine[]) => {
    ids[name] = await api.newCourse();
    await api.store.commitStep(step(ids[name], 1, [], { money }));
  };
  await add('fresh', [unpaid(5, 10_000)]);
  await add('month', [unpaid(31, 20_000)]);
  await add('quarter', [unpaid(75, 30_000, 1_000)]);
  await add('old', [unpaid(200, 40_000)]);
  await add('drifting', [
    { list: 'drifting', since: daysAgo(2), cents: -60_000, estimateCents: 746_000, expectedCents: 686_000 },
    { list: 'refunds', since: daysAgo(1), cents: 5_000 },
  ]);
  await add('unbilled', [
    {
      ...{ list: 'unbilled', since: daysAgo(3), cents: 50_000, invoices: ['invoice-by-hand:charge-1'] },
      sessions: [{ session: 'dosing-2', at: daysAgo(3), fromCents: 30_000, toCents: 50_000 }],
    },
  ]);
  await add('package', [
    { list: 'packages', since: daysAgo(1), cents: 0, package: 'six', left: 1, planned: 3 },
  ]);
});
afterAll(() => api.store.close());

interface Answer {
  lines: { course: string; cents: number }[];
  next?: string;
}

const named = async (query: string): Promise<string[]> => {
  const { lines } = (await api.get(`/api/v1/money?${query}`, 'biller').expect(200)).body as Answer;
  return lines.map(({ course }) => Object.keys(ids).find((name) => ids[name] === course) ?? course);
};

describe('the lists of billing', () => {
  it.each([
    ['list=unpaid', ['old', 'quarter', 'month', 'fresh']],
    ['list=unpaid&age=0-30', ['fresh']],
    ['list=unpaid&age=31-60', ['month']],
    ['list=unpaid&age=61-90', ['quarter']],
    ['list=unpaid&age=over-90', ['old']],
    ['list=drifting', ['drifting']],
    ['list=refunds', ['drifting']],
    ['list=unbilled', ['unbilled']],
    ['list=packages', ['package']],
  ])('%s has its courses, the oldest first', async (query, expected) => {
    expect(await named(query)).toEqual(expected);
  });

  it('come with the client, and with what the next step needs', async () => {
    const answer = await api.get('/api/v1/money?list=unbilled', 'biller').expect(200);
    expect(answer.body).toMatchObject({
      lines: [
        {
          ...{ client: { name: 'Ada Quietname' }, closed: false, cents: 50_000 },
          sessions: [{ session: 'dosing-2', fromCents: 30_000, toCents: 50_000 }],
          ...{ invoices: ['invoice-by-hand:charge-1'], completedBy: ['biller', 'lead'] },
        },
      ],
    });
  });

  it('come in pages', async () => {
    const first = (await api.get('/api/v1/money?list=unpaid&limit=3', 'lead').expect(200)).body as Answer;
    expect(await named(`list=unpaid&limit=3&cursor=${first.next ?? ''}`)).toEqual(['fresh']);
    await api.get('/api/v1/money?list=unpaid&cursor=nonsense', 'lead').expect(400);
  });

  it('follow each step of the course', async () => {
    const course = await api.newCourse();
    await api.store.commitStep(step(course, 1, [], { money: [unpaid(1, 777)] }));
    expect(await named('list=unpaid&age=0-30')).toContain(course);
    await api.store.commitStep(step(course, 2, [], { money: [] }));
    expect(await named('list=unpaid')).not.toContain(course);
  });

  it.each(['', 'list=lost', 'list=refunds&age=0-30', 'list=unpaid&age=5'])('refuse “%s”', async (query) => {
    await api.get(`/api/v1/money?${query}`, 'biller').expect(400);
  });

  it('add up, and debts by the age of each', async () => {
    const answer = await api.get('/api/v1/money/totals', 'biller').expect(200);
    expect(answer.body).toMatchObject({
      currency: 'USD',
      lists: {
        unpaid: { count: 4, cents: 101_000 },
        drifting: { count: 1, cents: -60_000 },
        unbilled: { count: 1, cents: 50_000 },
        packages: { count: 1 },
        refunds: { count: 1, cents: 5_000 },
      },
      unpaidByAge: { '0-30': 10_000, '31-60': 21_000, '61-90': 30_000, 'over-90': 40_000 },
    });
  });

  it.each([
    'money?list=unpaid',
    'money/totals',
    'money/export?what=ledger&from=2027-01-01T00:00:00Z&before=2027-02-01T00:00:00Z',
  ])('%s is only for who handles money', async (path) => {
    for (const role of ['prescriber', 'client', 'partner'] as const)
      await api.get(`/api/v1/${path}`, role).expect(403);
    await api.get(`/api/v1/${path}`, 'biller').expect(200);
  });
});

describe('an export', () => {
  const period = 'from=2027-01-01T00:00:00Z&before=2027-02-01T00:00:00Z';
  const exported = async (what: string) => {
    const answer = await api.get(`/api/v1/money/export?what=${what}&${period}`, 'biller').expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe('attachment; filename=export.csv');
    return answer.text.replace('\uFEFF', '').split('\r\n');
  };

  beforeAll(async () => {
    const { id } = (
      await api
        .post('/api/v1/clients', 'frontDesk', {
          name: '=HYPERLINK("x"), Inc',
          email: 'eve@client.example',
          zone: 'America/Denver',
        })
        .expect(201)
    ).body as { id: string };
    ids.spoof = '7f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11';
    await api.store.courses.register({
      ...{ id: ids.spoof, client: id, protocol: 'calm', protocolVersion: 1, startedAt: AT },
    });
    const entries = [charged('charge-1', 33_000), charged('payment-2', -33_000)];
    await api.store.commitStep(step(ids.spoof, 1, entries));
    await api.store.invoices.issue({ courseId: ids.spoof, entry: 'charge-1', cents: 33_000, issuedAt: AT });
  });

  it('of the ledger has what is charged and what is credited apart, and no formula', async () => {
    expect(await exported('ledger')).toEqual([
      'Date,Client,Course,Entry,Kind,What,Session,Charged,Credited,Reverses',
      `2027-01-04,"'=HYPERLINK(""x""), Inc",${ids.spoof ?? ''},charge-1,charge,preparation,,330,,`,
      `2027-01-04,"'=HYPERLINK(""x""), Inc",${ids.spoof ?? ''},payment-2,payment,preparation,,,330,`,
      '',
    ]);
  });

  it('of payments has only those', async () => {
    const lines = await exported('payments');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('payment-2');
  });

  it('of invoices has their numbers', async () => {
    expect((await exported('invoices'))[1]).toMatch(/^INV-000001,2027-01-04,.*,330$/);
    const answer = await api.get(`/api/v1/courses/${ids.spoof ?? ''}/invoices`, 'biller').expect(200);
    expect(answer.body).toMatchObject({ invoices: [{ number: 'INV-000001', cents: 33_000 }] });
    await api.get(`/api/v1/courses/${ids.spoof ?? ''}/invoices`, 'prescriber').expect(403);
  });

  it('is in the audit: who, what, and which period', async () => {
    await exported('payments');
    const entries = await api.store.db
      .selectFrom('audit')
      .select(['kind', 'byRole', 'detail'])
      .where('kind', '=', 'money-exported')
      .execute();
    expect(entries.at(-1)).toMatchObject({ byRole: 'biller', detail: { what: 'payments', rows: 1 } });
  });

  it.each([
    ['what=ledger&from=2027-02-01T00:00:00Z&before=2027-01-01T00:00:00Z'],
    ['what=ledger&from=2027-01-01T00:00:00Z&before=2029-01-01T00:00:00Z'],
    ['what=ledger&from=0000-01-01T00:00:00Z&before=0000-02-01T00:00:00Z'],
    ['what=ledger&from=0001-01-01T00:00:00%2B23:00&before=0001-02-01T00:00:00Z'],
    ['what=clients&from=2027-01-01T00:00:00Z&before=2027-02-01T00:00:00Z'],
  ])('refuses %s', async (query) => {
    await api.get(`/api/v1/money/export?${query}`, 'biller').expect(400);
  });
});
