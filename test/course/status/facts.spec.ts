/** What people choose from when they report: the sessions with what is missing, holds, supplies. */
import { closedGates } from '../../../src/course/gates';
import { closedGatesAt, facts } from '../../../src/course/status/facts';
import { started } from '../support/courses';
import { loadProtocol } from '../../../src/protocols/load';
import { courseUntil, shortCalm } from '../../support/courseStates';
import type { Course } from '../../../src/course/state';
import { report } from '../support/signals';
import { after, type Scene } from '../support/given';
import { plusHours, plusMinutes } from '../../../src/time/instant';

/** With every condition that the model knows, and all that grows old: approval, labs, vital signs, a pause. */
const asksForAll = (scene: Scene): Course => {
  const { course, now } = scene;
  const { examinedAt: _examined, ...unexamined } = course;
  const { protocol, approval } = course;
  return {
    ...unexamined,
    ...(approval && { approval: { ...approval, validUntil: plusHours(now, 24 * 30) } }),
    protocol: {
      ...protocol,
      screening: { ...protocol.screening, labs: true, training: true },
      dosing: { ...protocol.dosing, minGapDays: 4 },
    },
    trainedAt: now,
    labsClearedAt: plusHours(now, -24 * 80),
    vitalsLimits: { systolicMax: 140, diastolicMax: 90, pulseMax: 100 },
    resumedAt: plusHours(now, -24),
    place: 'US-CA',
    sessions: course.sessions.map((each) =>
      each.status === 'scheduled' && each.kind === 'dosing'
        ? { ...each, vitalsBefore: { systolic: 120, diastolic: 80, pulse: 70 }, vitalsBeforeAt: now }
        : each,
    ),
  };
};

/** Booked for an hour from now, and too close to the one before by one of both rules. */
function tooClose(rule: { minGapDays: number } | { maxPerWeek: number }): Course {
  const { course, now } = after('support for dosing 3');
  const { protocol } = course;
  const start = plusHours(now, 1);
  const cycles = course.cycles.map((each) => ({ ...each, startedAt: plusHours(now, -48) }));
  return {
    ...course,
    cycles,
    protocol: { ...protocol, dosing: { ...protocol.dosing, minGapDays: 1, ...rule } },
    sessions: course.sessions.map((each) => (each.status === 'scheduled' ? { ...each, start } : each)),
  };
}

const held = () => report('holdPlaced', { reason: 'as agreed', reviewOn: '2027-03-20T10:00-08:00' });
const atTheClinic = { protocol: loadProtocol('healingmaps') };
const beforeTheLaw = { startsAt: '2026-11-02T09:00-08:00' };

describe('what is missing before a booked dosing session', () => {
  it.each<[string, () => Course]>([
    ['the first', () => asksForAll(after('support for dosing 1'))],
    ['a later one', () => asksForAll(after('support for dosing 3'))],
    ['one at the clinic', () => asksForAll(after('dosing booked 3', atTheClinic))],
    ['one before the law changes', () => asksForAll(after('support for dosing 1', beforeTheLaw))],
    ['one too soon', () => tooClose({ minGapDays: 5 })],
    ['one too many in a week', () => tooClose({ maxPerWeek: 1 })],
    ['one of a course on hold', () => after('support for dosing 2').when(held()).course],
  ])('is known ahead for every instant until the next step: %s', (_, from) => {
    const course = from();
    const dosing = facts(course, course.clock).sessions.find(
      ({ kind, status }) => kind === 'dosing' && status === 'scheduled',
    );
    const session = course.sessions.find(({ ref }) => ref === dosing?.ref);
    if (!dosing) throw new Error('no dosing session is booked');
    const codes = (reasons: readonly { code: string }[] = []) => reasons.map(({ code }) => code);
    // Every quarter of an hour of the next days, then every seven hours of the next months.
    const hours = [
      ...Array.from({ length: 700 }, (_each, index) => index / 4),
      ...Array.from({ length: 400 }, (_each, index) => 7 * index),
    ];
    const seen = new Set<string>();
    for (const each of hours) {
      const at = plusHours(course.clock, each);
      const missing = codes(closedGates(course, at, 'start', session));
      expect([at, codes(closedGatesAt(dosing, at))]).toEqual([at, missing]);
      seen.add(missing.join(' '));
    }
    expect(seen.size).toBeGreaterThan(course.holds.length > 0 ? 0 : 1);
  });
});

describe('the facts of a course', () => {
  it('name every session with its state, and for a booked dosing session what is missing', () => {
    const { course } = courseUntil(({ sessions }) => sessions.some(({ kind }) => kind === 'dosing'));
    const dosing = facts(course, course.clock).sessions.find(({ kind }) => kind === 'dosing');
    expect(dosing).toMatchObject({ ref: 'dosing-1', status: 'scheduled', roles: ['therapist'] });
    expect(dosing?.closedGates?.map(({ code }) => code)).toContain('support-person-unconfirmed');
  });

  it.each([
    ['remote', true, true],
    ['remote', false, undefined],
    ['inPerson', true, undefined],
  ] as const)(
    'say whether a support person is required: %s, by the protocol: %s',
    (setting, supportPersonWhenRemote, required) => {
      const { course } = courseUntil(({ sessions }) => sessions.some(({ kind }) => kind === 'dosing'));
      const { protocol } = course;
      const sessions = facts(
        {
          ...course,
          protocol: { ...protocol, dosing: { ...protocol.dosing, supportPersonWhenRemote } },
          sessions: course.sessions.map((each) => ({ ...each, setting })),
        },
        course.clock,
      ).sessions;
      for (const { kind, supportPersonRequired } of sessions)
        expect(supportPersonRequired).toBe(kind === 'dosing' ? required : undefined);
    },
  );

  it('say when a dosing session really began and ended, and no longer what is missing', () => {
    const { course } = courseUntil(({ cycles }) => cycles[0]?.releasedAt !== undefined);
    const [cycle] = course.cycles;
    const dosing = facts(course, course.clock).sessions.find(({ ref }) => ref === cycle?.dosing);
    expect(dosing).toMatchObject({
      status: 'completed',
      startedAt: cycle?.startedAt,
      endedAt: cycle?.endedAt,
      releasedAt: cycle?.releasedAt,
    });
    expect(dosing).not.toHaveProperty('closedGates');
  });

  it('number the supplies as reports name them, and count the doses', () => {
    const { course } = courseUntil(({ cycles }) => cycles[0]?.releasedAt !== undefined);
    const { supplies, doses, dosings } = facts(course, course.clock);
    expect(supplies.map(({ ref }) => ref)).toEqual(['supply-1']);
    expect(doses).toEqual({ onHand: 1, usable: 1 });
    expect(dosings).toMatchObject({ done: 1 });
  });

  it('name the latest instructions and the latest changed order, which are acknowledged by reference', () => {
    const scene = after('support for dosing 1').when(
      report('instructionsIssued', { instructions: 'instructions-1' }),
      report('instructionsIssued', { instructions: 'instructions-2' }),
      report('doseChanged', { order: 'order-2' }),
    );
    expect(facts(scene.course, scene.now)).toMatchObject({
      instructions: 'instructions-2',
      order: 'order-2',
    });
    const before = after('preparation 1');
    expect(facts(before.course, before.now)).not.toHaveProperty('instructions');
    expect(facts(before.course, before.now)).not.toHaveProperty('order');
  });

  it('count no doses where the clinic gives them', () => {
    const clinic = started({ protocol: loadProtocol('healingmaps') });
    expect(facts(clinic, clinic.clock)).not.toHaveProperty('doses');
  });

  it('say while a dosing session is under way when vital signs are due, and from when on it costs more', () => {
    const calm = shortCalm();
    const protocol = { ...calm, dosing: { ...calm.dosing, vitalsEveryMinutes: 30 } };
    const { course } = courseUntil(({ cycles }) => cycles[0] !== undefined, { protocol });
    const [cycle] = course.cycles;
    const dosing = facts(course, course.clock).sessions.find(({ ref }) => ref === cycle?.dosing);
    const startedAt = cycle?.startedAt ?? course.clock;
    expect(dosing).toMatchObject({
      status: 'inSession',
      vitalsDueAt: plusMinutes(startedAt, 30),
      longerFrom: { at: plusMinutes(startedAt, 60), cents: 16_500 },
    });
  });
});
