/** How a client is after a session: what is not well gets lost by nothing, and help is shown at once. */
import type { Asked } from '../../../../src/course/status/asked';
import { instant, toMs } from '../../../../src/time/instant';
import { ADA, apiApp, type ApiApp } from '../../support/apiApp';
import { fieldsOf, HEALTH, linkTo, openPage, pressOn } from '../../support/clientPages';

const NOW = instant('2027-01-04T17:00:00Z');
const CHECK_IN: Asked = { kind: 'checkIn', session: 'dosing-1' };
const HELP = 'call or text 988';

let api: ApiApp;
let course: string;
beforeEach(async () => {
  api = await apiApp({ now: () => new Date(toMs(NOW)) });
  course = await api.newCourse();
});
afterEach(() => api.store.close());

const says = (asked: Asked[]): void => {
  api.script.status = { asked };
};
const link = () => linkTo(api, course, 'checkIn', NOW);
const press = (path: string, form: object) => pressOn(api, path, form);
const proven = async (path: string) => (await press(path, { fact: ADA.phone.slice(-4) }).expect(200)).text;

it('is asked behind the second fact, with crisis lines in view', async () => {
  says([CHECK_IN]);
  const path = await link();
  const first = await openPage(api, path).expect(200);
  expect(first.text).toContain('The last four digits');
  expect(first.text).not.toMatch(HEALTH);
  const page = await proven(path);
  expect(page).toContain('I am not well');
  expect(page).toContain(HELP);
  expect(api.asked.signals).toEqual([]);
});

it('ends with a thank you when all is well', async () => {
  says([CHECK_IN]);
  const path = await link();
  const fields = fieldsOf(await proven(path));
  says([]);
  api.script.status = { asked: [CHECK_IN] };
  const done = await press(path, { ...fields, answer: 'yes', feeling: 'well' }).expect(200);
  expect(done.text).toContain('It is good to hear from you.');
  expect(done.text).not.toContain(HELP);
  expect(api.asked.signals).toMatchObject([
    { name: 'checkInAnswered', session: 'dosing-1', feeling: 'well', by: { role: 'client' } },
  ]);
});

it('shows help at once when it is not, and keeps the words out of the log', async () => {
  says([CHECK_IN]);
  const path = await link();
  const sent = {
    ...fieldsOf(await proven(path)),
    answer: 'yes',
    feeling: 'unwell',
    words: 'I cannot stop crying.',
  };
  const done = await press(path, sent).expect(200);
  expect(done.text).toContain('will call you');
  expect(done.text).toContain(HELP);
  expect(api.asked.signals).toMatchObject([{ feeling: 'unwell', words: 'I cannot stop crying.' }]);
  expect(api.lines.join('\n')).not.toContain('crying');
});

it('reaches the course although another answer came before, and shows help while it does not answer', async () => {
  says([CHECK_IN]);
  const path = await link();
  const sent = { ...fieldsOf(await proven(path)), answer: 'yes', feeling: 'unwell' };
  says([]);
  expect((await press(path, sent).expect(200)).text).toContain(HELP);
  expect(api.asked.signals).toMatchObject([{ feeling: 'unwell' }]);
  api.script.down = 'workers-unavailable';
  const failed = await press(await link(), sent);
  expect(failed.text).toContain(HELP);
});

it.each([{}, { feeling: 'great' }, { feeling: ['well', 'well'] }])('is not answered by %j', async (given) => {
  says([CHECK_IN]);
  const path = await link();
  const page = await press(path, { ...fieldsOf(await proven(path)), answer: 'yes', ...given }).expect(200);
  expect(page.text).toContain('Please answer first');
  expect(api.asked.signals).toEqual([]);
});

it('reaches the course when it is not well, however often something else was said', async () => {
  says([CHECK_IN]);
  const path = await link();
  const sent = { ...fieldsOf(await proven(path)), answer: 'yes' };
  for (let time = 1; time <= 10; time += 1)
    await press(path, { ...sent, feeling: 'well', words: `${time}` }).expect(200);
  await press(path, { ...sent, feeling: 'well', words: 'again' }).expect(429);
  const unwell = await press(path, { ...sent, feeling: 'unwell' }).expect(200);
  expect(unwell.text).toContain(HELP);
  expect(api.asked.signals.at(-1)).toMatchObject({ feeling: 'unwell' });
});
