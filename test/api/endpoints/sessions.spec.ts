/** The sessions of a day, and the fields of every signal, as programs and the console read them. */
import { rolesOverHttp } from '../../../src/api/endpoints/courses/possible';
import { SIGNAL_NAMES } from '../../../src/catalog/signals';
import { AT, step, SUMMARY } from '../../store/fixtures';
import { apiApp, type ApiApp } from '../support/apiApp';

let api: ApiApp;
beforeAll(async () => {
  api = await apiApp();
});
afterAll(() => api.store.close());

const DAY = 'from=2027-01-05T00:00:00Z&before=2027-01-06T00:00:00Z';

describe('the sessions of a day', () => {
  it('come with their course and client', async () => {
    const course = await api.newCourse();
    const sessions = [
      {
        ...{ ref: 'preparation-1', kind: 'preparation', start: '2027-01-05T17:00:00.000Z', minutes: 50 },
        ...{ setting: 'remote', status: 'scheduled', roles: ['therapist'] },
      },
    ] as never;
    await api.store.commitStep(step(course, 1, [], { sessions }));
    const answer = await api.get(`/api/v1/sessions?${DAY}`).expect(200);
    expect(answer.body).toMatchObject({
      sessions: [{ course, ref: 'preparation-1', client: { name: 'Ada Quietname' }, onHold: false }],
      more: false,
    });
  });

  it('say who holds them, what they clash with, and when the practice is closed', async () => {
    const { store } = api;
    await store.staff.save({
      id: 't-1',
      roles: ['therapist'],
      name: 'Thea',
      email: 't@c.example',
      createdAt: AT,
    });
    const practice = await store.practice.get();
    if (!practice) throw new Error('no practice');
    await store.practice.save({ ...practice, closedDays: ['2027-02-08', '2027-02-09', '2027-02-10'] });
    const booked = async (start: string) => {
      const course = await api.newCourse();
      const fact = { ref: 'preparation-1', kind: 'preparation', start, minutes: 60, roles: ['therapist'] };
      const sessions = [
        {
          ...fact,
          setting: 'remote',
          status: 'scheduled',
          warnings: [{ code: 'on-hold', sentence: 'On hold.' }],
        },
      ] as never;
      const calendar = { bookings: [{ ...fact, session: fact.ref }], minGapDays: 1 } as never;
      await store.commitStep(step(course, 1, [], { sessions, summary: { ...SUMMARY, calendar } }));
      return course;
    };
    const first = await booked('2027-02-08T23:30:00.000Z');
    const second = await booked('2027-02-09T00:00:00.000Z');
    const third = await booked('2027-02-09T01:00:00.000Z');
    const period = 'from=2027-02-08T08:00:00Z&before=2027-02-10T08:00:00Z';
    const answer = await api.get(`/api/v1/sessions?${period}`).expect(200);
    const list = answer.body as {
      sessions: { course: string; warnings: { code: string; course?: string }[] }[];
    };
    expect(list).toMatchObject({ closedDays: ['2027-02-08', '2027-02-09'] });
    expect(list.sessions[0]).toMatchObject({ holders: [{ role: 'therapist', id: 't-1', name: 'Thea' }] });
    const seen = list.sessions.map(({ course, warnings }) => [
      course,
      warnings.map(({ code, course: other }) => (other ? [code, other] : [code])),
    ]);
    expect(seen).toEqual([
      [first, [['on-hold'], ['practice-closed'], ['staff-booked-elsewhere', second]]],
      [second, [['on-hold'], ['practice-closed'], ['staff-booked-elsewhere', first]]],
      // It only follows.
      [third, [['on-hold'], ['practice-closed']]],
    ]);
  });

  it.each([
    ['from=2027-01-06T00:00:00Z&before=2027-01-05T00:00:00Z', 'before'],
    ['from=2027-01-05T00:00:00Z&before=2027-06-05T00:00:00Z', 'before'],
    ['from=today&before=2027-01-05T00:00:00Z', 'from'],
    ['from=0000-01-01T00:00:00Z&before=2027-01-05T00:00:00Z', 'from'],
    ['from=0001-01-01T00:00:00%2B23:00&before=2027-01-05T00:00:00Z', 'from'],
  ])('refuse the period %s', async (period, field) => {
    const answer = await api.get(`/api/v1/sessions?${period}`).expect(400);
    expect(answer.body).toMatchObject({ code: 'request-invalid', errors: [{ field }] });
  });

  it('are not for clients', async () => {
    await api.get(`/api/v1/sessions?${DAY}`, 'client').expect(403);
  });
});

describe('the fields of the signals', () => {
  it('are there for every signal that people report, with who may', async () => {
    const answer = await api.get('/api/v1/signals').expect(200);
    const { signals } = answer.body as { signals: { name: string; by: string[]; schema: object }[] };
    const reported = SIGNAL_NAMES.filter((name) => rolesOverHttp(name).length > 0);
    expect(signals.map(({ name }) => name)).toEqual(reported);
    expect(reported.length).toBeGreaterThan(60);
    const booking = signals.find(({ name }) => name === 'sessionScheduled');
    expect(booking?.by).toEqual(['frontDesk', 'therapist', 'client']);
    expect(booking?.schema).toMatchObject({
      required: ['kind', 'start'],
      properties: { start: { format: 'date-time' } },
    });
  });

  it('say what can be corrected, and what is reported instead of a correction', async () => {
    const { signals } = (await api.get('/api/v1/signals').expect(200)).body as {
      signals: { name: string; correctable: boolean; instead?: string }[];
    };
    const way = (name: string) => {
      const { correctable, instead } = signals.find((each) => each.name === name) ?? {};
      return [correctable, instead];
    };
    expect(way('paymentPosted')).toEqual([true, undefined]);
    expect(way('sessionScheduled')).toEqual([false, 'sessionCancelled']);
    expect(way('crisisFlagged')).toEqual([false, 'holdLifted']);
    expect(way('signalCorrected')).toEqual([false, undefined]);
    const named = new Set(signals.map(({ name }) => name));
    for (const { instead } of signals) if (instead) expect(named).toContain(instead);
  });
});
