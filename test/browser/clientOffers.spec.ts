/** What clients do on their pages of their own accord, on a phone without a script, and what staff see of it. */
import type { Page } from 'playwright-core';
import { temporalEngine } from '../../src/engine/temporalEngine';
import { keepPageLink, newPageLink } from '../../src/messages/pageLink';
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { fromMs } from '../../src/time/instant';
import type { PagePurpose } from '../../src/vocabulary/pages';
import { TASK_QUEUE } from '../support/courses';
import { ConsoleUnderTest, violations } from './support/console';
import { picture } from './support/picture';

const PHONE = '+1 503 555 0177';
const [BOOKED, DOSED] = ['Morgan Mockup', 'Kim Demo'];

let console: ConsoleUnderTest;
const courseOf: Record<string, string> = {};
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
  await console.withClients(DEMO_CLIENTS.filter(({ name }) => [BOOKED, DOSED].includes(name)));
  const { store } = console.courses;
  for (const { id, clientId = '' } of (await store.courses.list({}, { limit: 10 })).courses) {
    const client = await store.clients.find(clientId);
    courseOf[client?.name ?? ''] = id;
    await store.clients.change(clientId, { phone: PHONE });
  }
}, 180_000);
afterAll(() => console.close());

async function link(name: string, purpose: PagePurpose): Promise<string> {
  const now = fromMs(Date.now());
  const course = courseOf[name] ?? '';
  const engine = temporalEngine(console.courses.client, { taskQueue: TASK_QUEUE });
  const session = (await engine.status(course)).facts.sessions.find(({ status }) => status === 'scheduled');
  const made = newPageLink(purpose, now, purpose === 'appointment' ? session : undefined);
  await keepPageLink(console.courses.store.pageLinks, course, made, now);
  return `/c/${made.secret}`;
}
/** Without a script, or with one, which axe needs. */
const narrow = (javaScriptEnabled: boolean): Promise<Page> =>
  console.page('phone', 'light', { javaScriptEnabled, viewport: { width: 320, height: 640 } });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const says = (page: Page, text: string | RegExp) => page.getByText(text).waitFor();
async function prove(page: Page): Promise<void> {
  await page.getByLabel('The last four digits of your telephone number').fill(PHONE.slice(-4));
  await press(page, 'Continue');
}
/** Nothing that axe finds, and nothing to scroll sideways for. */
async function fits(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
}

it('asks for another time, and staff see which', async () => {
  const page = await narrow(false);
  await page.goto(await link(BOOKED, 'appointment'));
  await press(page, 'Ask for another time');
  await says(page, /It stays at this time until you hear from us/);
  await picture(page, 'client-another-time');
  await page.getByRole('radio').first().check();
  await page.getByLabel('Or tell us what would suit you').fill('Any Friday.\nNot too early.');
  await press(page, 'Ask for another time');
  await says(page, /Until then, your appointment stays as it is/);

  const desk = await console.signedIn('frontdesk@cedar.example');
  const owed = desk.getByRole('listitem').filter({ hasText: 'they ask for another time' });
  await owed.getByText('The client would like').waitFor();
  expect(await owed.getByText(/Any Friday/).count()).toBe(0);
  await owed.getByRole('button', { name: 'Told that it stays' }).waitFor();
  await desk.goto(`/console/courses/${courseOf[BOOKED] ?? ''}`);
  const task = desk.getByRole('listitem').filter({ hasText: 'they ask for another time' });
  await task.getByText('The client would like').waitFor();
  await task.getByText(/Any Friday/).waitFor();
  await task.getByRole('button', { name: 'Move session' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByText(/Any Friday/).waitFor();
  // The likely ones, so that the date is in view.
  expect(await dialog.getByRole('radio').count()).toBeLessThanOrEqual(6);
  const date = dialog.getByLabel('Date');
  const before = await date.inputValue();
  await dialog.getByRole('button', { name: 'Use this time' }).click();
  await dialog.getByText('Entered below as the new time').waitFor();
  expect(await date.inputValue()).not.toBe(before);
  expect(await dialog.locator('input[type=date]:focus').count()).toBe(1);
  expect(await violations(desk)).toEqual([]);
  await dialog.getByRole('button', { name: 'Move session' }).click();
  await task.waitFor({ state: 'detached' });
});

it('is told that the time stays, from the form that would move it', async () => {
  const page = await narrow(false);
  await page.goto(await link(BOOKED, 'appointment'));
  await press(page, 'Ask for another time');
  await page.getByLabel('Or tell us what would suit you').fill('The week after.');
  await press(page, 'Ask for another time');
  await says(page, /Until then, your appointment stays as it is/);
  const desk = await console.signedIn('frontdesk@cedar.example');
  const owed = desk.getByRole('listitem').filter({ hasText: 'they ask for another time' });
  await owed.getByRole('button', { name: 'Move session' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Told that it stays' }).click();
  await dialog.getByRole('heading', { name: 'Told that it stays' }).waitFor();
  await dialog.getByText(/The week after/).waitFor();
  expect(await violations(desk)).toEqual([]);
  await dialog.getByRole('button', { name: 'Told that it stays' }).click();
  await desk.getByText(/^Recorded: told that it stays/).waitFor();
  await owed.waitFor({ state: 'detached' });
});

it('writes a message with crisis lines in view, in Spanish, too', async () => {
  const page = await narrow(true);
  await page.goto(await link(BOOKED, 'overview'));
  await prove(page);
  await press(page, 'Write to us');
  await says(page, /Nobody watches this around the clock/);
  await says(page, /988/);
  await fits(page);
  await page.getByLabel('How I am, or my care').check();
  await page.getByLabel('Your message').fill('Thank you for yesterday.');
  await press(page, 'Send my message');
  await says(page, /Your message is with us/);
  const spanish = await narrow(true);
  await spanish.goto(`${await link(BOOKED, 'appointment')}?lang=es`);
  await press(spanish, 'Pedir otra hora');
  await says(spanish, /Sigue a esta hora/);
  await fits(spanish);
});

it('answers the check-in that they are not well, and gets help at once', async () => {
  const page = await narrow(true);
  await page.goto(await link(DOSED, 'checkIn'));
  await prove(page);
  await page.getByLabel('I am not well').check();
  await fits(page);
  await press(page, 'Send my answer');
  await says(page, /Somebody from your practice will call you/);
  await says(page, /988/);
  await fits(page);
  const therapist = await console.signedIn('therapist@cedar.example');
  await therapist.goto(`/console/courses/${courseOf[DOSED] ?? ''}`);
  await therapist
    .getByText(/Call the client and ask how they are/)
    .first()
    .waitFor();
  expect(console.complaints).toEqual([]);
});
