/** A dosing session on a tablet: from what is missing to the release, also while the line is down. */
import type { Page } from 'playwright-core';
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { ConsoleUnderTest, signIn, SOLO, violations, WAYS } from './support/console';
import { picture } from './support/picture';

let console: ConsoleUnderTest;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe.each(WAYS)('with a %s', (way) => {
  beforeAll(async () => {
    console = await ConsoleUnderTest.open();
    const [ready] = DEMO_CLIENTS.filter(({ name }) => name === 'Morgan Mockup');
    if (!ready) throw new Error('the demo has no client whose session is ready');
    // It begins in a few minutes, so that it can be started.
    await console.withClients([{ ...ready, life: { ...ready.life, inHours: 0 } }]);
  }, 180_000);
  afterAll(() => console.close());

  describe('a dosing session', () => {
    it('cannot be started more than an hour early, and says from when on', async () => {
      const page = await console.page();
      await page.clock.setFixedTime(Date.now() - 3 * 3_600_000);
      await page.goto('/console/today');
      await signIn(page, SOLO);
      const { courses } = await console.courses.store.courses.list({}, { limit: 1 });
      await page.goto(`/console/courses/${courses[0]?.id ?? ''}/sessions/dosing-3`);
      await page.getByText(/You can start from .*\d:\d\d [AP]M/).waitFor();
      expect(await button(page, 'Start session').isDisabled()).toBe(true);
      expect(await page.getByText('Everything is in place').count()).toBe(0);
      expect(await violations(page)).toEqual([]);
      await page.clock.setFixedTime(Date.now());
      // Somebody is there: three hours at once would cover the screen.
      await page.keyboard.press('Shift');
      await page.getByText('Everything is in place').waitFor();
      expect(await button(page, 'Start session').isEnabled()).toBe(true);
    });

    it('is only looked at by those who may not report it', async () => {
      const { courses } = await console.courses.store.courses.list({}, { limit: 1 });
      const address = `/console/courses/${courses[0]?.id ?? ''}/sessions/dosing-3`;
      const page = await console.signedIn('biller@cedar.example', way);
      await page.goto(address);
      await page.getByText('It is reported by the therapist or the prescriber.').waitFor();
      await page.getByText('Everything is in place').waitFor();
      for (const name of ['Start session', 'Report adverse event', 'Report crisis'])
        expect([name, await button(page, name).count()]).toEqual([name, 0]);
      expect(await page.getByRole('checkbox').count()).toBe(0);
      expect(await violations(page)).toEqual([]);
      const desk = await console.signedIn('frontdesk@cedar.example', way);
      await desk.goto(address);
      await button(desk, 'Report crisis').waitFor();
      await desk.getByText('It is reported by the therapist or the prescriber.').waitFor();
      expect(await button(desk, 'Start session').count()).toBe(0);
    });

    it('goes back to the step before when the server refuses what was tapped without a line, and says why', async () => {
      const page = await console.signedIn(SOLO, way);
      const { courses } = await console.courses.store.courses.list({}, { limit: 1 });
      let down = true;
      await page.route('**/signals/dosing*', (route) =>
        down
          ? route.abort()
          : route.fulfill({
              status: 409,
              json: {
                ...{
                  type: 'about:blank',
                  title: 'Refused',
                  status: 409,
                  detail: 'Refused.',
                  code: 'signal-refused',
                },
                reasons: [
                  { code: 'on-hold', sentence: 'The course is on hold.', resolvableBy: ['prescriber'] },
                ],
              },
            }),
      );
      await page.goto(`/console/courses/${courses[0]?.id ?? ''}/sessions/dosing-3`);
      await page.getByLabel('The support person is in the client’s home').check();
      await button(page, 'Start session').click();
      await page.getByRole('heading', { name: 'In session' }).waitFor();
      await page.getByText('Waiting to be sent, not recorded yet').waitFor();
      // It survives a reload, and the steps after it wait behind it.
      await page.reload();
      await button(page, 'End session').click();
      await button(page, 'Yes, end session').click();
      await page.getByRole('heading', { name: 'After the session' }).waitFor();
      down = false;
      await page.getByText('Start session was not recorded.').waitFor();
      await page.getByText('End session was not recorded.').waitFor();
      await page.getByRole('heading', { name: 'Before the session' }).waitFor();
      expect(await page.getByText(/kept on this device|Waiting to be sent/).count()).toBe(0);
      expect(await page.getByText('The course is on hold.').count()).toBe(2);
    });

    it('is started, watched, ended and released on one sheet, and leads to its integration', async () => {
      const page = await console.signedIn(SOLO, way);
      await page
        .getByRole('region', { name: /Sessions today/ })
        .getByRole('link', { name: /Open session/ })
        .click();
      await page.getByRole('heading', { name: 'Before the session' }).waitFor();
      await page.getByText('Everything is in place').waitFor();
      expect(await violations(page)).toEqual([]);

      // Nobody starts by accident without the support person.
      await button(page, 'Start session').click();
      const alone = page.getByRole('dialog', { name: 'Is the support person there?' });
      await alone.waitFor();
      expect(await alone.evaluate('document.activeElement.closest("dialog") !== null')).toBe(true);
      expect(await violations(page)).toEqual([]);
      await alone.getByRole('button', { name: 'Not yet' }).click();
      await alone.waitFor({ state: 'detached' });
      await page.getByRole('heading', { name: 'Before the session' }).waitFor();

      // The line goes down at the worst moment: the tap is kept, and sent when it is back.
      await page.context().setOffline(true);
      await button(page, 'Start session').click();
      await button(page, 'Start anyway').click();
      await page.getByText(/Start session, .*: kept on this device/).waitFor();
      // The sheet goes on, and does not claim that it is recorded.
      const unsent = page.getByText('Waiting to be sent, not recorded yet');
      await unsent.waitFor();
      await page.getByRole('heading', { name: 'In session' }).waitFor();
      await page.getByRole('timer').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.context().setOffline(false);
      await page.getByText(/kept on this device/).waitFor({ state: 'detached' });
      await unsent.waitFor({ state: 'detached' });
      await page.getByRole('heading', { name: 'In session' }).waitFor();
      await page.getByText(/the session is charged as a longer one: \$165.00 more/).waitFor();
      const unsaid = page.getByText('The session began without the word that the support person is there.');
      await unsaid.waitFor();
      expect(await violations(page)).toEqual([]);
      await button(page, 'The support person is here').click();
      await unsaid.waitFor({ state: 'detached' });
      await picture(page, 'run-sheet');

      await page.getByLabel('Systolic').fill('121');
      await page.getByLabel('Diastolic').fill('77');
      await page.getByLabel('Pulse').fill('66');
      await button(page, 'Record vital signs').click();
      const recorded = page.getByRole('region', { name: /Recorded vital signs/ }).getByRole('listitem');
      await recorded.filter({ hasText: /121\/77, pulse 66.*during the session.*recorded/ }).waitFor();

      await page.getByLabel('Systolic').fill('120');
      await page.getByLabel('Diastolic').fill('300');
      await page.getByLabel('Pulse').fill('70');
      await button(page, 'Record vital signs').click();
      await page.getByText('Record vital signs was not recorded.').waitFor();
      // What was refused is put right, not typed again.
      expect(await page.getByLabel('Diastolic').inputValue()).toBe('300');
      // Nor what is refused later, when the line is back.
      await page.context().setOffline(true);
      await page.getByLabel('Diastolic').fill('299');
      await button(page, 'Record vital signs').click();
      await page.getByText(/Record vital signs, .*: kept on this device/).waitFor();
      expect(await page.getByLabel('Diastolic').inputValue()).toBe('');
      await page.context().setOffline(false);
      await page.getByText('Record vital signs was not recorded.').waitFor();
      expect(await page.getByLabel('Diastolic').inputValue()).toBe('299');
      await page.getByText('The prescriber has set no limits.').waitFor();

      // A session that has just begun is not ended by one wrong tap.
      await button(page, 'End session').click();
      await page.getByText(/It began less than a minute ago|It began \d minutes? ago/).waitFor();
      await button(page, 'Not yet').click();
      await button(page, 'End session').click();
      await button(page, 'Yes, end session').click();
      await page.getByRole('heading', { name: 'After the session' }).waitFor();
      await page.getByText(/^\d+:\d\d [AP]M to \d+:\d\d [AP]M, (less than a|\d) minutes?$/).waitFor();
      await page.getByLabel('Systolic').fill('118');
      await page.getByLabel('Diastolic').fill('76');
      await page.getByLabel('Pulse').fill('68');
      await page.getByLabel('The client is alert and oriented').check();
      await page.getByLabel('The support person or escort is present').check();
      expect(await violations(page)).toEqual([]);
      await button(page, 'Release client').click();
      await page.getByRole('heading', { name: 'The session is over' }).waitFor();
      await recorded
        .first()
        .filter({ hasText: /118\/76, pulse 68.*after the session/ })
        .waitFor();
      await button(page, 'Book integration').click();
      const booking = page.getByRole('dialog', { name: 'Book integration' });
      await booking.getByRole('radio').first().check();
      await booking.getByRole('button', { name: 'Book integration' }).click();
      await page.getByText(/^Integration session \d+ is booked: /).waitFor();
      expect(await button(page, 'Book integration').count()).toBe(0);
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
});
