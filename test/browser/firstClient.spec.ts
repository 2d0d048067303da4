/** From nothing to a booked session: the first client of a day, by mouse and by keyboard. */
import type { Page } from 'playwright-core';
import { ConsoleUnderTest, pressBelow, signIn, SOLO, violations, WAYS, type Way } from './support/console';

let console: ConsoleUnderTest;
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
}, 180_000);
afterAll(() => console.close());
afterEach(() => {
  expect(console.complaints).toEqual([]);
});

/** Ten days ahead at nine: a session that can be booked. */
const dateAhead = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function newClient(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Clients' }).click();
  await page.getByRole('button', { name: 'New client' }).click();
  const dialog = page.getByRole('dialog', { name: 'New client' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('E-mail address').fill(`${name.replace(' ', '.').toLowerCase()}@client.example`);
  await dialog.getByRole('button', { name: 'Add client' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function startCourse(page: Page, protocol: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Start a course' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start a course' });
  const option = dialog.getByRole('option', { name: protocol });
  await dialog.getByLabel('Protocol').selectOption((await option.getAttribute('value')) ?? '');
  await dialog.getByRole('button', { name: 'Start course' }).click();
  await page.getByRole('region', { name: 'Where it stands' }).waitFor();
}

const region = (page: Page, name: RegExp) => page.getByRole('region', { name });
const toast = (page: Page) => page.getByText(/^Recorded: /);

describe('signing in', () => {
  it('refuses a wrong password, keeps the address, and then lets the person in', async () => {
    const page = await console.page();
    await page.goto('/console/');
    await page.getByLabel('E-mail address').fill(SOLO);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('E-mail address').inputValue()).toBe(SOLO);
    expect(await violations(page)).toEqual([]);
    await signIn(page, SOLO);
    expect(new URL(page.url()).pathname).toBe('/console/today');
  });
});

/** One for each way: they are asked about if they seem to be there already. */
const FIRST: Record<Way, string> = { desktop: 'Sam Sample', phone: 'Robin Sample', keyboard: 'Alex Sample' };

describe('a new client', () => {
  it.each(WAYS)(
    'comes with a %s to a course that says what it waits for, and to a booked session',
    async (way) => {
      const page = await console.signedIn(SOLO, way);
      const name = FIRST[way];
      await newClient(page, name);
      await startCourse(page, /CALM/);
      const stands = region(page, /Where it stands/);
      await stands.getByText('The client is being enrolled.').waitFor();

      await region(page, /What it waits for/)
        .getByRole('button', { name: 'Record consent' })
        .first()
        .click();
      const consent = page.getByRole('dialog', { name: 'Record consent' });
      await consent.getByText(name).waitFor();
      await consent.getByLabel('Treatment').check();
      await consent.getByLabel('Telehealth').check();
      await consent.getByLabel('Electronic messages').check();
      expect(await violations(page)).toEqual([]);
      await consent.getByRole('button', { name: 'Record consent' }).click();
      await toast(page).waitFor();

      await region(page, /All reports/)
        .getByRole('button', { name: 'Book session' })
        .click();
      const booking = page.getByRole('dialog', { name: 'Book session' });
      await booking.getByLabel('Kind of session').selectOption('preparation');
      await booking.getByLabel('Date').fill(dateAhead(10));
      await booking.getByLabel(/^Time/).first().fill('10:00');
      await booking.getByRole('region', { name: 'What would change' }).waitFor();
      await booking.getByRole('button', { name: 'Book session' }).click();
      await region(page, /Booked sessions/)
        .getByText('Preparation session 1 ·')
        .waitFor();
    },
  );

  it('is not booked for the past: the refusal says why, and what was typed stays', async () => {
    const page = await console.signedIn();
    await newClient(page, 'Jo Testcase');
    await startCourse(page, /CALM/);
    await region(page, /All reports/)
      .getByRole('button', { name: 'Book session' })
      .click();
    const booking = page.getByRole('dialog', { name: 'Book session' });
    await booking.getByLabel('Kind of session').selectOption('preparation');
    await booking.getByLabel('Date').fill('2021-02-03');
    await booking.getByLabel(/^Time/).first().fill('10:00');
    await booking.getByRole('button', { name: 'Book session' }).click();
    await booking.getByRole('alert').waitFor();
    expect(await booking.getByLabel('Date').inputValue()).toBe('2021-02-03');
    expect(await booking.getByLabel('Kind of session').inputValue()).toBe('preparation');

    // Mended, it is another report.
    await booking.getByLabel('Date').fill(dateAhead(10));
    await booking.getByRole('button', { name: 'Book session' }).click();
    await region(page, /Booked sessions/)
      .getByText('Preparation session 1 ·')
      .waitFor();
  });

  it('who seems to be there already is asked about', async () => {
    const page = await console.signedIn();
    await newClient(page, 'Alex Invented');
    await page.getByRole('link', { name: 'Clients' }).first().click();
    await page.getByRole('button', { name: 'New client' }).click();
    const dialog = page.getByRole('dialog', { name: 'New client' });
    await dialog.getByLabel('Name').fill('Alex Invented');
    await dialog.getByLabel('E-mail address').fill('alex.invented@client.example');
    await dialog.getByText(/^Without one, the client cannot open pages/).waitFor();
    const { clients: before } = await console.courses.store.clients.list({ limit: 200 });
    await dialog.getByRole('button', { name: 'Add client' }).click();
    const same = page.getByRole('dialog', { name: 'Is this the same person?' });
    await same.getByText('Nobody has been added yet', { exact: false }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect((await console.courses.store.clients.list({ limit: 200 })).clients).toEqual(before);
    await same.getByRole('button', { name: 'Back to the form' }).click();
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Alex Invented');
    await dialog.getByRole('button', { name: 'Add client' }).click();
    await same.getByRole('button', { name: 'Open the other one' }).click();
    await page.getByRole('heading', { level: 1, name: 'Alex Invented' }).waitFor();
  });

  it('who was added all the same, by mistake, is removed by the lead', async () => {
    const page = await console.signedIn();
    await newClient(page, 'Uli Invented');
    await page.getByRole('link', { name: 'Clients' }).first().click();
    await page.getByRole('button', { name: 'New client' }).click();
    const dialog = page.getByRole('dialog', { name: 'New client' });
    await dialog.getByLabel('Name').fill('Uli  invented');
    await dialog.getByLabel('Telephone').fill('503 555 0144');
    await dialog.getByRole('button', { name: 'Add client' }).click();
    await page.getByRole('button', { name: 'Add anyway' }).click();
    await page.getByRole('heading', { level: 1, name: /Uli\s+invented/ }).waitFor();
    await page.getByRole('button', { name: 'Remove client' }).click();
    const remove = page.getByRole('dialog', { name: 'Remove client' });
    expect(await violations(page)).toEqual([]);
    await remove.getByRole('button', { name: 'Remove client' }).click();
    await page.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
    const { clients } = await console.courses.store.clients.list({ limit: 200 });
    expect(clients.filter(({ name }) => /^uli\s+invented$/i.test(name)).map(({ name }) => name)).toEqual([
      'Uli Invented',
    ]);
  });

  it('is found by keyboard alone, from anywhere', async () => {
    const page = await console.signedIn();
    await newClient(page, 'Kim Demo');
    await startCourse(page, /CALM/);
    await page.goto('/console/today');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: /^Name/ }).waitFor();
    await page.keyboard.type('Kim');
    await page
      .getByRole('option', { name: /Kim Demo/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Kim Demo' }).waitFor();
    expect(page.url()).not.toContain('Kim');
  });
});

describe('how a client is reached', () => {
  it('is corrected by the front desk: what is still to be sent goes to the new address', async () => {
    const page = await console.signedIn('frontdesk@cedar.example');
    await newClient(page, 'Noa Notreal');
    const contact = region(page, /^Contact/);
    await contact.getByRole('button', { name: /^Change/ }).click();
    const form = page.getByRole('dialog', { name: 'Change contact data' });
    expect(await form.getByLabel('Name').inputValue()).toBe('Noa Notreal');
    await form.getByLabel('Name').fill('Noa Not-Real');
    await form.getByLabel('E-mail address').fill('');
    await form.getByRole('button', { name: 'Save' }).click();
    // Neither an address nor a number: nothing is stored, and what was typed stays.
    await form.getByText('is needed if there is no e-mail address').waitFor();
    expect(await form.getByLabel('Name').inputValue()).toBe('Noa Not-Real');
    await form.getByLabel('E-mail address').fill('noa@client.example');
    await form.getByLabel('Telephone').fill('503 555 0142');
    await form.getByLabel('Time zone').selectOption('America/Denver');
    const follows = form.getByRole('list', { name: 'What follows' });
    await follows.getByText(/still to be sent go to the new address/).waitFor();
    await follows.getByText(/^Sessions stay at their time/).waitFor();
    expect(await violations(page)).toEqual([]);
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Noa Not-Real' }).waitFor();
    for (const text of ['noa@client.example', '503 555 0142', 'Mountain'])
      await contact.getByText(text).waitFor();

    // The address of somebody else is stored, and asked about.
    await newClient(page, 'Zoe Invented');
    await contact.getByRole('button', { name: /^Change/ }).click();
    await form.getByLabel('E-mail address').fill('noa@client.example');
    await form.getByRole('button', { name: 'Save' }).click();
    const same = page.getByRole('dialog', { name: 'Is this the same person?' });
    await same.getByText('There is a client with the same e-mail address.', { exact: false }).waitFor();
    await same.getByRole('button', { name: 'They are two people' }).click();
    await contact.getByText('noa@client.example').waitFor();
  });

  it('is not changed by who only bills: the page does not offer it', async () => {
    const page = await console.signedIn('biller@cedar.example');
    await page.goto('/console/clients');
    await page.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
    expect(await page.getByRole('button', { name: 'New client' }).count()).toBe(0);
    const { clients } = await console.courses.store.clients.list();
    await page.goto(`/console/clients/${clients[0]?.id ?? ''}`);
    await region(page, /^Contact/).waitFor();
    expect(await page.getByRole('button', { name: /^(Change|Start a course)/ }).count()).toBe(0);
  });
});

describe('what was typed about one client', () => {
  it('does not move to another one with the page', async () => {
    const page = await console.signedIn();
    await newClient(page, 'Pat Placeholder');
    await startCourse(page, /CALM/);
    await newClient(page, 'Ellis Madeup');
    await startCourse(page, /CALM/);
    const [first, second] = (await console.courses.store.courses.list({}, { limit: 2 })).courses.map(
      ({ id }) => id,
    );
    await page.goto(`/console/courses/${second ?? ''}`);
    await region(page, /All reports/).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('Ellis');
    await page
      .getByRole('option', { name: /Ellis Madeup/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Ellis Madeup' }).waitFor();
    expect(page.url()).toContain(first);
    await region(page, /All reports/)
      .getByRole('button', { name: 'Place hold' })
      .click();
    await page.getByRole('dialog', { name: 'Place hold' }).getByLabel('Reason').fill('About Ellis.');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Pat Placeholder' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('a session that ends while something is typed', () => {
  it('asks to sign in again over the screen, and keeps what was typed', async () => {
    const page = await console.signedIn();
    await newClient(page, 'Lee Fixture');
    await startCourse(page, /CALM/);
    await region(page, /All reports/)
      .getByRole('button', { name: 'Place hold' })
      .click();
    const hold = page.getByRole('dialog', { name: 'Place hold' });
    await hold.getByLabel('Reason').fill('Waiting for a word from the family doctor.');
    await hold.getByLabel('Review on').fill(dateAhead(7));
    await hold.getByLabel(/^Time/).first().fill('09:00');
    await page.context().clearCookies();
    await pressBelow(page, 'Place hold', 'Place hold');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    // Neither Escape nor anything else shows what is behind.
    for (let press = 0; press < 3; press++) await page.keyboard.press('Escape');
    expect(await page.getByText('Lee Fixture').first().isVisible()).toBe(false);
    await page.getByLabel('Password').fill('cedar practice demo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await hold.getByLabel('Reason').inputValue()).toBe('Waiting for a word from the family doctor.');
    await hold.getByRole('button', { name: 'Place hold' }).click();
    await region(page, /Where it stands/)
      .getByText('The course is on hold.')
      .waitFor();
  });
});
