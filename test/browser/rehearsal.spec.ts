/** A whole course lived in the console within two minutes, at a time that is moved; and nothing of it where it is not offered. */
import { protocolLibrary } from '../../src/protocols/load';
import { offerRehearsals } from '../../src/stack/rehearsals';
import { ConsoleUnderTest, goTo, SOLO, violations, WAYS, WHOLE } from './support/console';

let console: ConsoleUnderTest;

const MINUTES_2 = 120_000;

/** `npm test` lives a month, `npm run e2e` the whole course. */
const LIVED = WHOLE ? 'Maintenance' : 'Preparation';

describe.each(WAYS)('with a %s', (way) => {
  const rehearsals = offerRehearsals(() => Promise.resolve(protocolLibrary()));
  beforeAll(async () => {
    console = await ConsoleUnderTest.open({ rehearsals });
  }, 180_000);
  afterAll(async () => {
    await rehearsals.stop();
    await console.close();
  });

  describe('a rehearsal', () => {
    it('is a whole course in two minutes, on the real screens, and can start over', async () => {
      const page = await console.signedIn(SOLO, way);
      const began = Date.now();
      await goTo(page, 'Rehearsal');
      await page.getByRole('button', { name: 'Start a rehearsal' }).click();
      const open = page.getByRole('button', { name: 'Open the rehearsal' });
      await open.waitFor({ timeout: 60_000 });
      expect(await violations(page)).toEqual([]);
      await open.click();
      const band = page.getByRole('complementary', { name: 'Rehearsal' });
      await band.getByText(/Nothing here is real/).waitFor();
      await page.getByLabel('Protocol').selectOption('calm');
      await page.getByRole('button', { name: /Start a course for Robin Example/ }).click();
      await page.getByText(/The client reports: consent signed/).waitFor();
      await page.getByRole('button', { name: 'Do it' }).click();
      await page.getByText(/^The \w+ reports: (?!consent signed)/).waitFor();
      const happened = page.getByRole('region', { name: 'What happened' }).getByRole('listitem');
      await happened
        .filter({ hasText: /Task closed.*Have the client sign the missing consents/ })
        .first()
        .waitFor();
      expect(await violations(page)).toEqual([]);

      const before = await band.getByRole('status').textContent();
      await band.getByRole('button', { name: '+1 day' }).click();
      await band
        .getByText(/It is/)
        .filter({ hasNotText: before ?? '' })
        .waitFor();
      const lived = page.getByText(`Robin Example: ${LIVED}`);
      do {
        await page.getByRole('button', { name: 'Live a month as expected' }).click();
        await page.getByText('It happens …').waitFor();
        await page.getByText('It happens …').waitFor({ state: 'detached', timeout: 60_000 });
      } while ((await lived.count()) === 0);
      await page.getByRole('region', { name: /E-mails received ?\d\d/ }).waitFor();
      await page.getByRole('link', { name: 'Open the course' }).click();
      await page.getByText(`${WHOLE ? 8 : 0} of 8 dosing sessions`).waitFor();
      await page.getByText('The whole course').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(Date.now() - began).toBeLessThan(MINUTES_2);

      await band.getByRole('link', { name: 'What is next' }).click();
      await page.getByRole('button', { name: 'Start over' }).click();
      await page.getByRole('heading', { name: 'Start a practice course' }).waitFor({ timeout: 60_000 });
      await band.getByRole('link', { name: 'Back to the console' }).click();
      await page.getByRole('button', { name: 'Open the rehearsal' }).waitFor();
      const real = await console.signedIn(SOLO);
      await real.getByRole('link', { name: 'Clients' }).click();
      expect(await real.getByText('Robin Example').count()).toBe(0);
      expect(await real.getByRole('complementary', { name: 'Rehearsal' }).count()).toBe(0);
      // Until the new practice is there, the server says that it is starting.
      expect(console.complaints.filter((each) => !each.includes('503'))).toEqual([]);
    }, 300_000);
  });
});
