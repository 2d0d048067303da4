/** A new colleague: invited by the lead, sets a password, signs in, and leaves again. */
import { ConsoleUnderTest, SOLO, signIn, violations } from './support/console';

let console: ConsoleUnderTest;
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
}, 180_000);
afterAll(() => console.close());

describe('a new colleague', () => {
  it('is invited by mail, sets a password, works, and loses every access when removed', async () => {
    const lead = await console.signedIn(SOLO);
    await lead.getByRole('link', { name: 'Practice' }).click();
    await lead.getByRole('link', { name: 'Staff' }).click();
    await lead.getByRole('heading', { level: 1, name: 'Staff' }).waitFor();
    expect(await violations(lead)).toEqual([]);
    await lead.getByRole('button', { name: 'Invite someone' }).click();
    const dialog = lead.getByRole('dialog', { name: 'Invite someone' });
    await dialog.getByLabel('Name').fill('Thea Example');
    await dialog.getByLabel('E-mail address').fill('thea@cedar.example');
    await dialog.getByLabel('Therapist').check();
    expect(await violations(lead)).toEqual([]);
    await dialog.getByRole('button', { name: 'Invite' }).click();
    const row = lead.getByRole('listitem').filter({ hasText: 'Thea Example' });

    await row.getByText('invited').first().waitFor();

    const [mail] = console.courses.mail.messages().filter(({ to }) => to.includes('thea@cedar.example'));
    expect(mail?.subject).not.toMatch(/ketamine|dosing|therap/i);
    const link = /\/console\/set-password#[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '';
    const page = await console.page('phone');
    await page.goto(link);
    await page.getByRole('heading', { name: 'Welcome, Thea Example' }).waitFor();
    expect(page.url()).not.toContain('#');
    await page.getByLabel('New password').fill('password1234');
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText(/^The password /).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('New password').fill('otter violin bridge seven');
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, 'thea@cedar.example', 'otter violin bridge seven');
    await page
      .getByText(/No sessions today/)
      .first()
      .waitFor();
    expect(await page.getByRole('link', { name: 'Practice' }).count()).toBe(0);

    const again = await console.page();
    await again.goto(link);
    await again.getByRole('heading', { name: 'This link cannot be used' }).waitFor();

    await row.getByRole('button', { name: /Remove/ }).click();
    await lead.getByRole('dialog').getByRole('button', { name: 'Remove Thea Example' }).click();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Clients' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});
