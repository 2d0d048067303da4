/** Two jobs over all courses: e-mails that did not arrive, and a package from its sale to its refund. */
import type { Route } from 'playwright-core';
import { rawProtocol } from '../../src/protocols/load';
import { DEMO_CLIENTS, type DemoClient } from '../../src/stack/demo/clients';
import { fromMs } from '../../src/time/instant';
import { until } from '../support/courseUnderTest';
import { ConsoleUnderTest, goTo, SOLO, violations, WAYS } from './support/console';

const demo = (name: string): DemoClient => {
  const found = DEMO_CLIENTS.find((each) => each.name === name);
  if (!found) throw new Error(`the demo has no ${name}`);
  return found;
};

let console: ConsoleUnderTest;
let courses: Record<string, string>;

const text = (page: Awaited<ReturnType<typeof console.signedIn>>, words: string | RegExp) =>
  page.getByText(words).first().waitFor();

describe.each(WAYS)('with a %s', (way) => {
  beforeAll(async () => {
    console = await ConsoleUnderTest.open();
    const ready = demo('Morgan Mockup');
    await console.withClients([
      demo('Gray Fictional'),
      demo('Jo Testcase'),
      // An infusion that can begin now, in a practice that sells packages.
      { ...ready, protocol: 'welches-pazio', life: { ...ready.life, inHours: 0 } },
    ]);
    const { courses: rows } = await console.courses.store.courses.list({}, { limit: 10 });
    courses = Object.fromEntries(rows.map(({ clientName, id }) => [clientName ?? '', id]));
  }, 180_000);
  afterAll(() => console.close());
  afterEach(() => {
    expect(console.complaints).toEqual([]);
  });

  describe('an e-mail that has not arrived', () => {
    it('is seen with why, and sent again to the address that the form names', async () => {
      const page = await console.signedIn('frontdesk@cedar.example', way);
      await goTo(page, 'Messages');
      const failed = page.getByRole('listitem').filter({ hasText: 'Gray Fictional' });
      await failed.first().getByText('Failed').waitFor();
      const before = await failed.filter({ hasText: 'Failed' }).count();
      await failed
        .first()
        .getByRole('button', { name: /Preview/ })
        .click();
      const preview = page.getByRole('dialog', { name: 'Preview' });
      await preview.getByText('Cedar Practice (care@cedar.example)').waitFor();
      expect(await violations(page)).toEqual([]);
      await preview.getByRole('button', { name: 'Close' }).click();

      await failed
        .first()
        .getByRole('button', { name: /Send again/ })
        .click();
      const again = page.getByRole('dialog', { name: 'Send again' });
      await again.getByText('Gray Fictional').waitFor();
      await again.getByText(/^To \S+@\S+, /).waitFor();
      await again.getByLabel('Reason').fill('The address was mended.');
      expect(await violations(page)).toEqual([]);
      await again.getByRole('button', { name: 'Send again' }).click();
      await text(page, /^Recorded: send again/);
      await page.getByRole('status').getByRole('button', { name: 'Close' }).click();
      // By night it waits for the client's morning, and its task with it.
      const left = () => failed.filter({ hasText: 'Failed' }).count();
      await until('it is on its way', left, (count) => count === before - 1);
    });

    it('is parked while the mail server does not take it, and dropped with a reason', async () => {
      console.courses.mail.behave('refuse-temporarily');
      const course = courses['Jo Testcase'] ?? '';
      const page = await console.signedIn('frontdesk@cedar.example', way);
      await page.goto(`/console/courses/${course}`);
      await page
        .getByRole('region', { name: /All reports/ })
        .getByRole('button', { name: 'Move session' })
        .click();
      const move = page.getByRole('dialog', { name: 'Move session' });
      const soon = new Date(Date.now() + 26 * 3_600_000).toISOString();
      await move.getByLabel('Session').selectOption({ index: 1 });
      await move.getByLabel('Date').fill(soon.slice(0, 10));
      await move.getByLabel(/^Time/).first().fill('12:00');
      await move.getByRole('button', { name: 'Move session' }).click();
      await text(page, /^Recorded: \w+ session \d+ moved to/);
      const { messageList } = console.courses.store;
      const standing = async () =>
        (await messageList.list({ course, template: 'staffSessionMoved' })).messages[0]?.standing;
      await until('the message is parked', standing, (now) => now === 'parked');

      await goTo(page, 'Messages');
      const parked = page
        .getByRole('listitem')
        .filter({ hasText: 'Jo Testcase' })
        .filter({ hasText: 'Parked' })
        .filter({ hasText: 'to the therapist' });
      await parked.getByRole('button', { name: /Drop/ }).click();
      const drop = page.getByRole('dialog', { name: 'Drop e-mail' });
      await drop.getByLabel('Reason').fill('Told by telephone.');
      await drop.getByRole('button', { name: 'Drop e-mail' }).click();
      await text(page, /^Recorded: drop e-mail/);
      await until('the message is dropped', standing, (now) => now === 'dropped');
      await page.getByRole('link', { name: 'Not sent' }).click();
      await text(page, /Somebody decided not to send it/);
      await page.getByRole('link', { name: 'To decide' }).click();
      await page.getByRole('region', { name: /^Messages/ }).waitFor();
      await parked.waitFor({ state: 'detached' });
      console.courses.mail.behave('accept');
    });
  });

  describe('an estimate', () => {
    it('has the computed amount one tap away, and another amount is asked about', async () => {
      const page = await console.signedIn('biller@cedar.example', way);
      await page.goto(`/console/courses/${courses['Gray Fictional'] ?? ''}`);
      await page
        .getByRole('region', { name: /All reports/ })
        .getByRole('button', { name: 'Issue estimate' })
        .click();
      const form = page.getByRole('dialog', { name: 'Issue estimate' });
      await form.getByText('By the plan and the prices, the course costs $5,600.00 to $8,200.00.').waitFor();
      await form.getByText('$1,200.00 to $3,000.00 for 3 dosing sessions').waitFor();
      const reference = form.getByLabel('Estimate');
      await reference.fill('draft');
      const total = form.getByLabel('Total in dollars');
      await total.fill('74.50');
      await form.getByRole('button', { name: 'Issue estimate' }).click();
      const question = page.getByRole('dialog', { name: 'Is the amount right?' });
      await question
        .getByText(/You entered \$74\.50\..* the course costs \$5,600\.00 to \$8,200\.00/)
        .waitFor();
      expect(await violations(page)).toEqual([]);
      await question.getByRole('button', { name: 'Back to the form' }).waitFor();
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'detached' });
      expect(await total.inputValue()).toBe('74.50');
      await form.getByRole('button', { name: 'Use this amount' }).click();
      expect(await total.inputValue()).toBe('8200');
      expect(await form.getByLabel(/^From/).inputValue()).toBe('5600');
      // What was typed stays, and the next reference is filled in where nothing was.
      expect(await reference.inputValue()).toBe('draft');
      await reference.fill('');
      await form.getByRole('button', { name: 'Use this amount' }).click();
      expect(await reference.inputValue()).toBe('estimate-2');
      await form.getByRole('button', { name: 'Issue estimate' }).click();
      await text(page, /^Recorded: Estimate of \$5,600\.00 to \$8,200\.00, for Gray Fictional/);

      // Asked, not forbidden.
      const params = page.getByRole('region', { name: /All reports/ });
      await params.getByRole('button', { name: 'Issue estimate' }).click();
      await reference.fill('estimate-8');
      await total.fill('74.50');
      await form.getByRole('button', { name: 'Issue estimate' }).click();
      await question.getByRole('button', { name: 'Issue $74.50' }).click();
      await text(page, /^Recorded: Estimate of \$74\.50/);
    });
  });

  describe('a package', () => {
    it('is sold, used, and its rest refunded when the client ends the course', async () => {
      const page = await console.signedIn(SOLO, way);
      const course = courses['Morgan Mockup'] ?? '';
      const button = (name: string) => page.getByRole('button', { name, exact: true });
      const recorded = async (what: string) => {
        await text(page, new RegExp(`^Recorded: ${what}`));
      };
      // Since the course began, another version sells something else.
      const { store } = console.courses;
      const content = structuredClone(rawProtocol('welches-pazio')) as { packages: { label: string }[] };
      for (const each of content.packages) each.label = `Newer: ${each.label}`;
      const [lead] = await store.staff.list();
      await store.protocols.add({
        ...{ id: 'welches-pazio', version: 2, content: { ...content, version: 2 } },
        ...{ savedAt: fromMs(Date.now()), savedBy: lead?.id ?? '' },
      });
      const money = `/console/courses/${course}?tab=money`;
      await page.goto(money);
      const sale = page.getByRole('dialog', { name: 'Record package' });
      // Nobody types a package before it is known which there are.
      let early = -1;
      const looked = async (route: Route) => {
        await sale.waitFor();
        early = await sale.getByRole('textbox').count();
        await route.continue();
      };
      await page.route('**/api/v1/protocols/*', looked, { times: 1 });
      await button('Record package').click();
      await sale.getByLabel('Package').selectOption({
        label: 'Infusion package option 1: 6 infusions and the consult, $3,500.00',
      });
      expect(early).toBe(0);
      await sale.getByText(/^This charges the client \$3,500\.00 now/).waitFor();
      await sale.getByRole('button', { name: 'Record package' }).click();
      await recorded('record package');
      const packages = page.getByRole('region', { name: /Packages/ });
      await packages.getByText('6 left').waitFor();

      // It is unpaid now, in the practice's list, and paid there.
      await goTo(page, 'Money');
      const line = page.getByRole('listitem').filter({ hasText: 'Morgan Mockup' });
      // The consult that it includes was charged before.
      await line.getByText('$3,025.00').waitFor();
      expect(await violations(page)).toEqual([]);
      await line.getByRole('button', { name: /Record payment/ }).click();
      const payment = page.getByRole('dialog', { name: 'Record payment' });
      expect(await payment.getByLabel('Amount in dollars').inputValue()).toBe('3025');
      await payment.getByLabel('Amount in dollars').fill('30250');
      await payment.getByRole('button', { name: 'Record payment' }).click();
      const question = page.getByRole('dialog', { name: 'Is the amount right?' });
      await question
        .getByText(/The client owes \$3,025\.00\. The other \$27,225\.00 would be a credit/)
        .waitFor();
      expect(await violations(page)).toEqual([]);
      await question.getByRole('button', { name: 'Back to the form' }).click();
      await payment.getByLabel('Amount in dollars').fill('3025');
      await payment.getByRole('button', { name: 'Record payment' }).click();
      await recorded('Payment of \\$3,025\\.00');
      await text(page, 'Nothing is unpaid.');

      // Recorded by mistake, and seen only later: it is taken back from the ledger, and recorded again.
      await page.goto(money);
      const takeBack = page.getByRole('button', { name: /^Take back ?: Payment, .*3,025\.00/ });
      await takeBack.click();
      const back = page.getByRole('dialog', { name: 'Take back' });
      await back.getByLabel('Reason').fill('Another client paid this.');
      await back.getByRole('button', { name: 'Take back' }).click();
      await page.getByRole('row', { name: /Reversal of payment/ }).waitFor();
      expect(await takeBack.count()).toBe(0);
      await button('Record payment').click();
      await payment.getByLabel('Amount in dollars').fill('3025');
      await payment.getByRole('button', { name: 'Record payment' }).click();
      await recorded('Payment of \\$3,025\\.00');

      // One infusion of it.
      const session = (await console.courses.store.sessions.list(today())).find(
        (each) => each.course === course && each.kind === 'dosing',
      );
      await page.goto(`/console/courses/${course}/sessions/${session?.ref ?? ''}`);
      await button('Start session').click();
      await button('End session').click();
      await button('Yes, end session').click();
      await page.getByLabel('The client is alert and oriented').check();
      await page.getByLabel('The support person or escort is present').check();
      await page.getByLabel('Systolic').fill('118');
      await page.getByLabel('Diastolic').fill('76');
      await page.getByLabel('Pulse').fill('68');
      await button('Release client').click();
      await page.getByRole('heading', { name: 'The session is over' }).waitFor();
      await page.goto(money);
      await packages.getByText('1 of 6 dosing sessions used').waitFor();
      await packages.getByText('5 left').waitFor();

      // The rest, at the price of single infusions, goes back to the client.
      await page.goto(`/console/courses/${course}`);
      await page
        .getByRole('region', { name: /All reports/ })
        .getByRole('button', { name: 'Client ends the course' })
        .click();
      await page
        .getByRole('dialog', { name: 'Client ends the course' })
        .getByRole('button', { name: 'Client ends the course' })
        .click();
      await recorded('client ends the course');
      await page.goto('/console/money?list=refunds');
      await line.getByRole('button', { name: /Record refund/ }).click();
      const refund = page.getByRole('dialog', { name: 'Record refund' });
      await refund.getByLabel('Reason').fill('The client ended the course.');
      await refund.getByRole('button', { name: 'Record refund' }).click();
      await recorded('Refund of \\$');
      await text(page, 'Nothing has to be refunded.');
      await page.goto(money);
      await text(page, 'The client owes $0.00');
    });
  });

  function today() {
    const now = Date.now();
    const [from, before] = [fromMs(now - 86_400_000), fromMs(now + 86_400_000)];
    return { from, before, now: fromMs(now), limit: 20 };
  }
});
