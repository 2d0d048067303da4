/** A practice brings along twenty clients, three of them in the middle of a course. */
import type { Page } from 'playwright-core';
import { dateIn } from '../../src/time/civil';
import { fromMs, plusHours } from '../../src/time/instant';
import { picture } from './support/picture';
import { ConsoleUnderTest, goTo, SOLO, violations, WAYS, ZONE } from './support/console';

const NOW = fromMs(Date.now());
/** So many days ago, or ahead. */
const day = (days: number): string => dateIn(ZONE, plusHours(NOW, days * 24));

const NAMES = ['Nora', 'Theo', 'Iris', 'Hugo', 'Lena', 'Omar', 'Ruth', 'Saul', 'Vera', 'Yann'];
const CLIENTS = [
  'client,name,email,phone,protocol,began,balance',
  `1,Nora Invented,nora@client.example,503 555 0101,calm,${day(-60)},120.00`,
  `2,Theo Invented,theo@client.example,503 555 0102,calm,${day(-30)},0`,
  `3,Iris Invented,,503 555 0103,calm,${day(-10)},-50`,
  ...NAMES.slice(3).map((name, index) => `${index + 4},${name} Invented,,503 555 01${index + 10},,,`),
  ...NAMES.map((name, index) => `${index + 11},${name} Sample,${name.toLowerCase()}.s@client.example,,,,`),
].join('\n');

const consents = (client: number, days: number): string =>
  `${client},${day(days)},consent signed,,kinds=treatment telehealth electronicMessages`;
const HISTORY = [
  'client,when,what,minutes,details',
  ...[consents(1, -59), consents(2, -29), consents(3, -9)],
  ...[-50, -45, -40].map((days) => `1,${day(days)} 10:00,preparation,,`),
  `1,${day(-38)},referralSent,,`,
  `1,${day(-34)},prescriberDecision,,decision=approved`,
  `1,${day(-33)},measureSubmitted,,instrument=PHQ-9; items=1 2 1 1 2 1 0 1 0`,
  `1,${day(7)} 10:00,preparation,50,`,
];

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

async function give(page: Page, clients: string, history: string): Promise<void> {
  await page.getByLabel('Clients', { exact: true }).setInputFiles(file('clients.csv', clients));
  await page.getByLabel(/^What happened in their courses/).setInputFiles(file('history.csv', history));
}

describe.each(WAYS)('with a %s', (way) => {
  let console: ConsoleUnderTest;
  beforeAll(async () => {
    console = await ConsoleUnderTest.open();
  }, 180_000);
  afterAll(() => console.close());

  it('brings along twenty clients, three of them in a course, after every mistake is corrected', async () => {
    const page = await console.signedIn(SOLO, way);
    await goTo(page, 'Clients');
    await page.getByRole('link', { name: 'Bring clients along' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bring clients along' }).waitFor();
    await page.getByText('What the tables have').click();
    expect(await violations(page)).toEqual([]);
    await page.getByText('What the tables have').click();

    await give(
      page,
      CLIENTS,
      [...HISTORY, '1,yesterday,preparation,,', `2,${day(-20)},doseConfirmed,,`].join('\n'),
    );
    await page.getByRole('button', { name: 'Check' }).click();
    const wrong = page.getByRole('region', { name: /^To be corrected first/ });
    await wrong.getByRole('row', { name: /12 when must be a day or a time/ }).waitFor();
    await wrong.getByRole('row', { name: /13 what is not possible then: The exploratory/ }).waitFor();
    expect(await page.getByRole('button', { name: /^Bring along/ }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);

    await give(page, CLIENTS, HISTORY.join('\n'));
    await page.getByRole('button', { name: 'Check' }).click();
    const found = page.getByRole('region', { name: /^What will be brought along/ });
    await found.getByText('Nothing has been done yet.', { exact: false }).waitFor();
    await found.getByRole('row', { name: /^Hugo Sample No course/ }).waitFor();
    await found
      .getByRole('row', { name: /^Nora Invented Enrollment, 3 sessions took place, 1 booked, \d+ tasks/ })
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'import');

    await page.getByRole('button', { name: 'Bring along 20 clients' }).dblclick();
    const done = page.getByRole('region', { name: /^Brought along/ });
    await done.getByRole('link', { name: 'Nora Invented' }).waitFor();
    await done
      .getByRole('row', { name: /^Nora Invented/ })
      .getByRole('link', { name: /^Enrollment/ })
      .click();
    await page.getByRole('heading', { level: 1, name: 'Nora Invented' }).waitFor();
    await page.getByText('The whole course').waitFor();
    const tabs = page.getByRole('navigation', { name: 'About this course' });
    await tabs.getByRole('link', { name: 'Money' }).click();
    await page.getByText('$120.00').first().waitFor();

    const { store } = console.courses;
    expect((await store.clients.list({ limit: 50 })).clients).toHaveLength(20);
    const { courses } = await store.courses.list({}, { limit: 50 });
    expect(courses).toHaveLength(3);
    expect(console.courses.mail.messages()).toEqual([]);
    expect(console.complaints).toEqual([]);
  });
});
