import { setImmediate as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Answer, bodyOf, codeOf } from '../../support/answers';
import { apiApp, type ApiApp, type Person } from '../../support/apiApp';

let api: ApiApp;
let lead: Person;
beforeEach(async () => {
  api = await apiApp();
  lead = await api.person('lead');
});
afterEach(() => api.store.close());

const change = (body: object) => lead.patch('/api/v1/practice', body);
const settings = async (): Promise<unknown> => (await api.get('/api/v1/practice').expect(200)).body;

describe('the settings of the practice', () => {
  it('are read by the staff, and changed one by one by the lead and admins', async () => {
    const hours = { monday: { opens: '09:00', closes: '17:30' } };
    await change({ name: 'Cedar Practice', contacts: { lead: { email: 'lead@cedar.example' } } }).expect(200);
    await change({ hours, protocols: ['calm'] }).expect(200);
    expect(await settings()).toEqual({
      ...{ name: 'Cedar Practice', zone: 'America/Los_Angeles', senderName: 'CALM' },
      ...{ senderAddress: 'care@example.org', callbackNumber: '+1 503 555 0199' },
      ...{ contacts: { lead: { email: 'lead@cedar.example' } }, hours, protocols: ['calm'] },
      ...{ closedDays: [], secondFactorRequired: true, partnerCodeRequired: true, zoneIsKept: false },
    });
    await change({ hours: null, protocols: null }).expect(200);
    expect(await settings()).not.toHaveProperty('hours');
    expect(codeOf(await api.patch('/api/v1/practice', 'therapist', { name: 'Mine' }))).toEqual([
      403,
      'role-refused',
    ]);
    expect(codeOf(await api.get('/api/v1/practice', 'client'))).toEqual([403, 'role-refused']);
  });

  it.each([
    ['a sender that reveals the care', { senderName: 'Ketamine Clinic' }],
    ['a number that cannot be dialed', { callbackNumber: '-----' }],
    ['a zone that is no city’s', { zone: 'EST' }],
    ['hours that close before they open', { hours: { monday: { opens: '17:00', closes: '09:00' } } }],
    ['hours at no time of day', { hours: { monday: { opens: '9', closes: '25:00' } } }],
    ['hours of no day', { hours: {} }],
    ['a day that is none', { hours: { holiday: { opens: '09:00', closes: '17:00' } } }],
    ['no protocol at all', { protocols: [] }],
    ['no name', { name: null }],
    ['nothing', {}],
  ])('keep the rules of its file: %s', async (_what, wrong) => {
    expect(codeOf(await change(wrong))).toEqual([400, 'request-invalid']);
  });

  it('say what is wrong with hours of no day', async () => {
    const refused = await change({ hours: {} });
    expect(bodyOf(refused)).toMatchObject({
      errors: [{ field: 'hours', message: 'must have at least one open day' }],
    });
    expect(codeOf(await lead.post('/api/v1/practice/hours/check', { hours: {} }))).toEqual([
      ...[400, 'request-invalid'],
    ]);
  });

  it('are shown as they were stored before a rule was made', async () => {
    const before = { hours: {}, senderName: 'Ketamine Clinic' };
    await api.store.practice.change(before);
    expect(await settings()).toMatchObject(before);
    await change({ name: 'Cedar Practice' }).expect(200);
  });

  it('change the zone while courses are open only for those to come', async () => {
    await change({ zone: 'America/Denver' }).expect(200);
    await api.newCourse();
    expect(await settings()).toMatchObject({ zone: 'America/Denver', zoneIsKept: true });
    expect(codeOf(await change({ zone: 'America/New_York', name: 'Other' }))).toEqual([
      ...[409, 'practice-zone-differs'],
    ]);
    expect(await settings()).toMatchObject({ zone: 'America/Denver', name: 'CALM demo' });
    await change({ zone: 'America/Denver', name: 'Other' }).expect(200);
    await change({ zone: 'America/New_York', zoneForNewCourses: true }).expect(200);
  });
});

describe('closed days', () => {
  const waits = () => sql<object>`select 1 from pg_locks where not granted`.execute(api.store.db);

  it('undo no setting that somebody else changes in the same moment', async () => {
    const closedDays = ['2027-12-24'];
    let days: Promise<Answer> | undefined;
    await api.store.atOnce(async (all) => {
      await all.practice.change({ secondFactorRequired: false, name: 'Cedar Practice' });
      days = api.patch('/api/v1/practice/calendar', 'lead', { closedDays }).then((answer) => answer);
      while ((await waits()).rows.length === 0) await pause();
    });
    expect((await days)?.status).toBe(200);
    expect(await settings()).toMatchObject({
      ...{ closedDays, secondFactorRequired: false, name: 'Cedar Practice' },
    });
  });
});

describe('the protocols that are offered', () => {
  it('are of this installation, or nothing changes', async () => {
    await change({ protocols: ['calm'] }).expect(200);
    await change({ protocols: ['calm', 'no-such-protocol'] }).expect(400);
    expect(await settings()).toMatchObject({ protocols: ['calm'] });
  });
});
