/** An answer that is lost on the way: whatever the person does next, the report takes effect once. */
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { ConsoleUnderTest, PASSWORD, pressBelow } from './support/console';

let console: ConsoleUnderTest;
let course = '';
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
  const { store } = console.courses;
  await console.withClients(DEMO_CLIENTS.filter(({ name }) => name === 'Kim Demo'));
  course = (await store.courses.list({}, { limit: 1 })).courses[0]?.id ?? '';
}, 180_000);
afterAll(() => console.close());

it('a payment whose answer was lost, and which is sent again after signing in again, is on the ledger once', async () => {
  const { store } = console.courses;
  const paid = async () =>
    (await store.ledger.ofCourse(course)).entries.filter(({ cents }) => cents === -12_300).length;
  const page = await console.signedIn();
  await page.goto(`/console/courses/${course}`);
  await page
    .getByRole('region', { name: /All reports/ })
    .getByRole('button', { name: 'Record payment' })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Record payment' });
  await dialog.getByLabel('Amount in dollars').fill('123');
  let lost = 0;
  await page.route('**/signals/paymentPosted', async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  await dialog.getByRole('button', { name: 'Record payment' }).click();
  await dialog.getByRole('alert').waitFor();
  expect(await paid()).toBe(1);
  await page.context().clearCookies();
  await pressBelow(page, 'Record payment', 'Record payment');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await dialog.getByRole('button', { name: 'Record payment' }).click();
  await page.getByText(/^Recorded: /).waitFor();
  expect(await paid()).toBe(1);
});

it('what is changed after an answer was lost is refused, and can be reported once the form is opened again', async () => {
  const { store } = console.courses;
  const paid = async (cents: number) =>
    (await store.ledger.ofCourse(course)).entries.filter((entry) => entry.cents === -cents).length;
  const page = await console.signedIn();
  await page.goto(`/console/courses/${course}`);
  const open = page
    .getByRole('region', { name: /All reports/ })
    .getByRole('button', { name: 'Record payment' });
  await open.click();
  const dialog = page.getByRole('dialog', { name: 'Record payment' });
  const record = dialog.getByRole('button', { name: 'Record payment' });
  await dialog.getByLabel('Amount in dollars').fill('51');
  let lost = 0;
  await page.route('**/signals/paymentPosted', async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  await record.click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel('Amount in dollars').fill('52');
  await record.click();
  await dialog.getByText(/may have been recorded already/).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await open.click();
  await dialog.getByLabel('Amount in dollars').fill('52');
  await record.click();
  await page.getByText(/^Recorded: /).waitFor();
  expect([await paid(5_100), await paid(5_200)]).toEqual([1, 1]);
});
