/** What clients measure themselves: who hears of a dangerous reading, and what a reading counts for. */
import type { Setting } from '../../../src/catalog/shapes';
import { askedOfClient } from '../../../src/course/status/asked';
import { sessionFacts } from '../../../src/course/status/facts';
import { plusMinutes } from '../../../src/time/instant';
import { after, given, type Scene } from '../support/given';
import { calmWith } from '../support/courses';
import { report } from '../support/signals';

const LIMITS = report('vitalsLimitsSet', { systolicMax: 140, diastolicMax: 90, pulseMax: 100 });
const protocol = calmWith((calm) => ({ ...calm, screening: { ...calm.screening, training: true } }));
const reading = (
  systolic: number,
  { by = 'client', when = 'before' }: { by?: 'client' | 'therapist'; when?: 'before' | 'after' } = {},
) =>
  report(
    'vitalsRecorded',
    { session: 'dosing-1', when, vitals: { systolic, diastolic: 80, pulse: 70 } },
    { by },
  );
const held = (setting: Setting, scene: Scene) =>
  given({
    ...scene.course,
    sessions: scene.course.sessions.map((each) => (each.ref === 'dosing-1' ? { ...each, setting } : each)),
  });
const booked = (setting: Setting = 'remote') =>
  held(setting, after('dosing booked 1', { protocol }).when(report('trainingCompleted', {}), LIMITS));
const before = (minutes: number, scene = booked()) =>
  scene.at(plusMinutes(scene.session('dosing-1').start, -minutes));
const ended = (setting: Setting = 'remote') => held(setting, after('dosing ended 1').when(LIMITS));
const calls = ({ status }: Scene) => status.tasks.filter(({ kind }) => kind === 'measurement-call');
const vitalsAsked = ({ course, now }: Scene) =>
  askedOfClient(course, now).filter(({ kind }) => kind === 'vitals');
const closed = ({ course, now }: Scene) =>
  sessionFacts(course, now)
    .find(({ ref }) => ref === 'dosing-1')
    ?.closedGates?.map(({ code }) => code);

describe('a reading of a client outside the limits', () => {
  it('is a call at once, and therapist and prescriber hear of it', () => {
    const scene = before(60).when(reading(212));
    expect(calls(scene)).toMatchObject([{ role: 'therapist', session: 'dosing-1', dueBy: scene.now }]);
    expect(scene.sent('clientMeasured', 'therapist')).toHaveLength(1);
    expect(scene.sent('clientMeasured', 'prescriber')).toHaveLength(1);
    ended()
      .when(reading(212, { when: 'after' }))
      .thenTask('measurement-call', 'therapist');
  });

  it('is a matter for the lead if nobody has called within the hour, once', () => {
    const scene = before(60).when(reading(212));
    expect(scene.hours(0.9).sent('safetyEscalation', 'lead')).toEqual([]);
    expect(scene.hours(48).sent('safetyEscalation', 'lead')).toHaveLength(1);
    const called = scene.when(report('taskCompleted', { task: calls(scene)[0]?.key ?? '' }));
    called.thenNoTask('measurement-call');
    expect(called.hours(48).sent('safetyEscalation', 'lead')).toEqual([]);
    called.hours(0.5).when(reading(211)).thenTask('measurement-call', 'therapist');
  });

  it('stays a call although the next reading is inside, and keeps its time at the next one outside', () => {
    const scene = before(60).when(reading(212));
    const [call] = calls(scene);
    scene.hours(0.2).when(reading(120)).thenTask('measurement-call', 'therapist');
    expect(calls(scene.hours(0.2).when(reading(213)))).toEqual([call]);
  });

  it('is heard on hold, at the clinic, and after the end', () => {
    before(60)
      .when(report('adverseEventReported', {}), reading(212))
      .thenTask('measurement-call', 'therapist');
    before(60, booked('inPerson')).when(reading(212)).thenTask('measurement-call', 'therapist');
    before(60).when(reading(212), report('clientWithdrew', {})).thenTask('measurement-call', 'therapist');
  });

  it('is none inside the limits, without limits, or if staff are there', () => {
    before(60).when(reading(140)).thenNoTask('measurement-call');
    before(60)
      .when(reading(212, { by: 'therapist' }))
      .thenNoTask('measurement-call');
    const unlimited = after('dosing booked 1', { protocol }).when(report('trainingCompleted', {}));
    before(60, unlimited).when(reading(212)).thenNoTask('measurement-call');
  });
});

describe('a reading of a client before a dose', () => {
  it('is asked for within two hours of the start', () => {
    const asked = { kind: 'vitals', session: 'dosing-1', when: 'before' };
    expect(vitalsAsked(before(121))).toEqual([]);
    expect(vitalsAsked(before(120))).toMatchObject([asked]);
    const measured = before(60).when(reading(120));
    expect(vitalsAsked(measured)).toEqual([]);
    expect(vitalsAsked(before(60).when(reading(212)))).toMatchObject([asked]);
  });

  it('counts for two hours, that of staff for the day', () => {
    const early = before(300).when(reading(120));
    expect(closed(before(0, early))).toContain('vitals-missing');
    const byStaff = before(300).when(reading(120, { by: 'therapist' }));
    expect(closed(before(0, byStaff))).not.toContain('vitals-missing');
    const late = before(100).when(reading(120));
    expect(closed(late)).not.toContain('vitals-missing');
    expect(closed(late.hours(2))).not.toContain('vitals-missing');
    expect(closed(late.hours(2.1))).toContain('vitals-missing');
  });

  it('is known as the client’s own, until staff measure', () => {
    const fact = ({ course, now }: Scene) =>
      sessionFacts(course, now).find(({ ref }) => ref === 'dosing-1')?.vitalsBeforeBy;
    const measured = before(60).when(reading(120));
    expect(fact(measured)).toBe('client');
    expect(fact(measured.when(reading(118, { by: 'therapist' })))).toBeUndefined();
  });
});

describe('a reading of a client where staff are with them', () => {
  it('does not open the gate, and does not take the place of theirs', () => {
    expect(closed(before(30, booked('inPerson')).when(reading(120)))).toContain('vitals-missing');
    const byStaff = before(30, booked('inPerson')).when(reading(150, { by: 'therapist' }));
    expect(closed(byStaff.when(reading(120)))).toContain('vitals-outside-limits');
  });

  it('does not stand for theirs at the release, as it does by video', () => {
    const goes = report('clientReleased', { session: 'dosing-1', oriented: true, escort: true });
    ended('inPerson')
      .when(reading(120, { when: 'after' }), goes)
      .thenRejected('vitals-missing');
    ended('remote')
      .when(reading(120, { when: 'after' }), goes)
      .thenAccepted();
  });
});
