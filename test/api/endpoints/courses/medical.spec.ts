/** What a prescriber decides by: vital signs, incidents and decisions, without what was taken back. */
import type { Event } from '../../../../src/course/events';
import { AT, step, SUMMARY } from '../../../store/fixtures';
import { apiApp, type ApiApp } from '../../support/apiApp';

let api: ApiApp;
beforeAll(async () => {
  api = await apiApp();
});
afterAll(() => api.store.close());

const vitals = { systolic: 120, diastolic: 80, pulse: 70 };
const TOLD: Event[] = [
  { type: 'prescriberDecision', at: AT, decision: 'approved' },
  { type: 'vitalsRecorded', at: AT, session: 'dosing-1', when: 'before', vitals },
  { type: 'vitalsRecorded', at: AT, session: 'dosing-1', when: 'during', vitals: { ...vitals, pulse: 99 } },
  { type: 'clientReleased', at: AT, session: 'dosing-1', oriented: true, escort: true, vitals },
  { type: 'adverseEventReported', at: AT, note: 'Dizzy.' },
];

describe('the medical side of a course', () => {
  it('has the latest first, with notes, and without what was taken back', async () => {
    const course = await api.newCourse();
    const back = {
      type: 'signalCorrected',
      at: AT,
      signal: 'cause-3',
      reason: 'wrong client',
    } as unknown as Event;
    await api.store.commitStep(step(course, 1, [...TOLD, back]));
    const answer = await api.get(`/api/v1/courses/${course}/medical`, 'prescriber').expect(200);
    expect(answer.body).toEqual({
      vitals: [
        { at: AT, session: 'dosing-1', when: 'after', ...vitals },
        { at: AT, session: 'dosing-1', when: 'before', ...vitals },
      ],
      incidents: [{ kind: 'adverseEventReported', at: AT, by: 'therapist', note: 'Dizzy.' }],
      steps: [{ kind: 'prescriberDecision', at: AT, by: 'therapist', detail: 'approved' }],
    });
  });

  it('has the latest limits for vital signs, once the prescriber has set any', async () => {
    const course = await api.newCourse();
    const limits = async () =>
      (
        (await api.get(`/api/v1/courses/${course}/medical`, 'therapist').expect(200)).body as {
          limits?: object;
        }
      ).limits;
    expect(await limits()).toBeUndefined();
    const set = (systolicMax: number): Event => ({
      ...{ type: 'vitalsLimitsSet', at: AT, systolicMax, diastolicMax: 95, pulseMax: 110 },
    });
    await api.store.commitStep(step(course, 1, [set(150), set(140)]));
    expect(await limits()).toEqual({ systolicMax: 140, diastolicMax: 95, pulseMax: 110 });
  });

  it('is not for the front desk, nor of a course that does not exist', async () => {
    const course = await api.newCourse();
    await api.get(`/api/v1/courses/${course}/medical`, 'frontDesk').expect(403);
    await api.get(`/api/v1/courses/${crypto.randomUUID()}/medical`).expect(404);
  });
});

describe('a course in a list', () => {
  it('says what the prescriber has to decide', async () => {
    const course = await api.newCourse();
    const decisions = [{ kind: 'referral' as const, since: AT }];
    await api.store.commitStep(
      step(course, 1, [], { summary: { ...SUMMARY, prescriberSince: AT, decisions } }),
    );
    const before = await api.get('/api/v1/courses?view=waitingForPrescriber').expect(200);
    expect(before.body).toMatchObject({ courses: [{ id: course, decisions }] });
    await api.store.commitStep(step(course, 2, [], { summary: SUMMARY }));
    const after = await api.get('/api/v1/courses?view=waitingForPrescriber');
    expect(after.body).toEqual({ courses: [] });
  });
});
