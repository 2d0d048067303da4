/** Days that do not go to plan: a deadline that passed, an incident during a session, a house call. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { DEMO_CLIENTS, type DemoClient } from '../../src/stack/demo/clients';
import { fromMs } from '../../src/time/instant';
import { choose, ConsoleUnderTest, goTo, inMinutes, SOLO, violations, WAYS } from './support/console';

const demo = (name: string): DemoClient => {
  const found = DEMO_CLIENTS.find((each) => each.name === name);
  if (!found) throw new Error(`the demo has no ${name}`);
  return found;
};

let console: ConsoleUnderTest;
const courses: Record<string, string> = {};
const card = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
const recorded = (page: Page, what: string) => page.getByText(new RegExp(`^Recorded: ${what}`)).waitFor();

describe.each(WAYS)('with a %s', (way) => {
  beforeAll(async () => {
    console = await ConsoleUnderTest.open();
    const ready = demo('Morgan Mockup');
    await console.withClients([
      demo('Pat Placeholder'),
      // In a practice that also makes house calls.
      { ...demo('Casey Notreal'), protocol: 'calm' },
      // It begins in a few minutes, so that it can be started.
      { ...ready, life: { ...ready.life, inHours: 0 } },
    ]);
    const { courses: rows } = await console.courses.store.courses.list({}, { limit: 10 });
    for (const { id, clientName } of rows) courses[clientName ?? ''] = id;
  }, 180_000);
  afterAll(() => console.close());
  afterEach(() => {
    expect(console.complaints).toEqual([]);
  });

  describe('a task of another role', () => {
    it('is neither offered on any page nor taken by the API, and stays open', async () => {
      const { tasks } = console.courses.store;
      const theirs = (await tasks.open()).filter(({ role }) => role !== 'biller');
      expect(theirs.length).toBeGreaterThan(0);
      const page = await console.signedIn('biller@cedar.example', way);
      const done = page.getByRole('button', { name: /^(Mark as done|The support person is here)/ });
      await card(page, /^Owed/)
        .getByRole('listitem')
        .nth(theirs.length - 1)
        .waitFor();
      expect(await done.count()).toBe(0);
      for (const { courseId, key } of theirs) {
        const answer = await page.request.post(`/api/v1/courses/${courseId}/signals/taskCompleted`, {
          data: { task: key },
          headers: { 'Idempotency-Key': randomUUID() },
        });
        expect([answer.status(), await answer.json()]).toEqual([
          409,
          expect.objectContaining({ code: expect.stringMatching(/^(task|word)-not-yours$/) as string }),
        ]);
      }
      await page.goto(`/console/courses/${theirs[0]?.courseId ?? ''}`);
      await card(page, /^All reports/)
        .getByRole('heading', { name: 'Money' })
        .waitFor();
      expect(await done.count()).toBe(0);
      expect(await tasks.open()).toHaveLength(theirs.length);
    });
  });

  describe('Today', () => {
    it('counts what is overdue for the person, once, and shows the day of a colleague', async () => {
      const { frontDesk } = await console.courses.store.tasks.overdue(fromMs(Date.now()));
      expect(frontDesk).toBeGreaterThan(0);
      const page = await console.signedIn('frontdesk@cedar.example', way);
      const words = frontDesk === 1 ? 'One task is' : `${frontDesk} tasks are`;
      await page.getByText(`${words} overdue for you.`).waitFor();
      await page.getByLabel('A colleague').selectOption({ label: 'Demo biller' });
      await card(page, /^Owed/).getByText('Nothing is owed.').waitFor();
      await card(page, /^Sessions today/)
        .getByText('No sessions today.')
        .waitFor();
      await page.getByText(`${words} overdue for you.`).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.reload();
      await card(page, /^Owed/).getByText('Nothing is owed.').waitFor();
      expect(new URL(page.url()).searchParams.get('whose')).toContain('biller');
    });
  });

  describe('an integration whose 72 hours have passed', () => {
    it('is on Today as a breach, is held and recorded, and then is no longer there', async () => {
      const page = await console.signedIn(SOLO, way);
      const watch = card(page, /^Watch/);
      const breach = watch
        .getByRole('listitem')
        .filter({ hasText: 'Pat Placeholder' })
        .filter({ hasText: 'Breach' });
      await breach.getByRole('link', { name: /Open/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Pat Placeholder' }).waitFor();
      await card(page, /^What it waits for/)
        .getByRole('button', { name: 'Book integration' })
        .first()
        .click();
      const booking = page.getByRole('dialog', { name: 'Book integration' });
      const [date, time] = inMinutes(30);
      await booking.getByLabel('Date').fill(date);
      await booking.getByLabel(/^Time/).first().fill(time);
      await booking.getByRole('button', { name: 'Book integration' }).click();
      await recorded(page, 'Integration session booked for');

      await choose(page, 'Record integration');
      const record = page.getByRole('dialog', { name: 'Record integration' });
      await record.getByLabel('Session').selectOption({ index: 1 });
      await record.getByRole('button', { name: 'Record integration' }).click();
      await recorded(page, 'record integration, Integration session \\d+, for Pat Placeholder');

      await goTo(page, /^Today/);
      await watch.waitFor();
      // It is no news of another page.
      expect(await page.getByText(/^Recorded:/).count()).toBe(0);
      await breach.waitFor({ state: 'detached' });
    });
  });

  describe('an adverse event during a session', () => {
    it('stops the course until the prescriber lifts the hold, and then the session is closed', async () => {
      const course = courses['Morgan Mockup'] ?? '';
      const page = await console.signedIn('therapist@cedar.example', way);
      await card(page, /^Sessions today/)
        .getByRole('listitem')
        .filter({ hasText: 'Morgan Mockup' })
        .getByRole('link', { name: /Open session/ })
        .click();
      await page.getByLabel('The support person is in the client’s home').check();
      await page.getByRole('button', { name: 'Start session' }).click();
      await page.getByRole('heading', { name: 'In session' }).waitFor();
      await page.getByRole('button', { name: 'Report adverse event' }).click();
      const dialog = page.getByRole('dialog', { name: 'Report adverse event' });
      await dialog.getByLabel('Note').fill('Nausea, and the pressure rose.');
      expect(await violations(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Report adverse event' }).click();
      await recorded(page, 'report adverse event');
      await page.goto(`/console/courses/${course}`);
      await page.getByText('The course is on hold.').waitFor();

      const prescriber = await console.signedIn('prescriber@cedar.example', way);
      await prescriber.goto(`/console/prescriber?course=${course}`);
      await card(prescriber, /^Incidents/)
        .getByText('Nausea, and the pressure rose.')
        .waitFor();
      const hold = card(prescriber, 'Hold after an adverse event');
      await hold.getByRole('button', { name: 'Lift hold' }).click();
      await hold.getByLabel('Reason').fill('Spoke with the client. They are well.');
      await hold.getByRole('button', { name: 'Lift hold' }).click();
      await recorded(prescriber, 'lift hold');

      await page.reload();
      await page.getByText('A dosing session is under way.').waitFor();
      expect(await page.getByText('The course is on hold.').count()).toBe(0);
      await page.getByRole('link', { name: 'Open session' }).first().click();
      await page.getByRole('button', { name: 'End session' }).click();
      await page.getByRole('button', { name: 'Yes, end session' }).click();
      await page.getByRole('heading', { name: 'After the session' }).waitFor();
    });
  });

  describe('a house call', () => {
    it('is approved by the lead, booked at the client’s home, and asks for the travel fee', async () => {
      const page = await console.signedIn(SOLO, way);
      await page.goto(`/console/courses/${courses['Casey Notreal'] ?? ''}`);
      await card(page, 'Where it stands').waitFor();
      await choose(page, 'Record decision');
      const decision = page.getByRole('dialog', { name: 'Record decision' });
      await decision.getByLabel('Decision').selectOption('approved');
      await decision.getByRole('button', { name: 'Record decision' }).click();
      await recorded(page, 'record decision');

      await choose(page, 'Approve house calls');
      const approval = page.getByRole('dialog', { name: 'Approve house calls' });
      await approval.getByLabel(/Count/).fill('1');
      await approval.getByRole('button', { name: 'Approve house calls' }).click();
      await recorded(page, 'approve house calls');

      await choose(page, 'Book session');
      const booking = page.getByRole('dialog', { name: 'Book session' });
      await booking.getByLabel('Kind of session').selectOption('dosing');
      await booking.getByLabel('Where').selectOption({ label: 'House call' });
      const [date] = inMinutes(8 * 24 * 60);
      await booking.getByLabel('Date').fill(date);
      await booking.getByLabel(/^Time/).first().fill('10:00');
      await booking.getByRole('region', { name: 'What would change' }).waitFor();
      await booking.getByRole('button', { name: 'Book session' }).click();
      await recorded(page, 'Dosing session booked for');
      await card(page, /^Booked sessions/)
        .getByText('Dosing session 1 · house call')
        .waitFor();
      await card(page, /^What it waits for/)
        .getByText('Quote the client the travel fee for the house call.')
        .waitFor();
    });
  });
});
