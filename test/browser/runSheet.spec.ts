/** A dosing session on a tablet: from what is missing to the release, also while the line is down. */
import type { Page } from 'playwright-core';
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { ConsoleUnderTest, signIn, SOLO, violations } from './support/console';
import { picture } from './support/picture';

let console: ConsoleUnderTest;
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
  const [ready] = DEMO_CLIENTS.filter(({ name }) => name === 'Morgan Mockup');
  if (!ready) throw new Error('the demo has no client whose session is ready');
  // It begins in a few minutes, so that it can be started.
  await console.withClients([{ ...ready, life: { ...ready.life, inHours: 0 } }]);
}, 180_000);
afterAll(() => console.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('a dosing session', () => {
  it('is started, watched, ended and released on one sheet, and leads to its integration', async () => {
    const page = await console.signedIn();
    await page
      .getByRole('region', { name: /Sessions today/ })
      .getByRole('link', { name: /Open session/ })
      .click();
    await page.getByRole('heading', { name: 'Before the session' }).waitFor();
    await page.getByText('Everything is in place').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('The support person is in the client’s home').check();

    // The line goes down at the worst moment: the tap is kept, and sent when it is back.
    await page.context().setOffline(true);
    await button(page, 'Start session').click();
    await page.getByText(/Start session, .*: kept on this device/).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'In session' }).waitFor();
    await page.getByRole('timer').waitFor();
    expect(await page.getByText(/kept on this device/).count()).toBe(0);
    await page.getByText(/the session is charged as a longer one: \$165.00 more/).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'run-sheet');

    await page.getByLabel('Systolic').fill('120');
    await page.getByLabel('Diastolic').fill('300');
    await page.getByLabel('Pulse').fill('70');
    await button(page, 'Record vital signs').click();
    await page.getByText('Record vital signs was not recorded.').waitFor();

    await button(page, 'End session').click();
    await page.getByRole('heading', { name: 'After the session' }).waitFor();
    await page.getByLabel('Systolic').fill('118');
    await page.getByLabel('Diastolic').fill('76');
    await page.getByLabel('Pulse').fill('68');
    await page.getByLabel('The client is alert and oriented').check();
    await page.getByLabel('The support person or escort is present').check();
    expect(await violations(page)).toEqual([]);
    await button(page, 'Release client').click();
    await page.getByRole('heading', { name: 'The session is over' }).waitFor();
    await button(page, 'Book integration').click();
    await page.getByRole('dialog', { name: 'Book integration' }).waitFor();
  });

  it('was started once, at the time of the tap', async () => {
    const { store } = console.courses;
    const { courses } = await store.courses.list({}, { limit: 10 });
    const started = (await store.events.ofCourse(courses[0]?.id ?? '')).filter(
      ({ type }) => type === 'dosingStarted',
    );
    const today = started.filter(({ recordedAt }) => Date.now() - Date.parse(recordedAt) < 600_000);
    expect(today).toHaveLength(1);
  });
});

describe('what somebody else tapped on this device and is not sent yet', () => {
  it('is neither shown nor sent, and stays for them', async () => {
    const { courses } = await console.courses.store.courses.list({}, { limit: 1 });
    const tapped = {
      ...{
        key: 'their-key',
        person: 'somebody-else',
        course: courses[0]?.id ?? '',
        signal: 'vitalsRecorded',
      },
      ...{ label: 'Record vital signs', body: { systolic: 120 } },
    };
    const page = await console.page();
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/signals/')) sent.push(request.url());
    });
    await page.addInitScript(
      `localStorage.setItem('run sheet outbox', ${JSON.stringify(JSON.stringify([tapped]))})`,
    );
    await page.goto(`/console/courses/${tapped.course}/sessions/dosing-1`);
    // It may be there as soon as the page is.
    const listed = page.waitForResponse('**/api/v1/morning');
    await signIn(page, SOLO);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await listed;
    expect(await page.getByText(/kept on this device/).count()).toBe(0);
    expect(await page.evaluate("localStorage.getItem('run sheet outbox')")).toContain('their-key');
    expect(sent).toEqual([]);
  });
});
