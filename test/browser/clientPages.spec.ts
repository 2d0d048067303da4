/** The pages for clients, on a phone: by the link of a real e-mail, without a script, in two languages. */
import type { Page } from 'playwright-core';
import { temporalEngine } from '../../src/engine/temporalEngine';
import { keepPageLink, newPageLink } from '../../src/messages/pageLink';
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { fromMs } from '../../src/time/instant';
import type { PagePurpose } from '../../src/vocabulary/pages';
import { until } from '../../tools/until';
import { TASK_QUEUE } from '../support/courses';
import { ConsoleUnderTest, violations } from './support/console';
import { picture } from './support/picture';

const PHONE = '+1 503 555 0177';

let console: ConsoleUnderTest;
const courseOf: Record<string, string> = {};
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
  const names = ['Morgan Mockup', 'Sam Sample', 'Ellis Madeup'];
  await console.withClients(DEMO_CLIENTS.filter(({ name }) => names.includes(name)));
  const { store } = console.courses;
  for (const { id, clientId = '' } of (await store.courses.list({}, { limit: 10 })).courses) {
    const client = await store.clients.find(clientId);
    courseOf[client?.name ?? ''] = id;
    await store.clients.change(clientId, { phone: PHONE });
  }
}, 180_000);
afterAll(() => console.close());

const engine = () => temporalEngine(console.courses.client, { taskQueue: TASK_QUEUE });
const courseNamed = (name: string): string => courseOf[name] ?? '';
const onPhone = (other = {}): Promise<Page> =>
  console.page('phone', 'light', { javaScriptEnabled: false, ...other });

async function link(name: string, purpose: PagePurpose): Promise<string> {
  const now = fromMs(Date.now());
  const course = courseNamed(name);
  const { facts } = await engine().status(course);
  const session = facts.sessions.find(({ status }) => status === 'scheduled');
  const made = newPageLink(
    purpose,
    now,
    ['appointment', 'supportPerson'].includes(purpose) ? session : undefined,
  );
  await keepPageLink(console.courses.store.pageLinks, course, made, now);
  return `/c/${made.secret}`;
}

const says = (page: Page, text: string | RegExp) => page.getByText(text).waitFor();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
async function prove(page: Page): Promise<void> {
  await page.getByLabel('The last four digits of your telephone number').fill(PHONE.slice(-4));
  await press(page, 'Continue');
}
const eventsOf = async (name: string) => console.courses.store.events.ofCourse(courseNamed(name));

describe('a client on a phone, without a script', () => {
  it('asks for a new link in place of an old one, and opens the appointment by the e-mail', async () => {
    const { mail, store } = console.courses;
    const old = await link('Sam Sample', 'appointment');
    await store.pageLinks.endAll({ courseId: courseNamed('Sam Sample') }, 'replaced', fromMs(Date.now()));
    const page = await onPhone();
    await page.goto(old);
    await press(page, 'Send me a new link');
    await says(page, /a new one is on its way/);
    const sent = () => mail.messages().find(({ text }) => text?.includes('/c/'));
    await until('the e-mail with the new link arrives', () => sent() !== undefined, 10_000);
    await page.goto(/\/c\/[\w-]{43}/.exec(sent()?.text ?? '')?.[0] ?? '');
    await page.getByRole('heading', { name: 'Your appointment' }).waitFor();
    expect(await page.title()).toBe('Your appointment');
    await picture(page, 'client-appointment');
  });

  it('says that the person staying with them will be there after all', async () => {
    const name = 'Morgan Mockup';
    const absent = await engine().signal(courseNamed(name), {
      ...{ name: 'supportPersonUnavailable', session: 'dosing-3', id: 'absent-1' },
      by: { role: 'frontDesk', id: 'f-1' },
    });
    expect(absent.accepted).toBe(true);
    const path = await link(name, 'supportPerson');
    const page = await onPhone();
    await page.goto(path);
    await says(page, /Will the person staying with you be there on/);
    await press(page, 'Yes, they will be there');
    await says(page, 'Thank you. We have noted that they will be there.');
    const told = (await eventsOf(name)).findLast(({ type }) => type === 'supportPersonConfirmed');
    expect(told?.by.role).toBe('client');
    await page.goto(path);
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
  });

  it('answers PHQ-9, and gets help at once for item 9', async () => {
    const name = 'Ellis Madeup';
    const page = await onPhone();
    await page.goto(await link(name, 'questionnaire'));
    await prove(page);
    await says(page, /988/);
    for (const item of [/Little interest/, /better off dead/])
      await page.getByRole('group', { name: item }).getByLabel('Several days').check();
    await picture(page, 'client-questions');
    await press(page, 'Send my answers');
    await says(page, /You are not alone/);
    await says(page, /988/);
    const answered = (await eventsOf(name)).findLast(({ type }) => type === 'measureSubmitted');
    expect(answered).toMatchObject({ by: { role: 'client' }, instrument: 'PHQ-9' });
  });

  it('is called by the therapist, who sees on Today, in the list and on the course why, and the number', async () => {
    const name = 'Ellis Madeup';
    const why = /an answer in their questionnaire speaks of self-harm/;
    const therapist = await console.signedIn('therapist@cedar.example');
    const row = therapist.getByRole('listitem').filter({ hasText: name }).filter({ hasText: why });
    const number = { name: PHONE };
    await therapist.goto('/console/today?whose=everyone');
    await row.getByRole('link', number).first().waitFor();
    expect(await row.getByRole('link', number).first().getAttribute('href')).toBe('tel:+15035550177');
    await therapist.goto('/console/clients');
    await row.first().waitFor();
    await therapist.goto(`/console/courses/${courseNamed(name)}`);
    await therapist.getByText(/Why: an answer in a questionnaire speaks of self-harm/).waitFor();
    await therapist
      .getByRole('region', { name: /^What it waits for/ })
      .getByRole('link', number)
      .waitFor();
    expect(await violations(therapist)).toEqual([]);
    const biller = await console.signedIn('biller@cedar.example');
    await biller.goto(`/console/courses/${courseNamed(name)}`);
    await biller.getByText('Call the client now, and document what was done.').first().waitFor();
    expect(await biller.getByText(/self-harm/).count()).toBe(0);
  });
});

describe('the pages', () => {
  it.each(['light', 'dark'] as const)(
    'have no mistake that axe finds, at 320 px too (%s)',
    async (scheme) => {
      const narrow = await console.page('phone', scheme, { viewport: { width: 320, height: 568 } });
      const paths = [
        await link('Morgan Mockup', 'appointment'),
        await link('Ellis Madeup', 'overview'),
        '/c/none',
      ];
      for (const path of paths) {
        await narrow.goto(path);
        expect(await violations(narrow)).toEqual([]);
        expect(await narrow.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
      }
      await narrow.goto(paths[1] ?? '');
      await prove(narrow);
      await narrow.getByRole('heading', { name: 'Your page' }).waitFor();
      expect(await violations(narrow)).toEqual([]);
      await press(narrow, 'Questions about worry');
      await says(narrow, /Over the last 2 weeks/);
      expect(await violations(narrow)).toEqual([]);
      expect(console.complaints).toEqual([]);
    },
  );

  it('speak Spanish to a phone that does', async () => {
    const page = await onPhone({ locale: 'es-US' });
    await page.goto(await link('Morgan Mockup', 'appointment'));
    await page.getByRole('heading', { name: 'Su cita' }).waitFor();
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Your appointment' }).waitFor();
  });
});
