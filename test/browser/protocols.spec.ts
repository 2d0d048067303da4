/** A protocol copied, changed, checked, saved, changed again, and its course moved to the new version. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { protocolLibrary } from '../../src/protocols/load';
import { fromMs } from '../../src/time/instant';
import { ConsoleUnderTest, goTo, SOLO, violations, WAYS, ZONE } from './support/console';

let console: ConsoleUnderTest;

/** Opens the row of a value, found by its words, and returns it. */
async function opened(page: Page, what: string) {
  await page.getByLabel('Find a value').fill(what);
  const row = page.getByRole('listitem').filter({ hasText: what });
  await row.getByRole('button', { name: `Change ${what}` }).click();
  return row;
}

/** A course of Robin Example, who was not there before. */
async function startCourse(page: Page, protocol: string): Promise<string> {
  const client = randomUUID();
  await console.courses.store.clients.add({
    ...{ id: client, name: 'Robin Example', email: 'robin@client.example', zone: ZONE },
    ...{ unsubscribeToken: randomUUID(), createdAt: fromMs(Date.now()) },
  });
  const answer = await page.request.post('/api/v1/courses', {
    headers: { 'Idempotency-Key': randomUUID(), Origin: console.api.url },
    data: { client, protocol },
  });
  return ((await answer.json()) as { id: string }).id;
}

describe.each(WAYS)('with a %s', (way) => {
  beforeAll(async () => {
    console = await ConsoleUnderTest.open();
  }, 180_000);
  afterAll(() => console.close());

  describe('a protocol', () => {
    it('is copied, changed, mended, tried and saved; then changed again, and its course moves', async () => {
      const page = await console.signedIn(SOLO, way);
      await goTo(page, 'Protocols');
      await page.getByRole('link', { name: /^CALM/ }).click();
      await page
        .getByRole('region', { name: 'Preparation' })
        .getByText('Minimum of 6 sessions')
        .first()
        .waitFor();
      expect(await violations(page)).toEqual([]);

      await page.getByRole('link', { name: 'Copy as a new protocol' }).click();
      await page.getByLabel('Id').fill('our-own');
      const planned = await opened(page, 'Planned number of dosing sessions');
      await planned.getByRole('spinbutton').fill('41');
      await planned.getByText('must be 40 or less', { exact: true }).waitFor();
      expect(await page.getByRole('button', { name: 'Save the new protocol' }).isDisabled()).toBe(true);
      expect(await violations(page)).toEqual([]);
      await planned.getByRole('spinbutton').fill('6');
      await page.getByText('Planned number of dosing sessions: changed from 8 to 6.').waitFor();
      await page.reload();
      await page.getByText('Planned number of dosing sessions: changed from 8 to 6.').waitFor();

      await page.getByRole('button', { name: 'Show a standard course with it' }).click();
      const trial = page.getByRole('dialog', { name: 'A standard course with this draft' });
      await trial.getByRole('row', { name: /practice’s charges \$7,460\.00 \$5,970\.00/ }).waitFor();
      expect(await violations(page)).toEqual([]);
      await trial.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('button', { name: 'Save the new protocol' }).click();
      const asked = page.getByRole('dialog', { name: 'Save it all the same?' });
      await asked
        .getByText('The page states a total of $7,460.00, but the sessions add up to $5,970.00.')
        .waitFor();
      expect(await violations(page)).toEqual([]);
      const stored = await console.courses.store.protocols.beside(protocolLibrary());
      expect(stored.ids()).not.toContain('our-own');
      await asked.getByRole('button', { name: 'Save anyway' }).click();
      await page.getByText('Version 1.').waitFor();

      const course = await startCourse(page, 'our-own');
      await page.getByRole('link', { name: 'Change values' }).click();
      const gap = await opened(page, 'Usual time between dosing sessions');
      await gap.getByRole('spinbutton').fill('21');
      await gap.getByLabel('In which words, or who decided it').fill('Decided at the meeting in November');
      await page.getByText(/Usual time between dosing sessions: changed from \d+ days to 21 days/).waitFor();
      await page.getByRole('button', { name: 'Save as version 2' }).click();
      await asked.getByRole('button', { name: 'Save anyway' }).click();
      await page.getByRole('region', { name: /From our-own, version 1, to this version/ }).waitFor();
      await page.getByText('Decided at the meeting in November', { exact: true }).waitFor();

      await page.getByRole('link', { name: 'Move courses to this version' }).click();
      const row = page.getByRole('listitem').filter({ hasText: 'Robin Example' });
      await row.getByRole('button', { name: /What would change/ }).click();
      await row.getByText(/changed from \d+ days to 21 days/).waitFor();
      expect(await violations(page)).toEqual([]);
      await row.getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Move 1 course' }).dblclick();
      await row.getByText('✓moved').waitFor();
      const { store } = console.courses;
      const moves = (await store.events.ofCourse(course)).filter(({ type }) => type === 'protocolChanged');
      expect(moves).toMatchObject([{ protocol: { id: 'our-own', version: 2, dosing: { gapDays: 21 } } }]);
      expect(await store.courses.find(course)).toMatchObject({ protocolVersion: 2 });
      expect(console.complaints).toEqual([]);
    });
  });
});
