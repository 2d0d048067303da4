/** Signing in by the practice's identity provider, in a real browser, with a real provider. */
import { startProvider, type TestProvider } from '../support/provider';
import { ConsoleUnderTest, violations } from './support/console';

let console: ConsoleUnderTest;
let provider: TestProvider;
beforeAll(async () => {
  console = await ConsoleUnderTest.open({
    provider: async (url) => {
      provider = await startProvider(url);
      return provider.with();
    },
  });
}, 180_000);
afterAll(async () => {
  await console.close();
  await provider.stop();
});

it('signs in by the provider, back to the page that was asked for, and says so if nobody there is known', async () => {
  const page = await console.page();
  // The provider's own pages ask for a font elsewhere.
  await page.route(
    ({ hostname }) => hostname !== '127.0.0.1',
    (route) => route.fulfill({ body: '' }),
  );
  await page.goto('/console/clients');
  await page.getByRole('link', { name: 'Sign in with Cedar accounts' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Sign in with Cedar accounts' }).click();
  const signInThere = async (login: string) => {
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill('x');
    await page.locator('button[type=submit]').click();
    await page.getByRole('button', { name: 'Continue' }).click();
  };
  await signInThere('stranger');
  await page.getByText(/nobody on the staff has your e-mail address/).waitFor();
  expect(page.url()).not.toContain('provider=');
  expect(await violations(page)).toEqual([]);

  await page.context().clearCookies();
  await page.getByRole('link', { name: 'Sign in with Cedar accounts' }).click();
  await signInThere('solo');
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await page.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
  expect(console.complaints).toEqual([]);
});
