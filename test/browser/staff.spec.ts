/** The staff: invited by a manager, changed, and removed. */
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { ConsoleUnderTest, goTo, PASSWORD, SOLO, signIn, violations, WAYS } from './support/console';

let console: ConsoleUnderTest;

describe.each(WAYS)('with a %s', (way) => {
  beforeAll(async () => {
    console = await ConsoleUnderTest.open();
  }, 180_000);
  afterAll(() => console.close());

  describe('a new colleague', () => {
    it('is invited by mail, sets a password and a second factor, works, and loses every access when removed', async () => {
      const lead = await console.signedIn(SOLO, way);
      await staffPage(lead);
      expect(await violations(lead)).toEqual([]);
      await lead.getByRole('button', { name: 'Invite someone' }).click();
      const dialog = lead.getByRole('dialog', { name: 'Invite someone' });
      await dialog.getByLabel('Name').fill('Thea Example');
      await dialog.getByLabel('E-mail address').fill('thea@cedar.example');
      await dialog.getByLabel('Therapist').check();
      await dialog.getByLabel('Your own password').fill(PASSWORD);
      expect(await violations(lead)).toEqual([]);
      await dialog.getByRole('button', { name: 'Invite' }).click();
      const row = lead.getByRole('listitem').filter({ hasText: 'Thea Example' });

      await row.getByText('invited').first().waitFor();
      await said(lead, 'The invitation of Thea Example went to thea@cedar.example.');
      expect(await violations(lead)).toEqual([]);

      const [mail] = console.courses.mail.messages().filter(({ to }) => to.includes('thea@cedar.example'));
      expect(mail?.subject).not.toMatch(/ketamine|dosing|therap/i);
      const link = /\/console\/set-password#[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '';
      const page = await console.page(way === 'desktop' ? 'phone' : way);
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

      await page.goto('/console/account');
      const factor = page.getByRole('region', { name: 'Second factor' });
      await factor.getByRole('button', { name: 'Set up' }).click();
      const setUp = page.getByRole('dialog', { name: 'Second factor: set up' });
      await setUp.getByLabel('Your password').fill('otter violin bridge seven');
      await setUp.getByRole('button', { name: 'Continue' }).click();
      const secret = (await setUp.locator('code').first().textContent()) ?? '';
      expect(await violations(page)).toEqual([]);
      await setUp.getByLabel('Code').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
      await setUp.getByRole('button', { name: 'Confirm' }).click();
      await page
        .getByRole('dialog', { name: 'Keep these codes' })
        .getByRole('button', { name: /written them down/ })
        .click();
      await factor.getByText(/recovery codes are left/).waitFor();

      const again = await console.page();
      await again.goto(link);
      await again.getByRole('heading', { name: 'This link cannot be used' }).waitFor();

      await row.getByRole('button', { name: /Remove/ }).click();
      const removing = lead.getByRole('dialog', { name: 'Remove Thea Example' });
      await removing.getByLabel('Your own password').fill('not the password');
      await removing.getByRole('button', { name: 'Remove Thea Example' }).click();
      await removing.getByText('The password is wrong.').waitFor();
      expect(await violations(lead)).toEqual([]);
      await removing.getByLabel('Your own password').fill(PASSWORD);
      await removing.getByRole('button', { name: 'Remove Thea Example' }).click();
      await row.waitFor({ state: 'detached' });
      await said(lead, 'Thea Example is no longer on the staff');
      // Nobody has to click: the page learns it at once.
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    });
  });

  it('the roles and the address of a colleague are changed, and what a role allowed ends at once', async () => {
    const lead = await console.signedIn(SOLO, way);
    await staffPage(lead);
    const biller = await console.signedIn('biller@cedar.example');
    await biller.getByRole('link', { name: 'Money' }).waitFor();
    const row = lead.getByRole('listitem').filter({ hasText: 'biller@cedar.example' });
    const name = (await row.locator('.strong').textContent()) ?? '';
    await row.getByRole('button', { name: /Change/ }).click();
    const dialog = lead.getByRole('dialog', { name: `Change ${name}` });
    await dialog.getByLabel('E-mail address').fill('therapist@cedar.example');
    await dialog.getByLabel('Engineer').check();
    await dialog.getByLabel('Biller').uncheck();
    await dialog.getByLabel('Your own password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText(/needs an e-mail address of their own/).waitFor();
    expect(await violations(lead)).toEqual([]);
    await dialog.getByLabel('E-mail address').fill('money@cedar.example');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await said(lead, `The roles of ${name} are engineer.`);
    await said(lead, `${name} signs in with money@cedar.example now`);
    await lead.getByText('money@cedar.example · engineer').waitFor();
    expect(await violations(lead)).toEqual([]);
    // Nobody has to click: the page learns it at once.
    await biller.getByRole('link', { name: 'Money' }).waitFor({ state: 'detached' });
  });

  it('the last one who manages the staff is told so before, and refused', async () => {
    const { store } = console.courses;
    const others = (await store.staff.list()).filter(
      ({ email, roles }) => email !== SOLO && roles.some((role) => role === 'lead' || role === 'admin'),
    );
    for (const other of others) await store.staff.save({ ...other, roles: ['engineer'] });
    const lead = await console.signedIn(SOLO, way);
    await staffPage(lead);
    const own = lead.getByRole('listitem').filter({ hasText: SOLO });
    expect(await own.getByRole('button', { name: /Remove/ }).count()).toBe(0);
    await own.getByRole('button', { name: /Change/ }).click();
    const dialog = lead.getByRole('dialog', { name: /Change/ });
    await dialog.getByLabel('Lead').uncheck();
    await dialog.getByLabel('Admin').uncheck();
    await dialog.getByText('Without the role lead or admin you can change nothing here anymore.').waitFor();
    await dialog.getByLabel('Your own password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Give somebody else the role lead or admin first.').waitFor();
    expect(await violations(lead)).toEqual([]);
    for (const other of others) await store.staff.save(other);
  });

  it('an invitation that the mail server does not take says what to do, and is sent again', async () => {
    const { transport } = console.courses;
    const send = jest.spyOn(transport, 'send');
    send.mockResolvedValueOnce({ outcome: 'temporary', code: 'mail-connection' });
    const lead = await console.signedIn(SOLO, way);
    await staffPage(lead);
    await lead.getByRole('button', { name: 'Invite someone' }).click();
    const dialog = lead.getByRole('dialog', { name: 'Invite someone' });
    await dialog.getByLabel('Name').fill('Ned Example');
    await dialog.getByLabel('E-mail address').fill('ned@cedar.example');
    await dialog.getByLabel('Prescriber').check();
    await dialog.getByLabel('Your own password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await said(lead, 'Ned Example is on the staff, but the invitation to ned@cedar.example was not sent.');
    expect(await lead.getByRole('link', { name: 'Check the mail server' }).count()).toBe(1);
    expect(await violations(lead)).toEqual([]);
    await lead.getByRole('button', { name: 'Send the invitation again to Ned Example' }).click();
    await said(lead, 'The invitation of Ned Example went to ned@cedar.example.');
  });
});

async function staffPage(page: Page): Promise<void> {
  await goTo(page, 'Practice');
  await page.getByRole('link', { name: 'Staff' }).click();
  await page.getByRole('heading', { level: 1, name: 'Staff' }).waitFor();
}

/** What was done is said to those who do not see it, too. */
const said = (page: Page, words: string): Promise<void> =>
  page.getByRole('status').filter({ hasText: words }).waitFor();
