/** The first run of an empty installation: from the code on the terminal to Today, over a reload, once. */
import type { Page } from 'playwright-core';
import { newSetUpCode } from '../../src/setup/firstRun';
import { fromMs } from '../../src/time/instant';
import { ConsoleUnderTest, violations, WAYS } from './support/console';

let console: ConsoleUnderTest;

const next = (page: Page) => page.getByRole('button', { name: 'Continue', exact: true }).click();
const fits = async (page: Page) => {
  expect(await violations(page)).toEqual([]);
};

async function enterPractice(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill('Birch Practice');
  await page.getByLabel('Time zone').selectOption('America/Denver');
  await page.getByLabel('Telephone').fill('---');
  await page.getByLabel('E-mails come from').fill('care@birch.example');
  await next(page);
  // What is wrong is said on its step, not at the end.
  await page.getByText(/must be one phone number/).waitFor();
  await page.getByLabel('Telephone').fill('+1 503 555 0100');
  await next(page);
}

describe.each(WAYS)('with a %s', (way) => {
  beforeAll(async () => {
    console = await ConsoleUnderTest.open({ empty: true });
  }, 180_000);
  afterAll(() => console.close());
  afterEach(() => {
    expect(console.complaints).toEqual([]);
  });

  it('is not begun without the code', async () => {
    const page = await console.page(way);
    await page.goto('/console/');
    await page.getByRole('heading', { name: 'Set up this practice' }).waitFor();
    await fits(page);
    await page.getByLabel('Code from the terminal').fill('aaaa-aaaa-aaaa-aaaa');
    await next(page);
    await page.getByRole('alert').waitFor();
    await fits(page);
  });

  it('sets up a practice, also over a reload, and asks on Today for the first client', async () => {
    const { store, mail } = console.courses;
    const code = (await newSetUpCode(store, fromMs(Date.now()))) ?? '';
    const page = await console.page(way, 'dark');
    await page.goto('/console/');
    await page.getByLabel('Code from the terminal').fill(code);
    await next(page);
    await page.getByRole('heading', { name: 'The practice' }).waitFor();
    await fits(page);
    await enterPractice(page);

    await page.getByRole('heading', { name: 'Mail server' }).waitFor();
    await page.getByText(/Nobody is reminded of anything/).waitFor();
    await fits(page);
    await page.getByLabel('Server', { exact: true }).fill('127.0.0.1');
    await page.getByLabel('Security').selectOption('none');
    await page.getByLabel('Port').fill(new URL(mail.smtpUrl).port);
    await page.getByRole('button', { name: 'Save mail server' }).click();
    await page.getByText('The mail server is saved.').waitFor();
    await page.getByRole('button', { name: 'Send test e-mail' }).click();
    await page.getByText(/^250 /).waitFor();
    expect(mail.messages().some(({ to }) => to.includes('care@birch.example'))).toBe(true);
    await page.reload();
    await page.getByText('The mail server is saved.').waitFor();
    await next(page);

    await page.getByRole('heading', { name: 'Protocols', level: 1 }).waitFor();
    await fits(page);
    await next(page);
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await page.getByLabel('Your name').fill('Olive Owner');
    await page.getByLabel('Your e-mail address').fill('olive@birch.example');
    for (const role of ['Therapist', 'Front desk', 'Biller'])
      await page.getByLabel(role, { exact: true }).check();
    await page.getByLabel(/Ask everyone for a second factor/).uncheck();
    await page.getByLabel('Password').fill('password1234');
    await page.getByRole('button', { name: 'Set up the practice' }).click();
    await page.getByText(/^The password /).waitFor();
    await fits(page);
    await page.reload();
    expect(await page.getByLabel('Your name').inputValue()).toBe('Olive Owner');
    await page.getByLabel('Password').fill('otter violin bridge seven');
    await page.getByRole('button', { name: 'Set up the practice' }).click();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await page.getByRole('link', { name: 'Add your first client' }).waitFor();
    await fits(page);
    expect(await store.practice.get()).toMatchObject({ name: 'Birch Practice', zone: 'America/Denver' });

    const later = await console.page();
    await later.goto('/console/');
    await later.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('goes on to the second factor where the owner asks for one, and is done', async () => {
    const { store } = console.courses;
    for (const table of ['practice', 'setUpCode'] as const) await store.db.deleteFrom(table).execute();
    const code = (await newSetUpCode(store, fromMs(Date.now()))) ?? '';
    const page = await console.page(way);
    await page.goto('/console/');
    await page.getByLabel('Code from the terminal').fill(code);
    await next(page);
    await enterPractice(page);
    await fits(page);
    await next(page);
    await next(page);
    await page.getByLabel('Your name').fill('Pia Owner');
    await page.getByLabel('Your e-mail address').fill('pia@birch.example');
    await page.getByLabel('Password').fill('otter violin bridge seven');
    await fits(page);
    await page.getByRole('button', { name: 'Set up the practice' }).click();
    await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor();
  });
});
