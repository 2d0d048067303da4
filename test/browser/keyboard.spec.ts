/** A piece of work by keyboard alone, from signing in to a recorded report; and finding anything from anywhere. */
import type { Page } from 'playwright-core';
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { ConsoleUnderTest, PASSWORD, violations } from './support/console';
import { tabTo } from './support/keyboard';

let console: ConsoleUnderTest;
let page: Page;
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
  await console.withClients(
    DEMO_CLIENTS.filter(({ name }) => ['Kim Demo', 'Pat Placeholder'].includes(name)),
  );
  page = await console.page();
  await page.goto('/console/today');
}, 180_000);
afterAll(() => console.close());
afterEach(() => {
  expect(console.complaints).toEqual([]);
});

const type = (text: string) => page.keyboard.type(text);
const press = (key: string) => page.keyboard.press(key);

it('signs in, books the integration that runs out, and sees that it is recorded', async () => {
  await tabTo(page, 'textbox', 'E-mail address');
  await type('frontdesk@cedar.example');
  await tabTo(page, 'textbox', 'Password');
  await type(PASSWORD);
  await press('Enter');
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
    timeZone: 'America/Los_Angeles',
  });
  const [year = '', month = '', day = ''] = soon.slice(0, 10).split('-');
  await tabTo(page, '', 'Date');
  await type(`${month}${day}${year}`);
  await tabTo(page, '', /^Time/);
  const hour = Number(soon.slice(11, 13));
  await type(`${String(hour % 12 || 12).padStart(2, '0')}${soon.slice(14, 16)}${hour < 12 ? 'AM' : 'PM'}`);
  await dialog.getByRole('region', { name: 'What would change' }).waitFor();
  await tabTo(page, 'button', 'Book integration');
  await press('Enter');
  await page.getByText(/^Recorded: book integration/).waitFor();
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

it('shows the keys', async () => {
  await press('?');
  await page.getByRole('dialog', { name: 'Keys' }).getByText('Today: the next row').waitFor();
  expect(await violations(page)).toEqual([]);
  await press('Escape');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' });
});
