/** Sessions that began and ended otherwise than planned: what was rendered counts. course.md §7 */
import { plusMinutes, type Instant } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import type { Setup } from '../support/courses';
import { after } from '../support/given';
import { booked, report } from '../support/signals';

const cornerstone: Setup = { protocol: loadProtocol('healing-cornerstone') };

/** `from` and `to`: minutes after the booked start. */
const took = (start: Instant, from: number, to: number) => ({
  took: { from: plusMinutes(start, from), to: plusMinutes(start, to) },
});

/** A preparation session is booked two days ahead, and its time has come. */
function begun(setup: Setup = {}, extra = 0) {
  const scene = after('consents', setup);
  const start = plusMinutes(scene.now, 2 * 24 * 60);
  const ref = `preparation-${scene.course.sessions.length + 1}`;
  return { start, ref, scene: scene.when(booked('preparation', start)).at(plusMinutes(start, 180 + extra)) };
}

const perHour = (): Setup => {
  const protocol = loadProtocol('calm');
  const preparation = {
    kind: 'firstHourThenFlat' as const,
    firstMinutes: 60,
    firstCents: 20_000,
    longerCents: 5_000,
  };
  return { protocol: { ...protocol, fees: { ...protocol.fees, preparation } } };
};

describe('when a session really took place', () => {
  it('is stored with the session, and is the time of the event', () => {
    const { start, ref, scene } = begun();
    const times = took(start, 10, 55);
    const { course } = scene.when(report('sessionCompleted', { session: ref, ...times })).thenAccepted();
    expect(course.sessions.at(-1)).toMatchObject({ status: 'completed', minutes: 50, ...times });
    expect(course.progressAt).toBe(times.took.to);
  });

  it('is charged by its actual length, not by the planned one', () => {
    const charged = (to: number) => {
      const { start, ref, scene } = begun(perHour());
      return scene.when(report('sessionCompleted', { session: ref, ...took(start, 0, to) })).course.money
        .chargedCents;
    };
    expect([charged(60), charged(61)]).toEqual([20_000, 25_000]);
  });

  it.each([
    ['ends before it begins', 30, 30],
    ['is not over yet', 0, 183],
    ['takes more than twelve hours', 0, 721],
  ])('is refused where it %s', (_, from, to) => {
    const { start, ref, scene } = begun({}, to > 700 ? 700 : 0);
    const at = { occurredAt: scene.now };
    scene
      .when(report('sessionCompleted', { session: ref, ...took(start, from, to), ...at }))
      .thenRejected('session-times-wrong', 'therapist');
  });

  it('lasts at most twelve hours', () => {
    const { start, ref, scene } = begun({}, 700);
    scene.when(report('sessionCompleted', { session: ref, ...took(start, 0, 720) })).thenAccepted();
  });

  it('is at most an hour before the booked time', () => {
    const { start, ref, scene } = begun();
    scene
      .when(report('sessionCompleted', { session: ref, ...took(start, -61, 0) }))
      .thenRejected('session-not-yet');
    scene.when(report('sessionCompleted', { session: ref, ...took(start, -60, 0) })).thenAccepted();
  });

  it('is gone when the report is corrected', () => {
    const { start, ref, scene } = begun();
    const completed = report('sessionCompleted', { session: ref, ...took(start, 0, 50) });
    const reported = scene.when(completed);
    const [id] =
      Object.entries(reported.course.signalLog).find(([, { name }]) => name === 'sessionCompleted') ?? [];
    const { course } = reported
      .when(report('signalCorrected', { signal: id ?? '', reason: 'a mistake' }))
      .thenAccepted();
    expect(course.sessions.at(-1)).not.toHaveProperty('took');
  });
});

describe('integration with actual times', () => {
  const ended = () => {
    const scene = after('dosing ended 1', cornerstone);
    const dosingEnd = scene.course.cycles[0]?.endedAt ?? scene.now;
    return { dosingEnd, scene: scene.when(booked('integration', plusMinutes(dosingEnd, 5))) };
  };

  it('in the same visit starts when the dosing session has ended, and not a minute earlier', () => {
    const { dosingEnd, scene } = ended();
    const late = scene.at(plusMinutes(dosingEnd, 70));
    late
      .when(report('integrationCompleted', { session: 'integration-1', ...took(dosingEnd, -1, 60) }))
      .thenRejected('integration-overlaps-dosing', 'therapist', 'frontDesk');
    late
      .when(report('integrationCompleted', { session: 'integration-1', ...took(dosingEnd, 0, 60) }))
      .thenAccepted();
  });

  it('completes the integration when it ended, however late that is reported', () => {
    const scene = after('dosing 1');
    const start = plusMinutes(scene.now, 26 * 60);
    const { course } = scene
      .when(booked('integration', start))
      .at(plusMinutes(start, 300))
      .when(report('integrationCompleted', { session: 'integration-1', ...took(start, 0, 45) }))
      .thenAccepted();
    expect(course.cycles[0]?.integratedAt).toBe(plusMinutes(start, 45));
  });

  it('in another visit cannot have started during the dosing session either', () => {
    const scene = after('dosing 1');
    const dosingEnd = scene.course.cycles[0]?.endedAt ?? scene.now;
    scene
      .when(booked('integration', plusMinutes(scene.now, 20)))
      .at(plusMinutes(scene.now, 80))
      .when(report('integrationCompleted', { session: 'integration-1', ...took(dosingEnd, -5, 45) }))
      .thenRejected('integration-overlaps-dosing');
  });
});
