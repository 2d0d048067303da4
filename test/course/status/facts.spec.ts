/** What people choose from when they report: the sessions with what is missing, holds, supplies. */
import { facts } from '../../../src/course/status/facts';
import { started } from '../support/courses';
import { loadProtocol } from '../../../src/protocols/load';
import { courseUntil, shortCalm } from '../../support/courseStates';
import { plusMinutes } from '../../../src/time/instant';

describe('the facts of a course', () => {
  it('name every session with its state, and for a booked dosing session what is missing', () => {
    const { course } = courseUntil(({ sessions }) => sessions.some(({ kind }) => kind === 'dosing'));
    const dosing = facts(course, course.clock).sessions.find(({ kind }) => kind === 'dosing');
    expect(dosing).toMatchObject({ ref: 'dosing-1', status: 'scheduled', roles: ['therapist'] });
    expect(dosing?.closedGates?.map(({ code }) => code)).toContain('support-person-unconfirmed');
  });

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
