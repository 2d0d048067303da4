/** The support person on a phone, without a script: named by the client, confirms, and cancels an hour before. */
import { DEMO_CLIENTS } from '../../src/stack/demo/clients';
import { temporalEngine } from '../../src/engine/temporalEngine';
import { keepPageLink, newPageLink } from '../../src/messages/pageLink';
import { fromMs } from '../../src/time/instant';
import { until } from '../../tools/until';
import { TASK_QUEUE } from '../support/courses';
import { ConsoleUnderTest, violations } from './support/console';

const NAME = 'Morgan Mockup';
const PHONE = '+1 503 555 0177';

let console: ConsoleUnderTest;
beforeAll(async () => {
  console = await ConsoleUnderTest.open();
  await console.withClients(DEMO_CLIENTS.filter(({ name }) => name === NAME));
}, 180_000);
afterAll(() => console.close());

const onPhone = () => console.page('phone', 'light', { javaScriptEnabled: false });

it('is asked by the client, confirms, and cancels an hour before', async () => {
  const { store, mail, client } = console.courses;
  const engine = temporalEngine(client, { taskQueue: TASK_QUEUE });
  const [course] = (await store.courses.list({}, { limit: 1 })).courses;
  const id = course?.id ?? '';
  await store.clients.change(course?.clientId ?? '', { phone: PHONE });
  const now = fromMs(Date.now());
  const made = newPageLink('overview', now);
  await keepPageLink(store.pageLinks, id, made, now);

  const stateOf = async () => {
    const { sessions } = (await engine.status(id)).facts;
    return sessions.find(
      ({ status, supportPersonRequired }) => status === 'scheduled' && supportPersonRequired,
    );
  };
  // Whoever said so before cannot come: nobody is asked while somebody else is confirmed.
  const absent = {
    name: 'supportPersonUnavailable',
    session: (await stateOf())?.ref ?? '',
    id: 'absent-1',
  } as const;
  await engine.signal(id, { ...absent, by: { role: 'frontDesk', id: 'f-1' } });

  const page = await onPhone();
  await page.goto(`/c/${made.secret}`);
  await page.getByLabel('The last four digits of your telephone number').fill(PHONE.slice(-4));
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /^Ask somebody to stay with you on/ }).click();
  await page.getByLabel('Their name').fill('Pat Friend');
  await page.getByLabel('Their e-mail address').fill('pat@friend.example');
  await page.getByRole('button', { name: 'Send them the link' }).click();
  await page.getByText('The link is on its way to them.').waitFor();

  const sent = () => mail.messages().find(({ to }) => to.includes('pat@friend.example'));
  await until('the e-mail arrives', () => sent() !== undefined, 10_000);
  const path = /\/c\/[\w-]{43}/.exec(sent()?.text ?? '')?.[0] ?? '';
  const theirs = await onPhone();
  await theirs.goto(path);
  await theirs.getByRole('heading', { name: 'Can you be there?' }).waitFor();
  // What looks for mistakes is a script.
  const scripted = await console.page('phone', 'light');
  await scripted.goto(path);
  expect(await violations(scripted)).toEqual([]);
  expect(await theirs.getByText(NAME).count()).toBe(0);
  await theirs.getByRole('button', { name: 'Yes, I will be there' }).click();
  await theirs.getByText(/^Thank you. We have noted that you will be there/).waitFor();

  const booked = await stateOf();
  expect(booked?.supportPerson).toBe('confirmed');
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const moved = await engine.signal(id, {
    ...{
      name: 'sessionRescheduled',
      session: booked?.ref ?? '',
      start: fromMs(Date.parse(soon)),
      id: 'moved-1',
    },
    ...{ reason: 'practice', by: { role: 'frontDesk', id: 'f-1' } },
  });
  expect(moved).toMatchObject({ accepted: true });
  await theirs.goto(path);
  await theirs.getByRole('button', { name: 'No, I cannot come' }).click();
  await theirs.getByText('We will look for another way.').waitFor();
  expect((await stateOf())?.supportPerson).toBe('unavailable');
  const said = (await store.events.ofCourse(id)).filter(({ type }) => type.startsWith('supportPerson'));
  expect(said.slice(-2).map(({ type, by }) => [type, by.role])).toEqual([
    ['supportPersonConfirmed', 'supportPerson'],
    ['supportPersonUnavailable', 'supportPerson'],
  ]);
});
