/** One's own account: a calendar address, the password, a second factor; and who looked at a client. */
import { Secret, TOTP } from 'otpauth';
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { ConsoleUnderTest, PASSWORD, signIn, SOLO, violations } from './support/console';

let console: ConsoleUnderTest;
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
  await console.withClients(DEMO_CLIENTS.filter(({ name }) => name === 'Kim Demo'));
}, 180_000);
afterAll(() => console.close());

it('a calendar address works until it is revoked', async () => {
  const page = await console.signedIn('therapist@cedar.example');
  await page.goto('/console/account');
  await page.getByRole('button', { name: 'Make an address' }).click();
  const address = (await page.getByText(/\/feeds\/.+\.ics$/).textContent()) ?? '';
  expect(await (await page.request.get(address)).text()).toContain('BEGIN:VCALENDAR');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Revoke the address' }).click();
  await page.getByText('You have no address yet.').waitFor();
  expect((await page.request.get(address)).status()).toBe(404);
  expect(console.complaints).toEqual([]);
});

it('who signs out everywhere keeps the calendar address, unless it is to end, too', async () => {
  const page = await console.signedIn('frontdesk@cedar.example');
  await page.goto('/console/account');
  await page.getByRole('button', { name: 'Make an address' }).click();
  const address = (await page.getByText(/\/feeds\/.+\.ics$/).textContent()) ?? '';
  const out = async () => {
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    return (await page.request.get(address)).status();
  };
  expect(await out()).toBe(200);
  await page.goto('/console/today');
  await signIn(page, 'frontdesk@cedar.example');
  await page.goto('/console/account');
  await page.getByLabel(/^Revoke my calendar address, too/).check();
  expect(await out()).toBe(404);
  expect(console.complaints).toEqual([]);
});

it('a password is changed, and a second factor set up, each with the password of before', async () => {
  const page = await console.signedIn('biller@cedar.example');
  await page.getByText('Demo biller', { exact: true }).click();
  await page.getByRole('link', { name: 'Your account' }).click();
  const card = page.getByRole('region', { name: 'Password' });
  const change = async (current: string) => {
    await card.getByLabel('Current password').fill(current);
    await card.getByLabel('New password').fill('otter violin bridge seven');
    await card.getByRole('button', { name: 'Change password' }).click();
  };
  await change('wrong');
  await card.getByText('The password is wrong.').waitFor();
  await change(PASSWORD);
  await card.getByText(/^Your password is changed/).waitFor();
  await page.getByRole('button', { name: 'Set up' }).click();
  const dialog = page.getByRole('dialog', { name: 'Second factor: set up' });
  await dialog.getByLabel('Your password').fill('otter violin bridge seven');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  const secret = (await dialog.locator('code').textContent()) ?? '';
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel('Code').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('button', { name: 'I have written them down' }).click();
  await page.getByRole('button', { name: 'Get new recovery codes' }).waitFor();
  expect(console.complaints).toEqual([]);
});

it('the lead sees who looked at a client, and a therapist does not', async () => {
  const therapist = await console.signedIn('therapist@cedar.example');
  await therapist.goto('/console/clients');
  await therapist.getByRole('link', { name: 'Kim Demo' }).click();
  await therapist.getByText('The whole course').waitFor();
  await therapist.getByRole('link', { name: 'Kim Demo' }).click();
  await therapist.getByRole('heading', { name: 'Contact' }).waitFor();
  expect(await therapist.getByRole('link', { name: /Who looked/ }).count()).toBe(0);
  const lead = await console.signedIn(SOLO);
  await lead.goto(therapist.url());
  await lead.getByRole('link', { name: 'Who looked at this client' }).click();
  await lead.getByRole('combobox', { name: /^Who/ }).selectOption({ label: 'Demo therapist' });
  const row = lead.getByRole('row').filter({ hasText: 'opened the course of Kim Demo' });
  await row.getByRole('rowheader', { name: 'Demo therapist as therapist' }).waitFor();
  expect(await violations(lead)).toEqual([]);
});
