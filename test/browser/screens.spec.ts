/** Every screen with something on it: no barrier that axe finds, no complaint of the browser, nothing cut off. */
import type { Page } from 'playwright-core';
import { protocolLibrary } from '../../src/protocols/load';
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { offerRehearsals } from '../../src/stack/rehearsals';
import { picture, takesPictures } from './support/picture';
import { ConsoleUnderTest, SOLO, violations, WHOLE, type Size, ZONE } from './support/console';

/** A session today that cannot start, an integration to book, a breach, a hold. */
const SHOWN = ['Sam Sample', 'Kim Demo', 'Pat Placeholder', 'Alex Invented'];

const rehearsals = offerRehearsals(() => Promise.resolve(protocolLibrary()));
let console: ConsoleUnderTest;
let courses: Record<string, string>;
beforeAll(async () => {
  console = await ConsoleUnderTest.open(WHOLE ? { rehearsals } : {});
  const { store } = console.courses;
  await console.withClients(DEMO_CLIENTS.filter(({ name }) => takesPictures || SHOWN.includes(name)));
  const { courses: rows } = await store.courses.list({}, { limit: 50 });
  courses = Object.fromEntries(rows.map(({ clientName, id }) => [clientName ?? '', id]));
}, 180_000);
afterAll(async () => {
  await rehearsals.stop();
  await console.close();
});

const courseOf = (name: string): string => `/console/courses/${courses[name] ?? ''}`;

const SCREENS: [string, () => string, (page: Page) => Promise<unknown>][] = [
  ['today', () => '/console/today', (page) => page.getByText('Cannot start').first().waitFor()],
  ['calendar', () => '/console/calendar', (page) => page.getByText('Sam Sample').first().waitFor()],
  [
    'calendar as a list',
    () => '/console/calendar?view=list',
    (page) => page.getByRole('listitem').filter({ hasText: 'Sam Sample' }).first().waitFor(),
  ],
  [
    'prescriber',
    () => `/console/prescriber?course=${courses['Alex Invented'] ?? ''}`,
    (page) => page.getByRole('region', { name: /^Decisions and orders/ }).waitFor(),
  ],
  ['clients', () => '/console/clients', (page) => page.getByRole('link', { name: 'Kim Demo' }).waitFor()],
  ['course', () => courseOf('Kim Demo'), (page) => page.getByText('The whole course').waitFor()],
  [
    'messages',
    () => `${courseOf('Kim Demo')}?tab=messages`,
    (page) => page.getByRole('rowheader', { name: 'Session reminder' }).first().waitFor(),
  ],
  [
    'money',
    () => `${courseOf('Kim Demo')}?tab=money`,
    (page) => page.getByText('If the course ended now').waitFor(),
  ],
  [
    'measures',
    () => `${courseOf('Kim Demo')}?tab=measures`,
    (page) => page.getByRole('group', { name: /PHQ-9 over time/ }).waitFor(),
  ],
  [
    'supply',
    () => `${courseOf('Kim Demo')}?tab=supply`,
    (page) => page.getByText('Arrived').first().waitFor(),
  ],
  [
    'messages of the practice',
    () => '/console/messages',
    (page) => page.getByRole('heading', { level: 1, name: 'Messages' }).waitFor(),
  ],
  [
    'planned messages',
    () => '/console/messages?state=planned',
    (page) => page.getByRole('listitem').filter({ hasText: 'Kim Demo' }).first().waitFor(),
  ],
  [
    'money of the practice',
    () => '/console/money',
    (page) => page.getByRole('listitem').filter({ hasText: 'Kim Demo' }).first().waitFor(),
  ],
  [
    'record',
    () => `${courseOf('Kim Demo')}?tab=record`,
    (page) => page.getByText('Dosing ended').first().waitFor(),
  ],
  [
    'protocol',
    () => '/console/protocols/calm?compare=mackenzie@1',
    (page) =>
      page
        .getByText('There are no differences.')
        .or(page.getByText(/changed from/))
        .first()
        .waitFor(),
  ],
  [
    'protocol-change',
    () => '/console/protocols/calm/change',
    (page) => page.getByText('Nothing yet.').waitFor(),
  ],
  [
    'protocol-move',
    () => '/console/protocols/calm/move',
    (page) => page.getByRole('heading', { name: 'Move courses to version 1' }).waitFor(),
  ],
  ['your account', () => '/console/account', (page) => page.getByText('You have no address yet').waitFor()],
  ['who looked', () => '/console/practice/audit', (page) => page.getByRole('table').waitFor()],
  [
    'missing page',
    () => '/console/nowhere',
    (page) => page.getByRole('heading', { name: 'This page does not exist' }).waitFor(),
  ],
];

if (WHOLE)
  SCREENS.push([
    'month',
    () => '/console/calendar?view=month',
    (page) => page.getByText('Sam Sample').first().waitFor(),
  ]);

interface Look {
  size: Size;
  scheme: 'light' | 'dark';
}

/** `npm test` looks at every other screen at a desk, in light, and at the rest on a telephone, in dark; `npm run e2e` at all in each. */
const LOOKS: Look[] = [
  { size: 'desktop', scheme: 'light' },
  { size: 'phone', scheme: 'dark' },
  ...(WHOLE
    ? ([
        { size: 'desktop', scheme: 'dark' },
        { size: 'phone', scheme: 'light' },
      ] satisfies Look[])
    : []),
];

const screensOf = ({ size }: Look) =>
  WHOLE || takesPictures ? SCREENS : SCREENS.filter((_, index) => (index % 2 === 0) === (size === 'desktop'));

describe.each(LOOKS)('on a $size, $scheme', ({ size, scheme }) => {
  let page: Page;
  beforeAll(async () => {
    page = await console.signedIn(SOLO, size, scheme);
  });

  it.each(screensOf({ size, scheme }))('%s has no barrier and fits', async (name, address, shown) => {
    await page.goto(address());
    await shown(page);
    expect(await violations(page)).toEqual([]);
    expect(console.complaints).toEqual([]);
    if (size === 'desktop' && scheme === 'light') await picture(page, name.replaceAll(' ', '-'));
  });
});

// It has a server of its own, whose screens are looked at one after the other.
if (WHOLE)
  describe.each(LOOKS)('a rehearsal on a $size, $scheme', ({ size, scheme }) => {
    it('has no barrier where it is offered, before a course, in one, and on its pages', async () => {
      const page = await console.signedIn(SOLO, size, scheme);
      const looks = async () => {
        expect(await violations(page)).toEqual([]);
      };
      const click = (name: string | RegExp) => page.getByRole('button', { name }).click();
      await page.goto('/console/rehearsal');
      await page.getByText(/None is running/).waitFor();
      await looks();
      await click('Start a rehearsal');
      await page.getByText('It is ready.').waitFor({ timeout: 90_000 });
      await looks();
      await click('Open the rehearsal');
      await page.getByRole('heading', { name: 'Start a practice course' }).waitFor();
      await looks();
      await click(/Start a course for/);
      await click('Live a week as expected');
      await page.getByText('It happens …').waitFor();
      await page.getByText('It happens …').waitFor({ state: 'detached', timeout: 60_000 });
      const mails = page.getByRole('region', { name: /^E-mails received/ });
      await mails.getByRole('listitem').first().click();
      await page
        .getByText(/Task closed/)
        .first()
        .waitFor();
      await looks();
      await page.getByRole('link', { name: 'Open the course' }).click();
      await page.getByText('The whole course').waitFor();
      await looks();
      await page.goto(`${console.api.url}/console/rehearsal`);
      await click('End it');
      await page.getByText(/None is running/).waitFor();
      expect(console.complaints).toEqual([]);
    });
  });

describe('today', () => {
  it('says what cannot start and why, what is owed, and where somebody could come to harm', async () => {
    const page = await console.signedIn();
    const sessions = page.getByRole('region', { name: /Sessions today/ });
    await sessions
      .getByRole('listitem')
      .filter({ hasText: 'Sam Sample' })
      .getByText('Cannot start')
      .waitFor();
    const owed = page.getByRole('region', { name: /Owed/ });
    await owed
      .getByRole('listitem')
      .filter({ hasText: 'Kim Demo' })
      .getByRole('button', { name: /Book integration/ })
      .waitFor();
    const watch = page.getByRole('region', { name: /Watch/ });
    await watch.getByRole('listitem').filter({ hasText: 'Pat Placeholder' }).getByText('Breach').waitFor();
    await watch
      .getByRole('listitem')
      .filter({ hasText: 'Alex Invented' })
      .getByText(/On hold$/)
      .waitFor();
  });

  it('books the owed integration right there, and then no longer asks for it', async () => {
    const page = await console.signedIn();
    const owed = page.getByRole('region', { name: /Owed/ });
    const row = owed
      .getByRole('listitem')
      .filter({ hasText: 'Kim Demo' })
      .filter({ hasText: 'Book the integration' });
    await row.getByRole('button', { name: /Book integration/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Book integration' });
    await dialog.getByText('Kim Demo').waitFor();
    const soon = new Date(Date.now() + 20 * 3_600_000).toLocaleString('sv-SE', {
      timeZone: ZONE,
    });
    await dialog.getByLabel('Date').fill(soon.slice(0, 10));
    await dialog.getByLabel(/^Time/).first().fill(soon.slice(11, 16));
    await dialog.getByRole('button', { name: 'Book integration' }).click();
    const toast = page.getByRole('status').filter({ hasText: 'Recorded: Integration session booked for' });
    await toast.getByText(/^Session booked( to the client)?: /).waitFor();
    await toast.getByRole('button', { name: 'Cancel session' }).waitFor();
    await row.waitFor({ state: 'detached' });
  });

  it('offers a biller only what a biller may report', async () => {
    const page = await console.signedIn('biller@cedar.example');
    const owed = page.getByRole('region', { name: /Owed/ });
    const row = owed
      .getByRole('listitem')
      .filter({ hasText: 'Pat Placeholder' })
      .filter({ hasText: 'Book the integration' });
    await row.getByRole('link', { name: /Open/ }).waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
  });
});
