/** What clients do on their pages of their own accord: asking for another time, and writing. */
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { CourseCalendar } from '../../../../src/course/status/calendar';
import type { SessionFact } from '../../../../src/course/status/facts';
import type { Offered } from '../../../../src/course/status/offered';
import { instant, toMs } from '../../../../src/time/instant';
import { hashOf } from '../../../../src/security/secrets';
import { createToken } from '../../../../src/security/tokens';
import { courseStream, StoreError } from '../../../../src/store';
import { step, SUMMARY } from '../../../store/fixtures';
import { ADA, apiApp, type ApiApp } from '../../support/apiApp';
import { fieldsOf, HEALTH, linkTo, openPage, pressOn } from '../../support/clientPages';
import { refusal } from '../../support/fakeEngine';

// A Monday, 9:00 in Los Angeles.
const NOW = instant('2027-01-04T17:00:00Z');
const START = instant('2027-01-06T18:00:00Z');
const SESSION: SessionFact = {
  ...{ ref: 'dosing-1', kind: 'dosing', start: START, minutes: 60, setting: 'remote' },
  ...{ status: 'scheduled', roles: [] },
};
const OTHER_TIME: Offered = { kind: 'anotherTime', session: 'dosing-1', start: START };

let api: ApiApp;
let course: string;
beforeEach(async () => {
  api = await apiApp({ now: () => new Date(toMs(NOW)) });
  course = await api.newCourse();
});
afterEach(() => api.store.close());

function says(offered: Offered[]): void {
  api.script.status = {
    offered,
    facts: {
      ...{ clientZone: ADA.zone, sessions: [SESSION], holds: [], supplies: [] },
      ...{ dosings: { done: 0, planned: 6 }, consents: [], measures: [], packages: [] },
    },
  };
}
/** The practice is open on Tuesday and Wednesday from 9:00 to 12:00, and the session is in its calendar. */
async function withCalendar(): Promise<void> {
  const hours = { opens: '09:00', closes: '12:00' };
  await api.patch('/api/v1/practice', 'lead', { hours: { tuesday: hours, wednesday: hours } }).expect(200);
  const booking = { session: 'dosing-1', kind: 'dosing', start: START, minutes: 60, roles: [] } as const;
  const calendar: CourseCalendar = { bookings: [{ ...booking, roles: [] }], minGapDays: 1 };
  const summary = { ...SUMMARY, calendar };
  await api.store.commitStep(step(course, 1, [], { firstSeq: 1, summary, sessions: [SESSION] }));
}
const link = (purpose: 'appointment' | 'overview' | 'supportPerson') =>
  linkTo(api, course, purpose, NOW, purpose === 'overview' ? undefined : SESSION);
const open = (path: string) => openPage(api, path);
const press = (path: string, form: object) => pressOn(api, path, form);
/** An integration can be booked on Wednesday between 9:00 and 12:00; `busy` is another session of the client then. */
async function withWindow(busy?: string): Promise<void> {
  const hours = { opens: '09:00', closes: '12:00' };
  await api.patch('/api/v1/practice', 'lead', { hours: { tuesday: hours, wednesday: hours } }).expect(200);
  const planned = { minutes: 60, roles: ['therapist' as const] };
  const window = { from: instant('2027-01-06T17:00:00Z'), to: instant('2027-01-06T20:00:00Z') };
  const next = {
    preparation: planned,
    dosing: planned,
    medical: planned,
    integration: { ...planned, window },
  };
  const bookings = busy
    ? [{ session: 'medical-1', kind: 'medical' as const, start: instant(busy), ...planned }]
    : [];
  const sessions: SessionFact[] = bookings.map(({ session: ref, ...rest }) => ({
    ...{ ...rest, ref, setting: 'remote', status: 'scheduled' },
  }));
  const summary = { ...SUMMARY, calendar: { bookings, minGapDays: 1, next } };
  await api.store.commitStep(step(course, ++revision, [], { firstSeq: 1, summary, sessions }));
}
let revision = 0;
beforeEach(() => {
  revision = 0;
});

/** The page on which another time can be asked for. */
async function otherTimes(path: string) {
  const page = await open(path).expect(200);
  return press(path, fieldsOf(page.text, 'Ask for another time')).expect(200);
}
const startsOn = (html: string): string[] =>
  [...html.matchAll(/name="start" value="([^"]+)"/g)].map(([, at = '']) => at);

describe('another time', () => {
  it('is asked for on the page of the appointment, and what is free is offered', async () => {
    says([OTHER_TIME]);
    await withCalendar();
    const page = await otherTimes(await link('appointment'));
    expect(page.text).toContain('Tuesday, January 12');
    expect(page.text).toContain('9:00 AM PST');
    expect(page.text).toContain('It stays at this time until you hear from us.');
    const offered = startsOn(page.text);
    // From a day ahead on, and not the time that is booked.
    expect(offered[0]).toBe('2027-01-05T17:00:00.000Z');
    expect(offered).not.toContain(START);
    expect(page.text.replace(/name="key" value="[^"]*"/g, '')).not.toMatch(HEALTH);
    expect(Buffer.byteLength(page.text)).toBeLessThan(50 * 1024);
    expect(api.asked.signals).toEqual([]);
  });

  it('is a wish of the client, once, whatever was typed', async () => {
    says([OTHER_TIME]);
    await withCalendar();
    const path = await link('appointment');
    const fields = fieldsOf((await otherTimes(path)).text);
    const sent = {
      ...fields,
      answer: 'yes',
      start: '2027-01-12T17:00:00.000Z',
      words: ' Later.\r\n<b>Thanks</b> ',
    };
    const [first, second] = [await press(path, sent), await press(path, sent)];
    expect(first.text).toContain('Until then, your appointment stays as it is.');
    expect(second.text).toContain('Until then');
    const [wish, again] = api.asked.signals;
    expect(wish).toMatchObject({
      ...{ name: 'rescheduleRequested', session: 'dosing-1', start: '2027-01-12T17:00:00.000Z' },
      ...{ words: 'Later.\n<b>Thanks</b>', by: { role: 'client' } },
    });
    expect(again?.id).toBe(wish?.id);
    // The words are health data: neither in the log nor in the address.
    expect(api.lines.join('\n')).not.toContain('Thanks');
  });

  it('can be asked for in words alone where nothing is free', async () => {
    says([OTHER_TIME]);
    const path = await link('appointment');
    const page = await otherTimes(path);
    expect(page.text).toContain('We do not see a free time right now.');
    await press(path, { ...fieldsOf(page.text), answer: 'yes', words: 'Friday' }).expect(200);
    expect(api.asked.signals).toMatchObject([{ name: 'rescheduleRequested', words: 'Friday' }]);
  });

  it.each([
    {},
    { start: '', words: ' ' },
    { start: 'soon' },
    { start: ['a', 'b'] },
    { words: 'x'.repeat(1001) },
  ])('is not asked for by %j', async (given) => {
    says([OTHER_TIME]);
    const path = await link('appointment');
    const fields = fieldsOf((await otherTimes(path)).text);
    const page = await press(path, { ...fields, answer: 'yes', ...given }).expect(200);
    expect(page.text).toContain('Please answer first');
    expect(api.asked.signals).toEqual([]);
  });

  it('keeps what was typed while the course does not answer, line by line', async () => {
    says([OTHER_TIME]);
    const path = await link('appointment');
    const fields = fieldsOf((await otherTimes(path)).text);
    api.script.down = 'workers-unavailable';
    const failed = await press(path, { ...fields, answer: 'yes', words: 'One.\n\n  Two.' }).expect(503);
    expect(failed.text).toContain('One.&#10;&#10;  Two.');
  });

  it('says what was asked for already', async () => {
    says([{ ...OTHER_TIME, wished: { start: instant('2027-01-12T17:00:00.000Z') } }]);
    const page = await otherTimes(await link('appointment'));
    expect(page.text).toContain('You have asked for Tuesday, January 12 at 9:00');
  });

  it('is only for those whose link is about the appointment, or about all', async () => {
    says([OTHER_TIME]);
    const key = 'anotherTime:dosing-1';
    const path = await link('supportPerson');
    await press(path, { key, nonce: 'n-1', answer: 'yes', words: 'Friday' }).expect(200);
    // Without the second fact, the page that shows all records nothing.
    await press(await link('overview'), { key, nonce: 'n-1', answer: 'yes', words: 'Friday' }).expect(200);
    expect(api.asked.signals).toEqual([]);
  });

  it('is not offered where the course would refuse it: then the page says whom to call', async () => {
    says([]);
    const page = await open(await link('appointment')).expect(200);
    expect(page.text).not.toContain('Ask for another time');
    expect(page.text).toContain('please call us');
  });

  it('does not look asked for when the course refuses it', async () => {
    says([OTHER_TIME]);
    const path = await link('appointment');
    const fields = fieldsOf((await otherTimes(path)).text);
    api.script.outcome = refusal;
    const page = await press(path, { ...fields, answer: 'yes', words: 'Friday' }).expect(409);
    expect(page.text).toContain('We could not note this now');
  });

  it('is spoken of in Spanish, too', async () => {
    says([OTHER_TIME]);
    const path = await link('appointment');
    const page = await press(path, { ...fieldsOf((await open(path)).text, 'Ask for another'), lang: 'es' });
    expect(page.text).toContain('Pedir otra hora');
  });
});

describe('a message', () => {
  const proven = async (path: string) => {
    const page = await press(path, { fact: ADA.phone.slice(-4) }).expect(200);
    return press(path, fieldsOf(page.text, 'Write to us')).expect(200);
  };
  const MESSAGE = 'I have not slept since Sunday.';

  it('is written on the page of the client, and says who reads it when, with crisis lines in view', async () => {
    says([{ kind: 'message' }]);
    const path = await link('overview');
    const page = await proven(path);
    expect(page.text).toContain('Nobody watches this around the clock.');
    expect(page.text).toContain('call or text 988');
    const sent = { ...fieldsOf(page.text), answer: 'yes', about: 'care', words: MESSAGE };
    const done = await press(path, sent).expect(200);
    expect(done.text).toContain('Your message is with us.');
    expect(done.text).toContain('call or text 988');
    expect(done.text).not.toContain(MESSAGE);
    expect(api.asked.signals).toMatchObject([
      { name: 'clientWrote', about: 'care', words: MESSAGE, by: { role: 'client' } },
    ]);
    expect(api.lines.join('\n')).not.toContain('slept');
  });

  it.each([
    { words: MESSAGE },
    { about: 'care' },
    { about: 'all', words: MESSAGE },
    { about: 'care', words: ' ' },
  ])('is none with %j, and what was typed stays', async (given) => {
    says([{ kind: 'message' }]);
    const path = await link('overview');
    const fields = fieldsOf((await proven(path)).text);
    const page = await press(path, { ...fields, answer: 'yes', ...given }).expect(200);
    expect(page.text).toContain('Please answer first');
    if (given.words === MESSAGE) expect(page.text).toContain(MESSAGE);
    expect(api.asked.signals).toEqual([]);
  });

  it('that can no longer be sent is shown to its writer again, with crisis lines', async () => {
    says([{ kind: 'message' }]);
    const path = await link('overview');
    const fields = fieldsOf((await proven(path)).text);
    says([]);
    const page = await press(path, { ...fields, answer: 'yes', about: 'care', words: MESSAGE }).expect(200);
    for (const said of ['What you wrote did not reach us', MESSAGE, 'call or text 988'])
      expect(page.text).toContain(said);
    expect(api.lines.join('\n')).not.toContain('slept');
    says([{ kind: 'message' }]);
    api.script.outcome = refusal;
    const refused = await press(path, { ...fields, answer: 'yes', about: 'care', words: MESSAGE });
    expect(refused.text).toContain(MESSAGE);
  });

  it('is taken by a link that has ended only for as long as the proof of before holds', async () => {
    says([{ kind: 'message' }]);
    const path = await link('overview');
    const fields = fieldsOf((await proven(path)).text);
    await api.store.pageLinks.end(hashOf(path.slice('/c/'.length)), 'replaced', NOW);
    const sent = { ...fields, answer: 'yes', about: 'care', words: MESSAGE };
    const { proof: before } = fields as { proof?: string };
    const after = fieldsOf((await press(path, { ...sent, words: '' })).text) as { proof?: string };
    expect([typeof before, after.proof]).toEqual(['string', before]);
  });

  it('is not written without the second fact, and not by a link about an appointment', async () => {
    says([{ kind: 'message' }]);
    const sent = { key: 'message', nonce: 'n-1', answer: 'yes', about: 'care', words: MESSAGE };
    const asked = await press(await link('overview'), sent).expect(200);
    expect(asked.text).toContain('The last four digits');
    await press(await link('appointment'), sent).expect(200);
    expect(api.asked.signals).toEqual([]);
  });

  it('has the lines it was typed with after the fact was asked for', async () => {
    says([{ kind: 'message' }]);
    const path = await link('overview');
    const sent = { key: 'message', nonce: 'n-1', answer: 'yes', about: 'care', words: 'One.\r\n\r\nTwo.' };
    const asked = await press(path, sent).expect(200);
    // A browser reads a bare CR as one more end of a line.
    expect(asked.text).toContain('value="One.&#10;&#10;Two."');
  });

  it('is taken ten times a day, also by new links, and then the telephone is named', async () => {
    says([{ kind: 'message' }, OTHER_TIME]);
    let path = await link('overview');
    const fields = fieldsOf((await proven(path)).text);
    const sent = { ...fields, answer: 'yes', about: 'care' };
    for (let time = 1; time <= 10; time += 1) await press(path, { ...sent, words: `${time}` }).expect(200);
    const more = await press(path, { ...sent, words: 'Once more.' }).expect(429);
    for (const said of ['Please call us about anything else.', 'Once more.', 'call or text 988'])
      expect(more.text).toContain(said);
    path = await link('overview');
    await press(path, {
      ...fieldsOf((await proven(path)).text),
      answer: 'yes',
      about: 'care',
      words: '12',
    }).expect(429);
    expect(api.asked.signals).toHaveLength(10);
    // Something else is counted by itself.
    await press(await link('appointment'), {
      key: 'anotherTime:dosing-1',
      nonce: 'n-1',
      answer: 'yes',
      words: 'Friday',
    }).expect(200);
    expect(api.asked.signals).toHaveLength(11);
  });

  it('does not count twice what is pressed twice, nor what the course did not hear', async () => {
    says([{ kind: 'message' }]);
    const path = await link('overview');
    const sent = { ...fieldsOf((await proven(path)).text), answer: 'yes', about: 'care', words: 'One.' };
    await press(path, sent).expect(200);
    api.script.outcome = { accepted: true, repeated: true, revision: 1, events: [] };
    for (let time = 1; time <= 11; time += 1) await press(path, sent).expect(200);
    delete api.script.outcome;
    api.script.down = 'workers-unavailable';
    for (let time = 1; time <= 11; time += 1) await press(path, sent).expect(503);
    delete api.script.down;
    await press(path, { ...sent, words: 'Two.' }).expect(200);
  });

  it('is not lost while the fact is asked for', async () => {
    says([{ kind: 'message' }]);
    const path = await link('overview');
    const sent = { key: 'message', nonce: 'n-1', answer: 'yes', about: 'care', words: MESSAGE };
    const asked = await press(path, { ...sent, proof: 'old:AAAA' }).expect(200);
    await press(path, { ...fieldsOf(asked.text), fact: ADA.phone.slice(-4) }).expect(200);
    expect(api.asked.signals).toMatchObject([{ words: MESSAGE }]);
  });
});

describe('a free time for an integration', () => {
  const OWN_TIME: Offered = { kind: 'ownTime', cycle: 1, by: instant('2027-01-06T20:00:00Z') };
  const choosing = async (path: string) => {
    const page = await press(path, { fact: ADA.phone.slice(-4) }).expect(200);
    return press(path, fieldsOf(page.text, 'Choose your next appointment')).expect(200);
  };
  const TEN = '2027-01-06T18:00:00.000Z';

  it('is chosen within its window, and booked in the name of the client', async () => {
    says([OWN_TIME]);
    await withWindow();
    const path = await link('overview');
    const page = await choosing(path);
    expect(startsOn(page.text).filter(Boolean)).toEqual([
      ...['2027-01-06T17:00:00.000Z', '2027-01-06T17:30:00.000Z'],
      ...['2027-01-06T18:30:00.000Z', '2027-01-06T19:00:00.000Z'],
    ]);
    const done = await press(path, { ...fieldsOf(page.text), answer: 'yes', start: TEN }).expect(200);
    expect(done.text).toContain('Your appointment is booked.');
    expect(api.asked.signals).toMatchObject([
      { name: 'sessionScheduled', kind: 'integration', start: TEN, by: { role: 'client' } },
    ]);
  });

  it('that somebody has taken since is not booked: others are offered', async () => {
    says([OWN_TIME]);
    await withWindow();
    const path = await link('overview');
    const fields = fieldsOf((await choosing(path)).text);
    await withWindow(TEN);
    const page = await press(path, { ...fields, answer: 'yes', start: TEN }).expect(200);
    expect(page.text).toContain('somebody has just taken that time');
    expect(startsOn(page.text).filter(Boolean)).toEqual([
      '2027-01-06T17:00:00.000Z',
      '2027-01-06T19:00:00.000Z',
    ]);
    expect(api.asked.signals).toEqual([]);
  });

  it.each([{}, { start: '' }, { start: 'soon' }, { start: '2027-01-08T18:00:00.000Z' }, { start: ['a'] }])(
    'is not booked by %j',
    async (given) => {
      says([OWN_TIME]);
      await withWindow();
      const path = await link('overview');
      const fields = fieldsOf((await choosing(path)).text);
      const page = await press(path, { ...fields, answer: 'yes', ...given }).expect(200);
      expect(page.text).toContain('role="alert"');
      expect(api.asked.signals).toEqual([]);
    },
  );

  it('holds up nobody with a form that names no time, and nobody waits for long', async () => {
    says([OWN_TIME]);
    await withWindow();
    const path = await link('overview');
    const fields = fieldsOf((await choosing(path)).text);
    const alone = jest.spyOn(api.store.calendars, 'alone');
    await press(path, { ...fields, answer: 'yes', start: 'soon' }).expect(200);
    expect(alone).not.toHaveBeenCalled();
    alone.mockRejectedValueOnce(new StoreError('database-busy'));
    const page = await press(path, { ...fields, answer: 'yes', start: TEN }).expect(503);
    expect(page.text).toContain('Nothing is lost. Please try again');
    expect(api.asked.signals).toEqual([]);
  });

  describe('by a token of the client', () => {
    const PATH = () => `/api/v1/courses/${course}/signals/sessionScheduled`;
    const asClient = async () => {
      const { clientId = '' } = (await api.store.courses.find(course)) ?? {};
      const { token } = await createToken(
        api.store.tokens,
        { role: 'client', staffId: clientId },
        new Date(),
      );
      return (body: object) =>
        request(api.app)
          .post(PATH())
          .set({ Authorization: `Bearer ${token}`, 'Idempotency-Key': randomUUID() })
          .send(body);
    };

    it('is booked like on the page, and not if it is taken', async () => {
      await withWindow(TEN);
      const book = await asClient();
      const refused = await book({ kind: 'integration', start: TEN }).expect(409);
      expect(refused.body).toMatchObject({ code: 'time-taken', reasons: [{ code: 'time-taken' }] });
      expect(api.asked.signals).toEqual([]);
      const kinds = (await api.store.audit.list(courseStream(course))).map(({ kind }) => kind);
      expect(kinds).toContain('signal-refused');
      await book({ kind: 'integration', start: '2027-01-06T19:00:00.000Z' }).expect(200);
      expect(api.asked.signals).toMatchObject([{ start: '2027-01-06T19:00:00.000Z' }]);
    });

    it('leaves to the staff what they do', async () => {
      await withWindow(TEN);
      await api.post(PATH(), 'frontDesk', { kind: 'integration', start: TEN }).expect(200);
      expect(api.asked.signals).toHaveLength(1);
    });
  });
});
