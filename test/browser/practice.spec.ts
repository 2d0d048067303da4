/** The settings of a practice by its lead, without a file and without a restart. */
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { WEEKDAYS } from '../../src/time/opening';
import { ConsoleUnderTest, PASSWORD, violations } from './support/console';

let console: ConsoleUnderTest;
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
}, 180_000);
afterAll(() => console.close());
afterEach(() => {
  expect(console.complaints).toEqual([]);
});

it('hours, closed days and the telephone are changed, and stay', async () => {
  const { store } = console.courses;
  const page = await console.signedIn();
  await page.getByRole('link', { name: 'Practice' }).click();
  const identity = page.getByRole('region', { name: 'The practice' });
  // An address gives nobody access.
  await identity.getByLabel('Office address').fill('12 Cedar Street');
  await identity.getByRole('button', { name: 'Save' }).click();
  await identity.getByText('Saved.').waitFor();
  expect(await identity.getByLabel('Your own password').count()).toBe(0);
  await identity.getByRole('button', { name: 'Save' }).click();
  await identity.getByText('Nothing was changed.').waitFor();
  await identity.getByLabel('Telephone').fill('---');
  await identity.getByLabel('Your own password').fill(PASSWORD);
  await identity.getByRole('button', { name: 'Save' }).click();
  await identity.getByText(/must be one phone number/).waitFor();
  expect(await violations(page)).toEqual([]);
  await identity.getByLabel('Telephone').fill('+1 503 555 0177');
  // Somebody else saves another setting of the same form meanwhile.
  await store.practice.change({ videoLink: 'https://video.example/meanwhile' });
  await identity.getByRole('button', { name: 'Save' }).click();
  await identity.getByText('Saved.').waitFor();

  await page.getByRole('link', { name: 'Hours and closed days' }).click();
  const hours = page.getByRole('region', { name: 'Opening hours' });
  // The usual hours are filled in: changing one day leaves the others as they are.
  await hours.getByRole('checkbox', { name: 'Friday', checked: true }).waitFor();
  await hours.getByLabel('Monday: closes').fill('18:00');
  await hours.getByRole('button', { name: 'Save' }).click();
  await hours.getByText('Saved.').waitFor();
  const closed = page.getByRole('region', { name: /Closed days/ });
  await closed.getByLabel('Another closed day').fill('2027-12-24');
  await closed.getByRole('button', { name: 'Add day' }).click();
  await closed.getByRole('button', { name: 'Save closed days' }).click();
  await closed.getByText(/Open courses that changed/).waitFor();
  expect(await store.practice.get()).toMatchObject({
    ...{ callbackNumber: '+1 503 555 0177', closedDays: ['2027-12-24'] },
    videoLink: 'https://video.example/meanwhile',
    hours: { monday: { opens: '07:00', closes: '18:00' }, friday: { opens: '07:00', closes: '21:00' } },
  });
});

it('opens at its first page, and every section is marked as the practice', async () => {
  const page = await console.signedIn();
  await page.goto('/console/practice');
  await page.getByRole('heading', { level: 1, name: 'Practice' }).waitFor();
  await page.getByRole('link', { name: 'Policies' }).click();
  await page.getByRole('heading', { level: 1, name: 'Policies' }).waitFor();
  const current = page.getByRole('navigation', { name: 'Main' }).locator('[aria-current="page"]');
  expect(await current.allTextContents()).toEqual(['Practice']);
  await page.goto('/console/account');
  await page.getByRole('link', { name: 'Your tokens' }).click();
  await page.getByRole('region', { name: 'Tokens for programs' }).waitFor();
  await page.goto('/console/clients');
  await page.getByRole('button', { name: 'Add a client' }).click();
  await page.getByRole('dialog', { name: 'New client' }).waitFor();
});

it('before hours are saved, the sessions that they leave outside are listed', async () => {
  const { store } = console.courses;
  await console.withClients(DEMO_CLIENTS.filter(({ name }) => name === 'Sam Sample'));
  const always = { opens: '00:00', closes: '23:59' };
  await store.practice.change({ hours: Object.fromEntries(WEEKDAYS.map((day) => [day, always])) });
  const page = await console.signedIn();
  await page.goto('/console/practice/hours');
  const hours = page.getByRole('region', { name: 'Opening hours' });
  await hours.getByLabel('Sunday: closes').fill('00:01');
  for (const each of await hours.getByRole('checkbox', { name: /^(?!Sunday)/ }).all()) await each.uncheck();
  const save = () => hours.getByRole('button', { name: 'Save' }).click();
  await save();
  const question = page.getByRole('dialog', { name: 'Save these hours?' });
  await question.getByRole('listitem').filter({ hasText: 'Sam Sample' }).first().waitFor();
  expect(await violations(page)).toEqual([]);
  await question.getByRole('button', { name: 'Back to the form' }).click();
  expect(Object.keys((await store.practice.get())?.hours ?? {})).toHaveLength(7);
  await save();
  await question.getByRole('button', { name: 'Save anyway' }).click();
  await hours
    .getByText(/^Saved\. (One|\d+) booked sessions? (is|are) outside the opening hours now\.$/)
    .waitFor();
  expect((await store.practice.get())?.hours).toEqual({ sunday: { ...always, closes: '00:01' } });
});

it('the mail server is entered with one’s own password, and a test e-mail shows what it says', async () => {
  const { mail } = console.courses;
  const page = await console.signedIn();
  await page.goto('/console/practice/mail');
  const server = page.getByRole('region', { name: 'Mail server' });
  await server.getByLabel('Server', { exact: true }).fill('127.0.0.1');
  await server.getByLabel('Security').selectOption('none');
  await server.getByLabel('Port').fill('1');
  await server.getByLabel('Your own password').fill(PASSWORD);
  await server.getByRole('button', { name: 'Save mail server' }).click();
  await server.getByText(/It sends from the next e-mail on/).waitFor();
  await server.getByRole('button', { name: 'Send test e-mail' }).click();
  await server.getByText(/ECONNREFUSED/).waitFor();
  expect(await violations(page)).toEqual([]);
  await server.getByLabel('Port').fill(new URL(mail.smtpUrl).port);
  await server.getByLabel('Your own password').fill(PASSWORD);
  const saved = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await server.getByRole('button', { name: 'Save mail server' }).click();
  await saved;
  await server.getByRole('button', { name: 'Send test e-mail' }).click();
  await server.getByText(/^250 /).waitFor();
});

it('a token is made with one’s password, shown once, and revoked', async () => {
  const page = await console.signedIn();
  await page.goto('/console/practice/tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  const dialog = page.getByRole('dialog', { name: 'New token' });
  await dialog.getByLabel('What it is for').fill('Nightly report');
  await dialog.getByLabel('Your own password').fill('not the password');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create token' }).click();
  await dialog.getByText('The password is wrong.').waitFor();
  await dialog.getByLabel('Your own password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Create token' }).click();
  const token = (await dialog.locator('code').textContent()) ?? '';
  const works = async () =>
    (await page.request.get('/api/v1/tokens', { headers: { Authorization: `Bearer ${token}` } })).status();
  expect(await works()).toBe(200);
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Nightly report' });
  await row.getByText('Valid').waitFor();
  expect(await violations(page)).toEqual([]);
  await row.getByRole('button', { name: 'Revoke' }).click();
  await row.getByText('Revoked').waitFor();
  expect(await works()).toBe(401);
});
