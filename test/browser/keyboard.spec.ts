/** A piece of work by keyboard alone, from signing in to a recorded report; and finding anything from anywhere. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { fromMs } from '../../src/time/instant';
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { ConsoleUnderTest, signIn, violations, ZONE } from './support/console';

let console: ConsoleUnderTest;
let page: Page;
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
  await console.withClients(
    DEMO_CLIENTS.filter(({ name }) => ['Kim Demo', 'Pat Placeholder'].includes(name)),
  );
  page = await console.page('keyboard');
  await page.goto('/console/today');
}, 180_000);
afterAll(() => console.close());
afterEach(() => {
  expect(console.complaints).toEqual([]);
});

const type = (text: string) => page.keyboard.type(text);
const press = (key: string) => page.keyboard.press(key);

it('signs in, books the integration that runs out, and sees that it is recorded', async () => {
  await signIn(page, 'frontdesk@cedar.example');
  const owed = page.getByRole('region', { name: /^Owed/ });
  const row = owed
    .getByRole('listitem')
    .filter({ hasText: 'Kim Demo' })
    .filter({ hasText: 'Book the integration' });
  const button = row.getByRole('button', { name: /Book integration/ });
  await button.waitFor();

  // Down to the row, one back and down again.
  const chosen = async () => (await button.and(page.locator(':focus')).count()) === 1;
  for (let rows = 0; rows < 30 && !(await chosen()); rows++) await press('j');
  expect(await chosen()).toBe(true);
  await press('k');
  expect(await chosen()).toBe(false);
  await press('j');
  await press('Enter');

  const dialog = page.getByRole('dialog', { name: 'Book integration' });
  await dialog.getByText('Kim Demo').waitFor();
  const soon = new Date(Date.now() + 20 * 3_600_000).toLocaleString('sv-SE', {
    timeZone: ZONE,
  });
  await dialog.getByLabel('Date').fill(soon.slice(0, 10));
  await dialog.getByLabel(/^Time/).first().fill(soon.slice(11, 16));
  await dialog.getByRole('region', { name: 'What would change' }).waitFor();
  await dialog.getByRole('button', { name: 'Book integration' }).click();
  await page.getByText(/^Recorded: Integration session booked for/).waitFor();
  await row.waitFor({ state: 'detached' });
});

it('finds clients by telephone, places, and the reports of the course that is open', async () => {
  const kim = (await console.courses.store.courses.list({ text: 'Kim' }, { limit: 1 })).courses[0];
  await console.courses.store.clients.change(kim?.clientId ?? '', { phone: '+1 503 555 0188' });
  await page.goto('/console/today');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await press('Control+k');
  await type('503-555-0188');
  await page
    .getByRole('option', { name: /Kim Demo/ })
    .first()
    .waitFor();
  expect(await violations(page)).toEqual([]);
  await press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Kim Demo' }).waitFor();

  await press('/');
  await type('crisis');
  await page.getByRole('option', { name: /Report crisis/ }).waitFor();
  await press('Enter');
  await page.getByRole('dialog', { name: 'Report crisis' }).waitFor();
  await press('Escape');

  await press('/');
  await type('calend');
  await page.getByRole('option', { name: 'Calendar' }).waitFor();
  await press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Calendar' }).waitFor();
  expect(page.url()).not.toContain('calend=');
});

it('says that more match than it lists, and leads to all of them', async () => {
  const { clients } = console.courses.store;
  for (let number = 1; number <= 7; number++)
    await clients.add({
      ...{ id: randomUUID(), name: `Quinn Manyfold ${number}`, email: `quinn${number}@client.example` },
      ...{ zone: ZONE, unsubscribeToken: randomUUID(), createdAt: fromMs(Date.now()) },
    });
  await press('/');
  await type('Manyfold');
  const all = page.getByRole('option', { name: /Show all that match/ });
  await all.waitFor();
  expect(await page.getByRole('option', { name: /Manyfold/ }).count()).toBe(6);
  expect(await violations(page)).toEqual([]);
  await all.click();
  expect(await page.getByRole('searchbox', { name: 'Name' }).inputValue()).toBe('Manyfold');
  const found = page.getByRole('region', { name: /^Contact and courses/ });
  await found.getByRole('link', { name: 'Quinn Manyfold 7' }).waitFor();
  expect(await found.getByRole('link').count()).toBe(7);
  expect(page.url()).not.toContain('Manyfold');
});

it('shows the keys', async () => {
  await press('?');
  await page.getByRole('dialog', { name: 'Keys' }).getByText('Today: the next row').waitFor();
  expect(await violations(page)).toEqual([]);
  await press('Escape');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' });
});
