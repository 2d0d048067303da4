/** How clients stop e-mails, get them again, choose their zone and reminders, and send what they measured. */
import type { Asked } from '../../../../src/course/status/asked';
import type { Offered } from '../../../../src/course/status/offered';
import { instant, toMs } from '../../../../src/time/instant';
import type { PagePurpose } from '../../../../src/vocabulary/pages';
import { ADA, apiApp, type ApiApp } from '../../support/apiApp';
import { fieldsOf, HEALTH, linkTo, openPage, pressOn } from '../../support/clientPages';

const NOW = instant('2027-01-04T17:00:00Z');
const START = instant('2027-01-06T18:00:00Z');

let api: ApiApp;
let course: string;
beforeAll(async () => {
  api = await apiApp({ now: () => new Date(toMs(NOW)) });
});
afterAll(() => api.store.close());
beforeEach(async () => {
  api.asked.signals.length = 0;
  course = await api.newCourse();
  says();
});

const says = ({ asked = [], offered = [], consents = ['electronicMessages'] }: Says = {}): void => {
  api.script.status = {
    ...{ asked, offered },
    facts: {
      ...{ clientZone: ADA.zone, sessions: [], holds: [], supplies: [], dosings: { done: 0, planned: 6 } },
      ...{ consents, measures: [], packages: [] },
    },
  };
};
interface Says {
  asked?: Asked[];
  offered?: Offered[];
  consents?: 'electronicMessages'[];
}
const link = (purpose: PagePurpose = 'overview') => linkTo(api, course, purpose, NOW);
const press = (path: string, form: object) => pressOn(api, path, form);
const proven = async (path: string, more: object = {}) =>
  (await press(path, { fact: ADA.phone.slice(-4), ...more }).expect(200)).text;
const client = async () => {
  const { clientId = '' } = (await api.store.courses.find(course)) ?? {};
  return api.store.clients.find(clientId);
};
const audited = async (kind: string) => {
  const id = (await client())?.id;
  return (await api.store.audit.list('clients')).filter(
    (each) => each.kind === kind && (each.detail as { client?: string }).client === id,
  );
};

describe('e-mails', () => {
  it('are stopped and sent again by a press, each once in the audit in the name of the client', async () => {
    const path = await link();
    expect(await proven(path)).toContain('How we reach you');
    const page = await proven(path, { show: 'reach' });
    expect(page).toContain(ADA.email);
    expect(page).toContain('What matters for your safety still reaches you');
    const stop = { ...fieldsOf(page, 'Stop all e-mails'), reach: 'stop' };
    expect((await client())?.optedOutAt).toBeUndefined();
    const stopped = await press(path, stop).expect(200);
    await press(path, stop).expect(200);
    expect(stopped.text).toContain('You get no more e-mails from us.');
    expect((await client())?.optedOutAt).toBe(NOW);
    expect(await audited('opted-out')).toMatchObject([{ byRole: 'client', courseId: course }]);
    const start = { ...fieldsOf(stopped.text, 'Send me e-mails again'), reach: 'start' };
    expect((await press(path, start).expect(200)).text).toContain('We send you e-mails again.');
    await press(path, start).expect(200);
    expect((await client())?.optedOutAt).toBeUndefined();
    expect(await audited('opted-in')).toHaveLength(1);
  });

  it('are not started without the consent to them', async () => {
    says({ consents: [] });
    await api.store.clients.optOut((await client())?.unsubscribeToken ?? '', NOW);
    const path = await link();
    const page = await proven(path, { show: 'reach' });
    expect(page).toContain('sign the text about them first');
    const form = fieldsOf(page, 'Save the time zone');
    const answer = await press(path, { ...form, reach: 'start' }).expect(200);
    expect(answer.text).not.toContain('We send you e-mails again.');
    expect((await client())?.optedOutAt).toBe(NOW);
  });

  it('are not stopped without the second fact, by opening, or by a link of another kind', async () => {
    const path = await link();
    const first = await press(path, { show: 'reach', reach: 'stop' }).expect(200);
    expect(first.text).toContain('The last four digits');
    expect(first.text).not.toMatch(HEALTH);
    await openPage(api, `${path}?show=reach&reach=stop`);
    await press(await link('instructions'), { fact: ADA.phone.slice(-4), show: 'reach', reach: 'stop' });
    expect((await client())?.optedOutAt).toBeUndefined();
  });
});

describe('the time zone', () => {
  it('is kept in the record, told to the courses, and written down', async () => {
    const path = await link();
    const page = await proven(path, { show: 'reach' });
    const form = { ...fieldsOf(page, 'Save the time zone'), reach: 'zone', zone: 'America/Chicago' };
    expect((await press(path, form).expect(200)).text).toContain('Your time zone is saved.');
    await press(path, form).expect(200);
    expect((await client())?.zone).toBe('America/Chicago');
    expect(await audited('client-changed')).toMatchObject([
      { byRole: 'client', detail: { changed: ['zone'] } },
    ]);
    expect(api.asked.signals).toMatchObject([
      { name: 'clientMoved', zone: 'America/Chicago', by: { role: 'client' } },
    ]);
  });

  it.each(['Mars/Olympus', '', 'Etc/GMT+3', '__proto__', 'toString'])('is not %j', async (zone) => {
    const path = await link();
    const form = fieldsOf(await proven(path, { show: 'reach' }), 'Save the time zone');
    const page = await press(path, { ...form, reach: 'zone', zone }).expect(200);
    expect(page.text).toContain('Please choose a time zone from the list.');
    expect((await client())?.zone).toBe(ADA.zone);
  });
});

it('takes ten presses of a button a day, and stops e-mails however often others were pressed', async () => {
  const path = await link();
  const form = { ...fieldsOf(await proven(path, { show: 'reach' }), 'Stop'), reach: 'zone', zone: ADA.zone };
  for (let count = 0; count < 10; count++) await press(path, form).expect(200);
  await press(path, form).expect(429);
  for (let count = 0; count < 11; count++) await press(path, { ...form, reach: 'stop' }).expect(200);
  expect((await client())?.optedOutAt).toBe(NOW);
  expect((await press(path, { ...form, reach: 'start' }).expect(200)).text).toContain(
    'We send you e-mails again.',
  );
});

describe('reminders', () => {
  it('are chosen among those that there are', async () => {
    says({ offered: [{ kind: 'reminders', chosen: 'latest', hours: [24, 2] }] });
    const path = await link();
    const page = await proven(path, { show: 'reminders' });
    expect(page).toContain('All of them (1 day before, 2 hours before)');
    expect(page).toMatch(/value="latest"\s+required\s+checked/);
    expect(page).toContain('we still tell you when an appointment is booked, moved or off');
    const form = { ...fieldsOf(page, 'Save my choice'), answer: 'yes' };
    await press(path, { ...form, reminders: 'sometimes' }).expect(200);
    expect(api.asked.signals).toEqual([]);
    await press(path, { ...form, reminders: 'none' }).expect(200);
    expect(api.asked.signals).toMatchObject([{ name: 'remindersChosen', reminders: 'none' }]);
  });
});

describe('another time', () => {
  const about = { session: 'dosing-1', start: START };
  it('says what a late change costs, and that a wish is pending on the first page, where it is taken back', async () => {
    const fee = { cents: 15_000, from: instant('2027-01-05T18:00:00Z') };
    says({
      offered: [
        { kind: 'anotherTime', ...about, wished: {}, fee },
        { kind: 'takeBack', ...about, wished: {} },
      ],
    });
    const path = await link();
    const other = await proven(path, { show: 'anotherTime:dosing-1' });
    expect(other).toContain('after Tuesday, January 5 at 10:00');
    expect(other).toContain('we charge $150.00');
    const overview = await proven(path);
    expect(overview).toContain('You asked for another time than Wednesday, January 6');
    const page = await press(path, fieldsOf(overview, 'You asked for another time')).expect(200);
    expect(page.text).toContain('We have not answered yet.');
    await press(path, { ...fieldsOf(page.text, 'Keep my appointment'), answer: 'yes' }).expect(200);
    expect(api.asked.signals).toMatchObject([{ name: 'rescheduleWithdrawn', session: 'dosing-1' }]);
  });
});

describe('vital signs', () => {
  const VITALS: Asked = { kind: 'vitals', session: 'dosing-1', when: 'before' };
  const entered = { systolic: '118', diastolic: '76', pulse: '64', answer: 'yes' };

  it('are sent as they were measured, behind the second fact', async () => {
    says({ asked: [VITALS] });
    const path = await link();
    expect((await openPage(api, path)).text).not.toMatch(HEALTH);
    const page = await proven(path, { show: 'vitals:dosing-1.before' });
    const done = await press(path, { ...fieldsOf(page, 'Send my'), ...entered }).expect(200);
    expect(done.text).toContain('Your measurements are with us.');
    expect(api.asked.signals).toMatchObject([
      {
        ...{ name: 'vitalsRecorded', session: 'dosing-1', when: 'before', by: { role: 'client' } },
        vitals: { systolic: 118, diastolic: 76, pulse: 64 },
      },
    ]);
  });

  it('say at once what to do if they are outside the limits, also if they could not be noted', async () => {
    says({ asked: [{ ...VITALS, limits: { systolicMax: 140, diastolicMax: 90, pulseMax: 100 } }] });
    const path = await link();
    const form = fieldsOf(await proven(path, { show: 'vitals:dosing-1.before' }), 'Send my');
    const inside = await press(path, { ...form, ...entered }).expect(200);
    expect(inside.text).not.toMatch(/call us now|text 988/);
    api.script.outcome = { accepted: false, repeated: false, code: 'x', reasons: [] };
    const refused = await press(path, { ...form, ...entered, systolic: '211' });
    delete api.script.outcome;
    expect(refused.text).toContain('We could not note this now');
    const outside = await press(path, { ...form, ...entered, systolic: '212' }).expect(200);
    for (const { text } of [refused, outside]) {
      expect(text).toContain('Please call us now');
      expect(text).toContain('call 911');
    }
  });

  it.each([
    { systolic: '76', diastolic: '118' },
    { systolic: '39' },
    { pulse: '251' },
    { pulse: '' },
    { pulse: '6e1' },
    { diastolic: 'low' },
    { pulse: ['64', '64'] },
  ])('are not %j', async (wrong) => {
    says({ asked: [VITALS] });
    const path = await link();
    const page = await proven(path, { show: 'vitals:dosing-1.before' });
    const again = await press(path, { ...fieldsOf(page, 'Send my'), ...entered, ...wrong }).expect(200);
    expect(again.text).toContain('These numbers do not look right.');
    expect(api.asked.signals).toEqual([]);
  });
});

describe('a questionnaire, one question at a time', () => {
  const GAD7: Asked = { kind: 'questionnaire', instrument: 'GAD-7' };
  it('keeps what was answered, goes back, and sends all at the end', async () => {
    says({ asked: [GAD7] });
    const path = await link('questionnaire');
    const all = await proven(path);
    expect(all).toContain('One question at a time');
    // A browser sends what is checked, too.
    const checked = (html: string) =>
      Object.fromEntries(
        [...html.matchAll(/name="(q\d)"\s+value="(\d)"\s+checked/g)].map(([, name, value]) => [name, value]),
      ) as object;
    const next = (html: string, more: object) =>
      press(path, { ...fieldsOf(html, 'name="key"'), ...checked(html), ...more });
    let page = (await next(all, { step: '0' }).expect(200)).text;
    expect(page).toContain('Question 1 of 8');
    expect(page).not.toContain('value="yes"');
    page = (await next(page, { q0: '2', step: '1' })).text;
    expect(page).toContain('Question 2 of 8');
    page = (await next(page, { q1: '3', step: '0' })).text;
    expect(page).toMatch(/name="q0"\s+value="2"\s+checked/);
    for (let step = 1; step < 8; step++) page = (await next(page, { step: String(step) })).text;
    expect(page).toContain('Question 8 of 8');
    expect(api.asked.signals).toEqual([]);
    await next(page, { difficulty: '1', answer: 'yes' }).expect(200);
    expect(api.asked.signals).toMatchObject([
      { name: 'measureSubmitted', instrument: 'GAD-7', items: [2, 3, null, null, null, null, null, 1] },
    ]);
  });

  it('shows all at once again, with what was answered', async () => {
    says({ asked: [GAD7] });
    const path = await link('questionnaire');
    const page = await press(path, { ...fieldsOf(await proven(path), 'name="key"'), q3: '1', step: '4' });
    const all = await press(path, { ...fieldsOf(page.text, 'name="key"'), step: 'all' });
    expect(all.text).toMatch(/name="q3"\s+value="1"\s+checked/);
    expect(all.text).toContain('Send my answers');
  });

  it('sends what was answered as soon as an answer speaks of self-harm, and says words that help', async () => {
    says({ asked: [{ kind: 'questionnaire', instrument: 'PHQ-9' }] });
    const path = await link('questionnaire');
    const form = { ...fieldsOf(await proven(path), 'name="key"'), q0: '1', q8: '2', step: '9' };
    const { text } = await press(path, form);
    expect(text).toContain('You are not alone');
    expect(text).toContain('call or text 988');
    expect(api.asked.signals).toMatchObject([
      {
        name: 'measureSubmitted',
        instrument: 'PHQ-9',
        items: [1, null, null, null, null, null, null, null, 2],
      },
    ]);
  });

  it('sends nothing yet when the answer about self-harm is “not at all”', async () => {
    says({ asked: [{ kind: 'questionnaire', instrument: 'PHQ-9' }] });
    const path = await link('questionnaire');
    const form = { ...fieldsOf(await proven(path), 'name="key"'), q8: '0', step: '9' };
    expect((await press(path, form)).text).toContain('Question 10 of 10');
    expect(api.asked.signals).toEqual([]);
  });
});
