/** Vital signs are taken during a dosing session at the protocol's intervals; what is missing is asked for after it. */
import { nextVitalsDue, vitalsMissing } from '../../../src/course/selectors/vitals';
import { plusMinutes } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import { CALM } from '../support/courses';
import { after, type Scene } from '../support/given';
import { about, released, report } from '../support/signals';

const HEALINGMAPS = { protocol: loadProtocol('healingmaps') };
const started = () => after('dosing started 1', HEALINGMAPS);

/** Readings so many minutes after the start, each entered when it is taken. */
const taken = (scene: Scene, ...minutes: number[]): Scene => {
  const began = scene.now;
  return minutes.reduce((each, minute) => each.at(plusMinutes(began, minute)).when(reading()), scene);
};
const reading = (systolic = 120, occurredAt?: string) =>
  report(
    'vitalsRecorded',
    { session: 'dosing-1', when: 'during', vitals: { systolic, diastolic: 75, pulse: 70 } },
    occurredAt === undefined ? {} : { occurredAt },
  );
const ended = () => about('dosingEnded', 'dosing-1');

describe('vital signs during a session', () => {
  it('are due every 15 minutes, from the start and from the latest', () => {
    const scene = started();
    expect(nextVitalsDue(scene.course)).toBe(plusMinutes(scene.now, 15));
    expect(nextVitalsDue(taken(scene, 12).course)).toBe(plusMinutes(scene.now, 27));
  });

  it('are not missing if each was taken in time, up to five minutes late', () => {
    const scene = taken(started(), 15, 35, 50);
    const over = scene.at(plusMinutes(started().now, 70)).when(ended());
    expect(vitalsMissing(over.course)).toBe(false);
    over.thenNoTask('vitals-during');
  });

  it.each([
    ['none was taken', []],
    ['one was left out', [15, 45]],
    ['the last one was', [15, 30]],
  ])('become a task after the session if %s', (_, minutes) => {
    const scene = taken(started(), ...minutes).thenNoTask('vitals-during');
    scene.at(plusMinutes(started().now, 60)).when(ended()).thenTask('vitals-during', 'therapist');
  });

  it('may be entered later, even after the release, which does not wait for them', () => {
    const over = started().hours(1).when(ended(), released('dosing-1'));
    over.thenAccepted().thenTask('vitals-during', 'therapist');
    const began = started().now;
    over
      .when(...[15, 30, 45].map((minute) => reading(120, plusMinutes(began, minute))))
      .thenNoTask('vitals-during');
  });

  it('can be taken back when entered by mistake', () => {
    const scene = taken(started(), 15);
    const id = Object.entries(scene.course.signalLog).find(([, { name }]) => name === 'vitalsRecorded')?.[0];
    const corrected = scene.when(report('signalCorrected', { signal: id ?? '', reason: 'another client' }));
    expect(nextVitalsDue(corrected.course)).toBe(plusMinutes(started().now, 15));
  });

  it('outside the limits are taken, with a warning', () => {
    const scene = started().when(
      report('vitalsLimitsSet', { systolicMax: 140, diastolicMax: 90, pulseMax: 100 }),
    );
    expect(scene.when(reading(150)).thenAccepted().answer.warnings).toMatchObject([
      { code: 'vitals-outside-limits', session: 'dosing-1' },
    ]);
    expect(scene.when(reading(130)).answer.warnings).toEqual([]);
  });

  it('are not asked for where the protocol does not say how often', () => {
    const over = after('dosing started 1', { protocol: CALM }).hours(2).when(ended());
    over.thenNoTask('vitals-during');
    expect(nextVitalsDue(over.course)).toBeUndefined();
  });
});
