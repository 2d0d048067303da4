/** A new colleague: invited by the lead, sets a password, signs in, and leaves again. */
import { Secret, TOTP } from 'otpauth';
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
      await goTo(lead, 'Practice');
      await lead.getByRole('link', { name: 'Staff' }).click();
      await lead.getByRole('heading', { level: 1, name: 'Staff' }).waitFor();
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
      // Nobody has to click: the page learns it at once.
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    });
  });
});
