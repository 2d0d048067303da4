/** Somebody who only prescribes, with nothing but the inbox: a referral, an order and a hold. */
import type { Page } from 'playwright-core';
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { ConsoleUnderTest, signIn, violations, WAYS } from './support/console';

const SHOWN = ['Casey Notreal', 'Ellis Madeup', 'Alex Invented'];

let console: ConsoleUnderTest;
let page: Page;

const waiting = (client: string) =>
  page.getByRole('region', { name: /^Waiting/ }).getByRole('link', { name: new RegExp(client) });
const card = (name: string | RegExp) => page.getByRole('region', { name });

describe.each(WAYS)('with a %s', (way) => {
  beforeAll(async () => {
    console = await ConsoleUnderTest.open();
    const shown = DEMO_CLIENTS.filter(({ name }) => SHOWN.includes(name));
    // A referral that can be approved right away: the partner examines the client.
    await console.withClients(
      shown.flatMap((each) =>
        each.name === 'Casey Notreal'
          ? [
              { ...each, protocol: 'calm' },
              { ...each, name: 'Robin Unseen' },
            ]
          : [each],
      ),
    );
    page = await console.page(way);
    await page.goto('/console/');
    await signIn(page, 'prescriber@cedar.example');
  }, 180_000);
  afterAll(() => console.close());
  afterEach(() => {
    expect(console.complaints).toEqual([]);
  });

  it('begins with the inbox, which a person who only prescribes needs alone', async () => {
    await page.getByRole('heading', { level: 1, name: 'Prescriber' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/prescriber');
    for (const name of ['Casey Notreal', 'Ellis Madeup']) await waiting(name).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('filters what waits by its kind and by client, and says so when nothing of it waits', async () => {
    await waiting('Casey Notreal').waitFor();
    await page.getByLabel('What waits').selectOption('Dose review');
    await waiting('Ellis Madeup').waitFor();
    expect(await waiting('Casey Notreal').count()).toBe(0);
    await page.getByRole('searchbox', { name: 'Client' }).fill('casey');
    await page.getByText('Nothing of this waits.').waitFor();
    await page.getByRole('searchbox', { name: 'Client' }).fill('');
    await page.getByLabel('What waits').selectOption({ label: 'Everything' });
    await waiting('Casey Notreal').waitFor();
    expect(page.url()).not.toMatch(/dose|casey/i);
  });

  it('approves a referral in two clicks, beside what it is decided by', async () => {
    await waiting('Casey Notreal').click();
    const referral = card('Referral');
    expect(await referral.getByLabel('Route').count()).toBe(0);
    await referral.getByLabel('Decision').selectOption('approved');
    await referral.getByLabel('Route').waitFor();
    for (const name of [/^So far/, /^Incidents/, /^Questionnaires/, /^Vital signs/, /^Decisions and orders/])
      await card(name).waitFor();
    expect(await violations(page)).toEqual([]);
    await referral.getByRole('button', { name: 'Record decision' }).click();
    await page.getByText(/^Recorded: record decision/).waitFor();
    await referral.waitFor({ state: 'detached' });
    await card(/^Decisions and orders/)
      .getByText('Prescriber decision: approved')
      .waitFor();
    expect(page.url()).not.toMatch(/Casey/);
  });

  it('says above the form what an approval waits for, who resolves it and where, and does not offer it', async () => {
    await waiting('Robin Unseen').click();
    const referral = card('Referral');
    await referral.getByText('An approval is not possible yet.').waitFor();
    const why = 'The practice’s own medical evaluation must take place before the approval.';
    await referral.getByText(new RegExp(`^${why} It can be resolved by the `)).waitFor();
    await referral.getByRole('link', { name: /Open the booking|See what the course waits for/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    const approved = referral.getByRole('option', { name: 'Approved (not possible yet)' });
    expect(await approved.isDisabled()).toBe(true);
    await referral.getByText(why, { exact: true }).waitFor();
    expect(await referral.getByRole('option', { name: 'Declined' }).isDisabled()).toBe(false);
  });

  it('changes an order', async () => {
    await waiting('Ellis Madeup').click();
    const review = card('Dose review');
    await review.getByRole('button', { name: 'End the series' }).click();
    expect(await review.getByLabel('Decision').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await review.getByRole('button', { name: 'Change order' }).click();
    await review.getByLabel('Order', { exact: true }).fill('order-7');
    await review.getByRole('button', { name: 'Change order' }).last().click();
    await page.getByText(/^Recorded: change order/).waitFor();
    await card(/^So far/)
      .getByText('order-7')
      .waitFor();
  });

  it('sees an incident at once, and lifts its hold', async () => {
    const { courses } = await console.courses.store.courses.list({ text: 'Alex' }, { limit: 1 });
    const course = courses[0]?.id ?? '';
    const therapist = await console.signedIn('therapist@cedar.example');
    await therapist.goto(`/console/courses/${course}`);
    await therapist.getByRole('button', { name: 'Report adverse event' }).first().click();
    const report = therapist.getByRole('dialog', { name: 'Report adverse event' });
    await report.getByLabel('Note').fill('Dizzy for an hour.');
    await report.getByRole('button', { name: 'Report adverse event' }).click();
    await therapist.getByText(/^Recorded: /).waitFor();

    await page.reload();
    await waiting('Alex Invented').click();
    const hold = card('Hold after an adverse event');
    await card(/^Incidents/)
      .getByText('Dizzy for an hour.')
      .waitFor();
    // What was done is written down.
    const incident = card(/^Incident$/);
    await incident.getByLabel('Note').fill('Called: well again.');
    await incident.getByRole('button', { name: 'Mark as done' }).click();
    await page.getByText(/^Recorded: mark as done/).waitFor();
    await incident.waitFor({ state: 'detached' });
    const lift = hold.getByRole('button', { name: 'Lift hold' });
    if ((await hold.getByLabel('Reason').count()) === 0) await lift.click();
    await hold.getByLabel('Reason').fill('Seen today, and well.');
    await hold.getByRole('button', { name: 'Lift hold' }).click();
    await page.getByText(/^Recorded: lift hold/).waitFor();
    await hold.waitFor({ state: 'detached' });
  });

  it('says when nothing waits', async () => {
    const idle = await console.page();
    await idle.route('**/api/v1/courses?view=waitingForPrescriber*', (route) =>
      route.fulfill({ json: { courses: [] } }),
    );
    await idle.route('**/api/v1/tasks?role=prescriber*', (route) =>
      route.fulfill({ json: { practice: [], tasks: [], more: false } }),
    );
    await idle.goto('/console/');
    await signIn(idle, 'prescriber@cedar.example');
    await idle.getByText('Nothing waits for the prescriber.').waitFor();
  });
});
