/** From a name to the first dosing session, all of it in the console: each step as the course asks for it. */
import type { Locator, Page } from 'playwright-core';
import {
  choose,
  ConsoleUnderTest,
  goTo,
  inMinutes,
  SOLO,
  violations,
  WAYS,
  type Way,
} from './support/console';

let console: ConsoleUnderTest;
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
}, 180_000);
afterAll(() => console.close());

const NAME: Record<Way, string> = { desktop: 'Sam Sample', phone: 'Robin Sample', keyboard: 'Alex Sample' };

const card = (page: Page, name: string | RegExp) => page.getByRole('region', { name });

interface More {
  /** What the button of the question says that is asked before it is sent. */
  asked?: string;
}

/** Reports something by the palette, from anywhere on the course's page. */
async function report(
  page: Page,
  label: string,
  fill: (form: Locator) => Promise<unknown>,
  { asked }: More = {},
): Promise<void> {
  await choose(page, label);
  const form = page.getByRole('dialog', { name: label });
  await fill(form);
  await form.getByRole('button', { name: label, exact: true }).click();
  if (asked !== undefined) await page.getByRole('button', { name: asked }).click();
  await form.waitFor({ state: 'detached' });
}

async function book(page: Page, kind: string): Promise<void> {
  await report(page, 'Book session', async (form) => {
    await form.getByLabel('Kind of session').selectOption(kind);
    const [date, time] = inMinutes(30);
    await form.getByLabel('Date').fill(date);
    await form.getByLabel(/^Time/).first().fill(time);
    await form.getByRole('region', { name: 'What would change' }).waitFor();
  });
}

const tookPlace = (page: Page) =>
  report(page, 'Record session', async (form) => {
    await form.getByLabel('Session').selectOption({ index: 1 });
    // What another form has computed does not appear here.
    expect(await form.getByRole('button', { name: 'Use this amount' }).count()).toBe(0);
  });

/** In advance: nothing is owed yet, so the form asks. */
const paid = (page: Page, dollars: string) =>
  report(page, 'Record payment', (form) => form.getByLabel('Amount in dollars').fill(dollars), {
    asked: `Record $${dollars}.00`,
  });

it.each(WAYS)('a client comes with a %s from a name to the end of the first dosing session', async (way) => {
  const page = await console.signedIn(SOLO, way);
  await goTo(page, 'Clients');
  await page.getByRole('button', { name: 'New client' }).click();
  const client = page.getByRole('dialog', { name: 'New client' });
  await client.getByLabel('Name').fill(NAME[way]);
  await client.getByLabel('E-mail address').fill(`${way}@client.example`);
  await client.getByRole('button', { name: 'Add client' }).click();
  await page.getByRole('heading', { level: 1, name: NAME[way] }).waitFor();
  await page.getByRole('button', { name: 'Start a course' }).click();
  const start = page.getByRole('dialog', { name: 'Start a course' });
  await start.getByLabel('Protocol').selectOption({
    label: (await start.getByRole('option', { name: /Healing Cornerstone/ }).textContent()) ?? '',
  });
  await start.getByRole('button', { name: 'Start course' }).click();
  await card(page, 'Where it stands').waitFor();

  await report(page, 'Record consent', async (form) => {
    await form.getByLabel('Treatment').check();
    await form.getByLabel('Electronic messages').check();
  });
  for (const [instrument, answers] of [
    ['PHQ-9', '1, 1, 1, 1, 1, 1, 1, 1, 0'],
    ['GAD-7', '1, 1, 1, 1, 1, 1, 1'],
  ] as const)
    await report(page, 'Enter questionnaire', async (form) => {
      await form.getByLabel('Instrument').selectOption(instrument);
      await form.getByLabel(/^Answers in order/).fill(answers);
    });
  await report(page, 'Issue estimate', async (form) => {
    await form.getByRole('button', { name: 'Use this amount' }).click();
    await form.getByLabel('Estimate').fill('estimate-1');
  });
  await report(page, 'Record acknowledgment', (form) =>
    form.getByRole('combobox', { name: 'Estimate' }).selectOption({ index: 1 }),
  );

  await book(page, 'medical');
  await paid(page, '250');
  await tookPlace(page);
  await report(page, 'Record decision', async (form) => {
    await form.getByLabel('Decision').selectOption('approved');
    await form.getByLabel('Examined').selectOption('inPerson');
  });
  await book(page, 'preparation');
  await report(page, 'Record prescription', (form) => form.getByLabel('Doses').fill('6'));
  await paid(page, '165');
  await tookPlace(page);
  await report(page, 'Record arrival', (form) => form.getByLabel('Doses').fill('6'));
  await book(page, 'dosing');
  await report(page, 'Confirm ride home', (form) => form.getByLabel('Session').selectOption({ index: 1 }));
  await card(page, /^Booked sessions/)
    .getByText(/^Dosing session 1 ·/)
    .waitFor();

  await goTo(page, /^Today/);
  await card(page, /^Sessions today/)
    .getByRole('listitem')
    .filter({ hasText: NAME[way] })
    .getByRole('link', { name: /Open session/ })
    .click();
  await page.getByText('Everything is in place').waitFor();
  await page.getByRole('button', { name: 'Start session' }).click();
  await page.getByRole('heading', { name: 'In session' }).waitFor();
  await page.getByRole('button', { name: 'End session' }).click();
  await page.getByRole('button', { name: 'Yes, end session' }).click();
  await page.getByRole('heading', { name: 'After the session' }).waitFor();
  for (const [name, value] of [
    ['Systolic', '118'],
    ['Diastolic', '76'],
    ['Pulse', '68'],
  ] as const)
    await page.getByLabel(name).fill(value);
  await page.getByLabel('The client is alert and oriented').check();
  await page.getByLabel('The support person or escort is present').check();
  await page.getByRole('button', { name: 'Release client' }).click();
  await page.getByRole('heading', { name: 'The session is over' }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(console.complaints).toEqual([]);
});
