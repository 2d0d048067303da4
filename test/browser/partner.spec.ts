/** The partner on a phone, without an account and without a script: approves, asks for more, declines. A mail scanner changes nothing. */
import type { Page } from 'playwright-core';
import type { Signal } from '../../src/catalog/signals';
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { temporalEngine } from '../../src/engine/temporalEngine';
import { keepPageLink, newReaderLink } from '../../src/messages/pageLink';
import { fromMs } from '../../src/time/instant';
import { until } from '../../tools/until';
import { TASK_QUEUE } from '../support/courses';
import { ConsoleUnderTest, SOLO, violations } from './support/console';
import { picture } from './support/picture';

const PARTNER = 'partner@cedar.example';
const NAMES = ['Casey Notreal', 'Robin Unseen', 'Jamie Unreal'] as const;
type Name = (typeof NAMES)[number];

let console: ConsoleUnderTest;
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
  // Referrals that can be approved right away: the partner examines the client.
  const [casey] = DEMO_CLIENTS.filter(({ name }) => name === 'Casey Notreal');
  await console.withClients(NAMES.flatMap((name) => (casey ? [{ ...casey, protocol: 'calm', name }] : [])));
}, 180_000);
afterAll(() => console.close());

const onPhone = () => console.page('phone', 'light', { javaScriptEnabled: false });

async function courseOf(name: Name): Promise<string> {
  const { courses } = await console.courses.store.courses.list({}, { limit: 10 });
  return courses.find(({ clientName }) => clientName === name)?.id ?? '';
}
async function linkOf(course: string): Promise<string> {
  const now = fromMs(Date.now());
  const made = newReaderLink('referral', now, { role: 'partner', address: PARTNER });
  await keepPageLink(console.courses.store.pageLinks, course, made, now);
  return `/c/${made.secret}`;
}
const decisionsOf = async (course: string) =>
  (await console.courses.store.events.ofCourse(course)).flatMap((event) =>
    event.type === 'prescriberDecision' ? [event] : [],
  );

/** Goes through the code to what is asked. */
async function enter(page: Page, path: string): Promise<string> {
  const { mail } = console.courses;
  const codes = () =>
    mail
      .messages()
      .filter(({ to }) => to.includes(PARTNER))
      .flatMap(({ text }) => /Your code is (\d{6})/.exec(text ?? '')?.[1] ?? []);
  const before = codes().length;
  await page.goto(path);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await until('the code arrives', () => codes().length > before, 10_000);
  const code = codes().at(-1) ?? '';
  await page.getByLabel('The six digits of the code').fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Referral' }).waitFor();
  return code;
}

it('approves by a link that the practice sent from the page of the course', async () => {
  const course = await courseOf('Casey Notreal');
  const lead = await console.signedIn(SOLO);
  await lead.goto(`/console/courses/${course}?tab=messages`);
  const card = lead.getByRole('region', { name: 'Links' });
  await card.getByRole('button', { name: 'Send the partner a link: referral' }).click();
  await card.getByText('A new link is on its way to the partner.').waitFor();
  expect(await violations(lead)).toEqual([]);
  await picture(lead, 'course-links-partner');
  const sent = () =>
    console.courses.mail
      .messages()
      .findLast(({ text }) => text?.includes('Something waits for your decision.'));
  await until('the e-mail arrives', () => (sent()?.text ?? '').includes('/c/'), 10_000);
  const path = /\/c\/[\w-]{43}/.exec(sent()?.text ?? '')?.[0] ?? '';
  expect(sent()).toMatchObject({ to: expect.arrayContaining([PARTNER]) as unknown });

  const page = await onPhone();
  for (const method of ['GET', 'HEAD'])
    expect((await page.request.fetch(path, { method })).status()).toBe(200);
  await page.goto(path);
  expect(await page.title()).toBe('A request for you');
  expect(await page.getByText('Casey Notreal').count()).toBe(0);
  expect(await decisionsOf(course)).toEqual([]);
  // What looks for mistakes is a script.
  const scripted = await console.page('phone', 'dark');
  await scripted.goto(path);
  expect(await violations(scripted)).toEqual([]);

  const code = await enter(page, path);
  await page.getByText('Casey Notreal').waitFor();
  await page.getByText('Approve', { exact: true }).first().click();
  await page.getByLabel('How the client was examined').first().selectOption({ label: 'By telehealth' });
  await picture(page, 'partner-referral');
  await scripted.getByRole('button', { name: 'I have a code' }).click();
  await scripted.getByLabel('The six digits of the code').fill(code);
  await scripted.getByRole('button', { name: 'Continue' }).click();
  await scripted.getByText('Casey Notreal').waitFor();
  await scripted.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
  expect(await violations(scripted)).toEqual([]);
  await picture(scripted, 'partner-referral-dark');

  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('We have recorded it: approve.').waitFor();
  expect(await decisionsOf(course)).toMatchObject([
    { decision: 'approved', by: { role: 'partner', id: 'partner-address-on-file' } },
  ]);
  const engine = temporalEngine(console.courses.client, { taskQueue: TASK_QUEUE });
  expect((await engine.status(course)).askedOfPrescriber.map(({ kind }) => kind)).not.toContain('referral');

  await scripted.getByLabel('Reason').fill('A second thought');
  await scripted.getByRole('button', { name: 'Decline' }).click();
  await scripted.getByText('This has been answered already').waitFor();
  expect(await decisionsOf(course)).toHaveLength(1);
  await page.goto(path);
  await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
});

it('asks for more, and decides once the practice has sent it', async () => {
  const course = await courseOf('Robin Unseen');
  const path = await linkOf(course);
  const page = await onPhone();
  await enter(page, path);
  await page.getByText('Ask for more information', { exact: true }).first().click();
  await page.getByLabel('What do you need?').fill('The list of medication');
  await page.getByRole('button', { name: 'Ask for more information' }).click();
  await page.getByText('We have recorded it: ask for more information.').waitFor();
  const engine = temporalEngine(console.courses.client, { taskQueue: TASK_QUEUE });
  const told: Signal = {
    ...{ name: 'referralSent', id: 'told-1', by: { role: 'therapist', id: 't-1' } },
    note: 'Sent the list by fax',
  };
  expect(await engine.signal(course, told)).toMatchObject({ accepted: true });
  // A code that was just used is not sent anew for a minute: the link of another e-mail has one of its own.
  await enter(page, await linkOf(course));
  await page.getByText('Sent the list by fax').waitFor();
  await page.getByText('Ask for more preparation first', { exact: true }).first().click();
  await page.getByLabel('How many more preparation sessions').fill('2');
  await page.getByRole('button', { name: 'Ask for more preparation first' }).click();
  await page.getByText('We have recorded it: ask for more preparation first.').waitFor();
  expect((await decisionsOf(course)).map(({ decision, note }) => [decision, note])).toEqual([
    ['needsInformation', 'The list of medication'],
    ['morePreparation', undefined],
  ]);
});

it('declines with a reason, and not without one', async () => {
  const course = await courseOf('Jamie Unreal');
  const page = await onPhone();
  await enter(page, await linkOf(course));
  await page.getByText('Decline', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Decline' }).click();
  expect(await decisionsOf(course)).toEqual([]);
  await page.getByLabel('Reason').fill('Another treatment fits better');
  await page.getByRole('button', { name: 'Decline' }).click();
  await page.getByText('We have recorded it: decline.').waitFor();
  expect(await decisionsOf(course)).toMatchObject([
    { decision: 'declined', note: 'Another treatment fits better', by: { role: 'partner' } },
  ]);
});
