/** Scores and vital signs of a course, as clinicians read them. */
import type { Event, Recorded } from '../../../../src/course/events';
import { plusHours } from '../../../../src/time/instant';
import { AT, recorded, step } from '../../../store/fixtures';
import { apiApp, type ApiApp } from '../../support/apiApp';

let api: ApiApp;
let course = '';

const phq = (hours: number, ...items: (number | null)[]): Event => ({
  ...{ type: 'measureSubmitted', at: plusHours(AT, hours), instrument: 'PHQ-9', items },
});
const vitals = (systolic: number) => ({ systolic, diastolic: 80, pulse: 70 });

beforeAll(async () => {
  api = await apiApp();
  course = await api.newCourse();
  const events: Event[] = [
    phq(48, 1, 1, 1, 1, 1, 0, 0, 0, 0),
    phq(1, 2, 2, 2, 2, 2, 2, 2, 2, 0, 3),
    phq(50, 3, 3, 3, 3, 3, 3, 3, 3, 0),
    phq(51, null, null, null, 1, 1, 1, 1, 1, 1),
    { type: 'vitalsRecorded', at: AT, session: 'dosing-1', when: 'before', vitals: vitals(120) },
    {
      ...{ type: 'clientReleased', at: plusHours(AT, 3), session: 'dosing-1', oriented: true, escort: true },
      vitals: vitals(118),
    },
    {
      ...{ type: 'signalCorrected', at: plusHours(AT, 60), signal: 'cause-3', what: 'measureSubmitted' },
      reason: 'a slip',
    },
  ];
  await api.store.commitStep({
    ...step(course, 1, []),
    events: events.map((event, index): Recorded => recorded(event, index + 1)),
  });
});
afterAll(() => api.store.close());

describe('the measures of a course', () => {
  it('are in the order of time, with totals and bands, without what was corrected', async () => {
    const answer = await api.get(`/api/v1/courses/${course}/measures`).expect(200);
    const { scores, scales } = answer.body as { scores: object[]; scales: object[] };
    expect(scores).toEqual([
      { instrument: 'PHQ-9', at: plusHours(AT, 1), total: 16, band: 'moderately severe', difficulty: 3 },
      { instrument: 'PHQ-9', at: plusHours(AT, 48), total: 5, band: 'mild' },
      { instrument: 'PHQ-9', at: plusHours(AT, 51), blanks: 3 },
    ]);
    expect(scales).toContainEqual(
      expect.objectContaining({ instrument: 'GAD-7', most: 21, bands: expect.arrayContaining([]) as object }),
    );
  });

  it('include vital signs, also those of the release', async () => {
    const answer = await api.get(`/api/v1/courses/${course}/measures`, 'prescriber').expect(200);
    expect((answer.body as { vitals: object[] }).vitals).toEqual([
      { session: 'dosing-1', when: 'before', at: AT, ...vitals(120) },
      { session: 'dosing-1', when: 'after', at: plusHours(AT, 3), ...vitals(118) },
    ]);
  });

  it.each(['frontDesk', 'biller', 'client'] as const)('are not for the %s', async (role) => {
    await api.get(`/api/v1/courses/${course}/measures`, role).expect(403);
  });
});
