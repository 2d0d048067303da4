/** Somebody writes by the public form, on a phone without a script; the practice answers, talks with them, and starts a course. */
import { ConsoleUnderTest, goTo, inMinutes, violations, WAYS, type Way } from './support/console';
import type { FrameLocator, Page } from 'playwright-core';
import { INQUIRIES_UNSET } from '../../src/store';

let console: ConsoleUnderTest;
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
}, 180_000);
afterAll(() => console.close());
afterEach(() => {
  expect(console.complaints).toEqual([]);
});

const onPhone = (colorScheme: 'light' | 'dark' = 'light') =>
  console.page('phone', colorScheme, { javaScriptEnabled: false });

/** The form as somebody fills it in. */
async function write(page: Page, name: string, email: string, phone: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByLabel('Your telephone number').fill(phone);
  await page.getByRole('radio', { name: 'By telephone' }).check();
  await page.getByRole('group', { name: 'Are you 18 or older?' }).getByRole('radio', { name: 'Yes' }).check();
  await page.getByLabel(/^What you would like to tell us/).fill('I would like to talk with somebody.');
}

/** Sends it, once more if it was filled in faster than anybody types. */
async function send(page: Page, form: Page | FrameLocator = page): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await form.getByRole('button', { name: 'Send' }).click();
  await answered;
  const again = form.getByText('press the button once more', { exact: false });
  const thanks = form.getByRole('heading', { name: 'Thank you' });
  await thanks.or(again).waitFor();
  if (await again.isVisible()) await send(page, form);
}

const NAMES: Record<Way, [name: string, email: string, phone: string]> = {
  desktop: ['Ines Invented', 'ines@inquiry.example', '503 555 0171'],
  phone: ['Otto Madeup', 'otto@inquiry.example', '503 555 0172'],
  keyboard: ['Vera Notreal', 'vera@inquiry.example', '503 555 0173'],
};

/** At each of them, nothing else takes place. */
const TIMES: Record<Way, string> = { desktop: '10:00', phone: '11:00', keyboard: '12:00' };

/** A day within the week on which the practice is open. */
function nextWorkingDay(): string {
  const days = [1, 2, 3].map((ahead) => inMinutes(ahead * 24 * 60)[0]);
  return days.find((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) ?? '';
}

describe('the public form on a phone', () => {
  it('can be used by everybody, and says what is wrong without losing anything', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const page = await onPhone(scheme);
      await page.goto('/inquiry');
      await page.getByRole('heading', { level: 1, name: 'Write to us' }).waitFor();
      // It is for programs: nobody sees it, and no key leads to it.
      expect(await page.getByRole('textbox', { name: 'Leave this field empty' }).count()).toBe(0);
      expect(await page.getByRole('textbox', { name: 'Your name' }).count()).toBe(1);
    }
    // A page without a script cannot be asked by axe: the same document is looked at with one.
    for (const scheme of ['light', 'dark'] as const) {
      const page = await console.page('phone', scheme);
      await page.goto('/inquiry');
      expect(await violations(page)).toEqual([]);
      await page.goto('/inquiry?lang=es');
      await page.getByRole('heading', { level: 1, name: 'Escríbanos' }).waitFor();
      expect(await violations(page)).toEqual([]);
    }
    const page = await onPhone();
    await page.goto('/inquiry');
    await write(page, 'Nia Example', 'nia@inquiry.example', '503 555 0174');
    await page.getByLabel('Your telephone number').fill('555');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Your name').inputValue()).toBe('Nia Example');
    expect(await page.getByLabel(/^What you would like to tell us/).inputValue()).toBe(
      'I would like to talk with somebody.',
    );
  });
});

describe('an inquiry', () => {
  it.each(WAYS)('comes with a %s to a consult, and to a client with a course', async (way) => {
    const [name, email, number] = NAMES[way];
    const phone = await onPhone();
    await phone.goto('/inquiry');
    await write(phone, name, email, number);
    await send(phone);

    const page = await console.signedIn(undefined, way);
    const owed = page.getByRole('region', { name: /^Owed/ });
    await owed.getByRole('link', { name, exact: true }).waitFor();
    await owed.getByRole('link', { name: `Open the inquiry of ${name}` }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByText('I would like to talk with somebody.').waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Book consult' }).click();
    const booking = page.getByRole('dialog', { name: 'Book consult' });
    await booking.getByLabel('Date').fill(nextWorkingDay());
    await booking.getByLabel(/^Time/).fill(TIMES[way]);
    expect(await violations(page)).toEqual([]);
    await booking.getByRole('button', { name: 'Book consult' }).click();
    await page.getByRole('region', { name: 'Consult' }).waitFor();

    await goTo(page, 'Calendar');
    await page.getByRole('navigation', { name: 'View' }).getByRole('link', { name: 'List' }).click();
    await page.getByRole('link', { name: `Open the inquiry of ${name}` }).click();

    await page.getByRole('button', { name: 'Start a course' }).click();
    const start = page.getByRole('dialog', { name: 'Start a course' });
    const option = start.getByRole('option', { name: /CALM/ });
    await start.getByLabel('Protocol').selectOption((await option.getAttribute('value')) ?? '');
    await start.getByRole('button', { name: 'Start course' }).click();
    await page.getByRole('region', { name: 'Where it stands' }).waitFor();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    const { clients } = await console.courses.store.clients.list({ limit: 200 }, name);
    expect(clients).toMatchObject([{ name, email, phone: number }]);

    await goTo(page, /^Inquiries/);
    await page.getByRole('link', { name, exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('appears at once on the list that is open, and is answered, declined or removed there', async () => {
    const page = await console.signedIn();
    await goTo(page, /^Inquiries/);
    await page.getByRole('region', { name: /^All inquiries/ }).waitFor();
    const phone = await onPhone();
    await phone.goto('/inquiry');
    await write(phone, 'Live Inquirer', 'live@inquiry.example', '503 555 0175');
    await send(phone);
    await page.getByRole('link', { name: 'Live Inquirer', exact: true }).click();
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    const answer = page.getByRole('dialog', { name: 'Answer' });
    await answer.getByLabel('E-mail to them').fill('We will call you on Friday.');
    await answer.getByRole('button', { name: 'Note the answer' }).click();
    await page.getByText('We will call you on Friday.').waitFor();
    await page.getByRole('button', { name: 'Decline' }).click();
    const decline = page.getByRole('dialog', { name: 'Decline' });
    await decline.getByRole('button', { name: 'Decline' }).click();
    await page.getByText('Declined', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    const remove = page.getByRole('dialog', { name: 'Remove inquiry' });
    expect(await violations(page)).toEqual([]);
    await remove.getByRole('button', { name: 'Remove inquiry' }).click();
    await page.getByRole('heading', { level: 1, name: 'Inquiries' }).waitFor();
    await page.getByRole('link', { name: 'Live Inquirer', exact: true }).waitFor({ state: 'detached' });
  });
});

describe('how inquiries are taken', () => {
  it('is set by the lead: the form asks what was entered', async () => {
    const page = await console.signedIn();
    await page.goto('/console/practice/inquiries');
    const questions = page.getByLabel('Questions, one a line');
    await questions.fill('Are you 18 or older?\nHave you talked with your doctor about it?');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const phone = await onPhone();
    await phone.goto('/inquiry');
    await phone.getByRole('group', { name: 'Have you talked with your doctor about it?' }).waitFor();
  });
});

describe('the form inside a page of the practice', () => {
  it('is shown and sent there, and on no other site', async () => {
    const { store } = console.courses;
    const inquiries = { ...INQUIRIES_UNSET, form: true, origins: ['https://cedar.example'] };
    await store.practice.change({ inquiries });
    const shown = async (site: string) => {
      const page = await console.page('phone');
      const form = 'https://care.example/inquiry';
      // A browser lets no public site reach this machine: the form has a public address, too.
      await page.route('https://care.example/**', async (route) => {
        const { pathname, search } = new URL(route.request().url());
        const response = await route.fetch({ url: `${console.api.url}${pathname}${search}` });
        await route.fulfill({ response });
      });
      const body = `<!doctype html><title>Cedar</title><iframe src="${form}" width="380" height="800"></iframe>`;
      await page.route(`${site}/**`, (route) => route.fulfill({ contentType: 'text/html', body }));
      const answered = page.waitForResponse(form);
      await page.goto(`${site}/`);
      await answered;
      return { page, frame: page.frameLocator('iframe') };
    };
    const { page, frame } = await shown('https://cedar.example');
    await frame.getByRole('heading', { name: 'Write to us' }).waitFor();
    await frame.getByLabel('Your name').fill('Framed Inquirer');
    await frame.getByLabel('Your telephone number').fill('503 555 0176');
    await frame.getByRole('radio', { name: 'By telephone' }).check();
    await send(page, frame);

    const { frame: other } = await shown('https://other.example');
    expect(await other.getByRole('heading', { name: 'Write to us' }).count()).toBe(0);
    // The browser complains that it may not show it.
    expect(console.complaints.splice(0).join()).toContain('frame-ancestors');
  });
});
