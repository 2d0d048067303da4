/** Every form opens, has no barrier, closes with Escape, and gives the focus back. */
import type { Page } from 'playwright-core';
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { ConsoleUnderTest, SOLO, violations, WHOLE } from './support/console';

let console: ConsoleUnderTest;
let address: string;
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
  await console.withClients(DEMO_CLIENTS.filter(({ name }) => name === 'Morgan Mockup'));
  const { courses } = await console.courses.store.courses.list({}, { limit: 1 });
  address = `/console/courses/${courses[0]?.id ?? ''}`;
}, 180_000);
afterAll(() => console.close());

/** One of each kind of field: a date, an amount, a choice, answers, a list, and one that is refused. */
const SOME = ['Book session', 'Record payment', 'Record decision', 'Enter questionnaire', 'Record consent'];

async function reports(page: Page) {
  const region = page.getByRole('region', { name: /All reports/ });
  await region.getByText('Not now, or not by you').click();
  const all = await region.getByRole('button').all();
  if (WHOLE) return all;
  const names = await Promise.all(all.map((button) => button.innerText()));
  return all.filter((_, index) => SOME.includes(names[index] ?? ''));
}

const LOOKS = [
  { size: 'desktop', scheme: 'light' },
  ...(WHOLE ? ([{ size: 'phone', scheme: 'dark' }] as const) : []),
] as const;

it.each(LOOKS)(
  'on a $size, $scheme',
  async ({ size, scheme }) => {
    const page = await console.signedIn(SOLO, size, scheme);
    await page.goto(address);
    await page.getByRole('region', { name: /All reports/ }).waitFor();
    const found = await reports(page);
    expect(found.length).toBeGreaterThanOrEqual(WHOLE ? 40 : SOME.length);
    for (const button of found) {
      const name = await button.innerText();
      await button.click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: /^(Cancel|Back)$/ }).waitFor();
      expect([name, ...(await violations(page))]).toEqual([name]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await page.evaluate('document.activeElement?.innerText')).toBe(name);
    }
    expect(console.complaints).toEqual([]);
  },
  600_000,
);
