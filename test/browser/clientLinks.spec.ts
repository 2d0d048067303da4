/** The links that a client was sent, on the page of their course: a new one, and taking one away. */
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { until } from '../../tools/until';
import { ConsoleUnderTest, SOLO, violations, WAYS } from './support/console';
import { picture } from './support/picture';

const NAME = 'Sam Sample';

let console: ConsoleUnderTest;

describe.each(WAYS)('with a %s', (way) => {
  beforeAll(async () => {
    console = await ConsoleUnderTest.open();
    await console.withClients(DEMO_CLIENTS.filter(({ name }) => name === NAME));
  }, 180_000);
  afterAll(() => console.close());

  it('sends the client a link to their page, and takes it away again', async () => {
    const { store, mail } = console.courses;
    const [course] = (await store.courses.list({}, { limit: 1 })).courses;
    const lead = await console.signedIn(SOLO, way);
    await lead.goto(`/console/courses/${course?.id ?? ''}?tab=messages`);
    const card = lead.getByRole('region', { name: 'Links' });
    await card.getByRole('button', { name: 'Send the client a link to their page' }).click();
    await card.getByText('A new link is on its way to the client.').waitFor();
    const row = card.getByRole('row').filter({ hasText: 'Their page' }).filter({ hasText: 'Works' }).first();
    await row.waitFor();
    const sent = () => mail.messages().findLast(({ text }) => text?.includes('Here is a link'));
    await until('the e-mail arrives', () => sent() !== undefined, 10_000);
    const path = /\/c\/[\w-]{43}/.exec(sent()?.text ?? '')?.[0] ?? '';
    expect(await violations(lead)).toEqual([]);
    await picture(lead, `course-links-${way}`);

    const page = await console.page('phone', 'light', { javaScriptEnabled: false });
    await page.goto(path);
    await page.getByRole('heading', { name: 'One question first' }).waitFor();

    await row.getByRole('button', { name: /^Send a new link/ }).click();
    await card.getByText('Replaced by a newer one').first().waitFor();
    await card
      .getByRole('button', { name: /^Revoke/ })
      .first()
      .click();
    await card.getByText('Revoked').first().waitFor();
    await page.goto(path);
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
  });
});
