/** A practice that asks for a second factor: set up once, then asked for; and a session that is ended elsewhere. */
import { Secret, TOTP } from 'otpauth';
import { ConsoleUnderTest, PASSWORD, signIn, SOLO, violations } from './support/console';

const LEAD = 'lead@cedar.example';
const STEP_MS = 30_000;

let console: ConsoleUnderTest;
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
  const { store } = console.courses;
  const practice = await store.practice.get();
  if (practice) await store.practice.save({ ...practice, secondFactorRequired: true });
}, 180_000);
afterAll(() => console.close());

const codeOf = (secret: string, stepsAhead = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsAhead * STEP_MS });

describe('a second factor', () => {
  it('is set up at the first sign-in, and asked for at the next', async () => {
    const page = await console.page();
    await page.goto('/console/today');
    await page.getByLabel('E-mail address').fill(LEAD);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor();
    await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
    expect(await violations(page)).toEqual([]);
    const secret = (await page.locator('code').first().textContent()) ?? '';
    await page.getByLabel('Code').fill('000000');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Code').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { name: 'Keep these codes' }).waitFor();
    const [recovery = ''] = await page.getByRole('listitem').allTextContents();
    await page.getByRole('button', { name: 'I have written them down' }).click();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();

    const other = await console.page('phone');
    await other.goto('/console/today');
    await other.getByLabel('E-mail address').fill(LEAD);
    await other.getByLabel('Password').fill(PASSWORD);
    await other.getByRole('button', { name: 'Sign in' }).click();
    await other.getByRole('heading', { name: 'Enter your code' }).waitFor();
    await other.getByLabel('Code').fill(recovery);
    await other.getByRole('button', { name: 'Sign in' }).click();
    await other.getByRole('navigation', { name: 'Main' }).waitFor();
  });
});

describe('a desk that nobody has used for half an hour', () => {
  it('is covered, in every tab and after a reload, and goes on with what was typed for the same person', async () => {
    const { store } = console.courses;
    const practice = await store.practice.get();
    if (practice) await store.practice.save({ ...practice, secondFactorRequired: false });
    const page = await console.page();
    await page.clock.install();
    await page.goto('/console/today');
    await signIn(page, SOLO);
    await page.getByRole('link', { name: 'Clients' }).first().click();
    await page.getByRole('button', { name: 'New client' }).click();
    const name = page.getByRole('dialog', { name: 'New client' }).getByLabel('Name');
    await name.fill('Typed Before');
    await page.clock.fastForward('20:00');
    await name.press('End');
    await page.clock.fastForward('20:00');
    expect(await page.getByRole('heading', { name: 'Sign in' }).count()).toBe(0);
    const ended = page.waitForResponse('**/api/v1/session/sign-out');
    await page.clock.fastForward('11:00');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await name.isVisible()).toBe(false);
    await ended;
    const other = await page.context().newPage();
    await other.goto('/console/clients');
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
    await other.close();
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await name.inputValue()).toBe('Typed Before');
  });
});

describe('signing out', () => {
  it('leaves nothing of the practice in the tab', async () => {
    const { store } = console.courses;
    const practice = await store.practice.get();
    if (practice) await store.practice.save({ ...practice, secondFactorRequired: false });
    const page = await console.signedIn();
    await page.evaluate("sessionStorage.setItem('report course-1 holdPlaced', '{}')");
    await page.getByText('Demo solo practitioner').click();
    // The sign-in covers the page before the page is loaded anew.
    const loadedAnew = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await loadedAnew;
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.content()).not.toContain('Cedar Practice');
    expect(await page.evaluate("sessionStorage.getItem('report course-1 holdPlaced')")).toBeNull();
  });
});
