/** Before the first session, on a phone without a script, in both languages: the estimate, the consents, and a copy to keep. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { temporalEngine } from '../../src/engine/temporalEngine';
import { keepPageLink, newPageLink } from '../../src/messages/pageLink';
import { consentSamples } from '../../src/setup/consentSamples';
import type { DemoClient } from '../../src/stack/demo/clients';
import { fromMs } from '../../src/time/instant';
import { until } from '../../tools/until';
import { TASK_QUEUE } from '../support/courses';
import { ConsoleUnderTest, violations } from './support/console';
import { picture } from './support/picture';

const PHONE = '+1 503 555 0177';
const NAMES = { en: 'Tess Madeup', es: 'Inés Madeup' };
type Language = keyof typeof NAMES;

/** What the buttons and fields are called. */
const SAYS = {
  en: {
    fact: 'The last four digits of your telephone number',
    go: 'Continue',
    estimate: 'Your cost estimate',
    read: 'I have read my estimate',
    back: 'Back to your page',
    sign: /^Read and sign: /,
    name: 'Your full name, as your signature',
    copy: 'Send me an e-mail with a link to my copy',
    agree: 'I have read this, and I sign it',
    noted: /Your signature is noted/,
    documents: 'Your documents',
    one: /^Read: What you signed: Your treatment/,
    save: 'Save as a file',
    heading: 'What I may feel, and the risks',
  },
  es: {
    fact: 'Los últimos cuatro números de su teléfono',
    go: 'Continuar',
    estimate: 'Su estimado de costos',
    read: 'He leído mi estimado',
    back: 'Volver a su página',
    sign: /^Leer y firmar: /,
    name: 'Su nombre completo, como firma',
    copy: 'Envíenme un correo con un enlace a mi copia',
    agree: 'Lo he leído y lo firmo',
    noted: /Anotamos su firma/,
    documents: 'Sus documentos',
    one: /^Leer: Lo que firmó: Su tratamiento/,
    save: 'Guardar como archivo',
    heading: 'Lo que puedo sentir y los riesgos',
  },
} satisfies Record<Language, object>;

let console: ConsoleUnderTest;
const courseOf: Record<string, string> = {};
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
  const life: DemoClient['life'] = { until: () => true, daysAgo: 0 };
  await console.withClients(
    Object.values(NAMES).map((name) => ({ name, zone: 'America/Denver', protocol: 'calm', life })),
  );
  const { store } = console.courses;
  const now = fromMs(Date.now());
  for (const sample of consentSamples())
    await store.consents.addText({ ...sample, version: 1, savedAt: now, savedBy: 'lead-demo' });
  for (const { id, clientId = '' } of (await store.courses.list({}, { limit: 10 })).courses) {
    const client = await store.clients.find(clientId);
    courseOf[client?.name ?? ''] = id;
    await store.clients.change(clientId, { phone: PHONE });
    await engine().signal(id, {
      ...{ name: 'estimateIssued', id: 'estimate', estimate: 'estimate-1', totalCents: 746_000 },
      by: { role: 'biller', id: 'biller-demo' },
    });
  }
}, 180_000);
afterAll(() => console.close());

const engine = () => temporalEngine(console.courses.client, { taskQueue: TASK_QUEUE });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const SIZE = { width: 390, height: 844 };

/** axe needs a script, so it looks at a copy of the page. */
async function isAccessible(page: Page): Promise<void> {
  await page.waitForLoadState();
  const copy = await console.page('phone', 'light', { viewport: SIZE });
  await copy.setContent(await page.content());
  expect(await violations(copy)).toEqual([]);
  await copy.context().close();
}

it.each(['en', 'es'] as const)(
  'acknowledges the estimate and signs every consent: %s',
  async (language) => {
    const says = SAYS[language];
    const course = courseOf[NAMES[language]] ?? '';
    const { store, mail } = console.courses;
    const now = fromMs(Date.now());
    const made = newPageLink('overview', now);
    await keepPageLink(store.pageLinks, course, made, now);
    const asked = (await engine().status(course)).asked.flatMap((each) =>
      each.kind === 'consent' ? [each.consent] : [],
    );
    expect(asked.length).toBeGreaterThan(1);
    const page = await console.page('phone', 'light', { javaScriptEnabled: false, viewport: SIZE });
    await page.goto(`/c/${made.secret}?lang=${language}`);
    await page.getByLabel(says.fact).fill(PHONE.slice(-4));
    await press(page, says.go);
    await isAccessible(page);

    await press(page, says.estimate);
    await isAccessible(page);
    await press(page, says.read);
    await press(page, says.back);

    for (const [index, kind] of asked.entries()) {
      await press(page, says.sign);
      await page.getByLabel(says.name).waitFor();
      if (kind === 'treatment') {
        await page.getByRole('heading', { name: says.heading }).waitFor();
        await picture(page, `client-consent-${language}`);
      }
      await isAccessible(page);
      await page.getByLabel(says.name).fill(`${NAMES[language]} Example`);
      if (index === 0) await page.getByLabel(says.copy).check();
      await press(page, says.agree);
      await page.getByText(says.noted).waitFor();
      await press(page, says.back);
    }
    await page.getByRole('button', { name: says.documents }).waitFor();
    expect(await page.getByRole('button', { name: says.sign }).count()).toBe(0);
    const { facts } = await engine().status(course);
    expect([...facts.consents].sort()).toEqual([...asked].sort());
    expect(facts.estimate?.acknowledgedAt).toBeDefined();

    await press(page, says.documents);
    await isAccessible(page);
    await press(page, says.one);
    await page.getByText(`${NAMES[language]} Example`).waitFor();
    await isAccessible(page);
    await picture(page, `client-document-${language}`);
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, says.save)]);
    expect(readFileSync(await download.path(), 'utf8')).toContain(says.heading);

    const copy = () => mail.messages().filter(({ text }) => text?.includes('link that you asked for'));
    await until('the e-mail with the link arrives', () => copy().length > 0, 10_000);
    expect(copy().at(-1)?.text).not.toMatch(/ketamin|consent|treatment/i);
  },
  120_000,
);

it('shows staff which version was signed, when and under which name', async () => {
  const course = courseOf[NAMES.en] ?? '';
  const desk = await console.signedIn('frontdesk@cedar.example');
  await desk.goto(`/console/courses/${course}?tab=consents`);
  const row = desk.getByRole('row').filter({ hasText: 'Telehealth' });
  await row.getByText(`${NAMES.en} Example`).waitFor();
  await picture(desk, 'course-consents');
  expect(await violations(desk)).toEqual([]);
  await row.getByRole('button', { name: /^Version 1, English/ }).click();
  await desk.getByRole('dialog').getByRole('heading', { name: 'What is different' }).waitFor();
  expect(await violations(desk)).toEqual([]);
});

it('lets the lead write a text of their own from the sample, version by version', async () => {
  const lead = await console.signedIn('lead@cedar.example');
  await lead.goto('/console/practice/consents');
  const write = lead.getByRole('button', { name: /^New version ?: Telehealth, English$/ });
  await write.waitFor();
  await picture(lead, 'consent-texts');
  expect(await violations(lead)).toEqual([]);
  await write.click();
  const dialog = lead.getByRole('dialog');
  const field = dialog.getByLabel('Text');
  await dialog.getByRole('button', { name: 'Save as version 2' }).click();
  await dialog
    .getByText(/still marked as a sample/)
    .first()
    .waitFor();
  await field.fill(
    '# Sessions by video\n\nI agree that sessions take place by video, and may stop at any time.',
  );
  expect(await violations(lead)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save as version 2' }).click();
  await lead.getByText('Telehealth, English: version 2 is in force.').waitFor();
  // What was signed before stays.
  const signed = await console.courses.store.consents.text({
    kind: 'telehealth',
    language: 'en',
    version: 1,
  });
  expect(signed?.body).toContain('What is different');
});
