import { started } from '../course/support/courses';
import { step } from '../store/fixtures';
import { apiApp, type ApiApp } from './support/apiApp';
import { calmAt } from '../support/protocols';
import { protocolLibrary, withSaved } from '../../src/protocols/load';
import { refusal } from './support/fakeEngine';

/** The installation has a second version of the protocol. */
const content = calmAt(2, { 'dosing.planned': 10 });
const protocols = withSaved(protocolLibrary(), [{ id: 'calm', version: 2, content }]);
const VERSION_2 = protocols.load('calm');

let api: ApiApp;
beforeAll(async () => {
  api = await apiApp({ protocols });
});
afterEach(() => {
  delete api.script.outcome;
  delete api.script.down;
});
afterAll(() => api.store.close());

describe('a move to another version of the protocol', () => {
  it('names the version; the course is given its content', async () => {
    const id = await api.newCourse();
    const path = `/api/v1/courses/${id}/signals/protocolChanged`;
    await api.post(path, 'lead', { protocol: { id: 'calm', version: 2 } }).expect(200);
    expect(api.asked.signals.at(-1)).toMatchObject({ name: 'protocolChanged', protocol: VERSION_2 });
    const none = await api.post(path, 'lead', { protocol: { id: 'calm', version: 3 } }).expect(400);
    expect(none.body).toMatchObject({ errors: [{ field: 'protocol.version' }] });
    await api.post(path, 'lead', { protocol: VERSION_2 }).expect(400);
    await api.post(path, 'therapist', { protocol: { id: 'calm', version: 2 } }).expect(403);
  });

  it('can be looked at before: what differs, and the forecast with and without it', async () => {
    const id = await api.newCourse();
    const { store } = api;
    const path = `/api/v1/courses/${id}/protocol/preview`;
    const early = await api.post(path, 'therapist', { protocol: { id: 'calm', version: 2 } }).expect(503);
    expect(early.body).toMatchObject({ code: 'course-not-begun' });
    const { protocol, practice, client, startedAt: at } = started();
    const by = { role: 'frontDesk', id: 'frontDesk-1' } as const;
    const begun = { type: 'courseStarted', at, course: id, protocol, practice, client } as const;
    const recorded = { ...begun, seq: 1, recordedAt: at, cause: 'start', by };
    await store.commitStep({ ...step(id, 1, []), events: [recorded] });
    const asked = api.asked.signals.length;
    const seen = await api.post(path, 'therapist', { protocol: { id: 'calm', version: 2 } }).expect(200);
    expect(seen.body).toMatchObject({
      ...{ from: { id: 'calm', version: 1 }, to: { id: 'calm', version: 2 } },
      differences: [
        { path: 'version' },
        { sentence: 'Planned number of dosing sessions: changed from 8 to 10.', before: 8, after: 10 },
      ],
      ...{ before: { charges: { toCents: 25_000 } }, after: { charges: { toCents: 25_000 } }, changes: [] },
    });
    expect(api.asked.whatIfs.slice(-2)).toEqual([
      undefined,
      expect.objectContaining({ protocol: VERSION_2 }),
    ]);
    expect(api.asked.signals).toHaveLength(asked);
  });
});

describe('a course', () => {
  it('can begin with a number of dosing sessions of its own', async () => {
    const body = { client: await api.newClient(), protocol: 'calm', dosings: 5 };
    await api.post('/api/v1/courses', 'frontDesk', body).expect(201);
    expect(api.asked.started.at(-1)).toMatchObject({ dosings: 5 });
    await api.post('/api/v1/courses', 'frontDesk', { ...body, dosings: 0 }).expect(400);
  });
});

describe('a client who moves', () => {
  const patch = (id: string, body: object, key?: string) =>
    api.patch(`/api/v1/clients/${id}`, 'frontDesk', body, key);

  it('is changed, and each open course of theirs hears of the new zone, once', async () => {
    const client = await api.newClient();
    const other = await api.newCourse();
    const made = await api.post('/api/v1/courses', 'frontDesk', { client, protocol: 'calm' });
    const { id } = made.body as { id: string };
    api.asked.signals.length = 0;
    const answer = await patch(client, { zone: 'America/New_York' }, 'move-1').expect(200);
    expect(answer.body).toMatchObject({ client: { zone: 'America/New_York' }, courses: 1 });
    expect(api.asked.signals).toMatchObject([{ name: 'clientMoved', zone: 'America/New_York' }]);
    await patch(client, { zone: 'America/New_York' }, 'move-1').expect(200);
    expect(api.asked.signals).toHaveLength(1);
    expect(other).not.toBe(id);
  });

  it('changes no course by a new phone number; a course that knows the zone is not counted', async () => {
    const client = await api.newClient();
    await api.post('/api/v1/courses', 'frontDesk', { client, protocol: 'calm' });
    api.asked.signals.length = 0;
    const answer = await patch(client, { phone: '+1 503 555 0111' }).expect(200);
    expect(answer.body).toMatchObject({ client: { phone: '+1 503 555 0111' }, courses: 0 });
    expect(api.asked.signals).toEqual([]);
    api.script.outcome = refusal;
    const known = await patch(client, { zone: 'America/New_York' }).expect(200);
    expect(known.body).toMatchObject({ courses: 0 });
  });

  it('is notified again when a course could not be reached', async () => {
    const client = await api.newClient();
    await api.post('/api/v1/courses', 'frontDesk', { client, protocol: 'calm' });
    api.script.down = 'workers-unavailable';
    const first = await patch(client, { zone: 'America/New_York' }, 'move-2').expect(200);
    expect(first.body).toMatchObject({
      courses: 0,
      unreachedCount: 1,
      unreached: [{ code: 'workers-unavailable' }],
    });
    delete api.script.down;
    const again = await patch(client, { zone: 'America/New_York' }, 'move-2').expect(200);
    expect(again.body).toMatchObject({ courses: 1 });
  });

  it('is nobody, or changes nothing: refused', async () => {
    const nobody = '3f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11';
    await patch(nobody, { name: 'Bo' }).expect(404);
    await patch(await api.newClient(), {}).expect(400);
    await patch(await api.newClient(), { zone: 'Nowhere' }).expect(400);
  });
});

describe('the days on which the practice is closed', () => {
  const path = '/api/v1/practice/calendar';

  it('are kept for courses to come, and sent to each course in progress', async () => {
    await api.newCourse();
    api.asked.signals.length = 0;
    const closedDays = ['2027-12-25', '2027-12-24', '2027-12-24'];
    const answer = await api.patch(path, 'lead', { closedDays }).expect(200);
    const { courses } = answer.body as { courses: number };
    expect(answer.body).toMatchObject({ closedDays: ['2027-12-24', '2027-12-25'] });
    expect([courses > 0, api.asked.signals.length]).toEqual([true, courses]);
    expect((await api.store.practice.get())?.closedDays).toEqual(['2027-12-24', '2027-12-25']);
  });

  it('are days, and entered by the lead', async () => {
    await api.patch(path, 'lead', { closedDays: ['2027-02-29'] }).expect(400);
    await api.patch(path, 'therapist', { closedDays: [] }).expect(403);
  });
});
