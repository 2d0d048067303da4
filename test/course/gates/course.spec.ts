import { settle } from '../../../src/course/step';
import { plusCivilDays, atTimeOfDay } from '../../../src/time/civil';
import type { Role } from '../../../src/catalog/shapes';
import { plusHours, type Instant, plusMinutes } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import { CALM, courseAfter, LOS_ANGELES } from '../support/courses';
import { given, type Scene } from '../support/given';
import { about, booked, report } from '../support/signals';

const FEWEST = CALM.dosing.minGapDays ?? 0;

/** A series at the clinic whose last dosing session is integrated, with nothing booked. */
const between = (dosing: Partial<typeof CALM.dosing> = {}): Scene =>
  given(courseAfter('integration 3', { protocol: { ...CALM, dosing: { ...CALM.dosing, ...dosing } } }));

const lastStart = ({ course }: Scene): Instant => {
  const last = course.cycles.at(-1);
  if (!last) throw new Error('no dosing session has started');
  return last.startedAt;
};

/** A day after the last dosing session, at noon where the client is. */
const noon = (scene: Scene, days: number): Instant => atTimeOfDay(LOS_ANGELES, lastStart(scene), days, 12);

const override = (by: Role = 'prescriber') =>
  report('gateOverridden', { gate: 'too-soon', reason: 'discussed with the client' }, { by });

describe('the next dosing session', () => {
  it('must keep the fewest days of every protocol', () => {
    expect(FEWEST).toBeGreaterThan(1);
    for (const id of ['calm', 'healing-cornerstone', 'healingmaps', 'mackenzie', 'welches-pazio'])
      expect(loadProtocol(id).dosing.minGapDays).toBe(FEWEST);
  });

  it('is refused on an earlier day than that, and says from when it is possible', () => {
    const scene = between();
    scene.when(booked('dosing', noon(scene, FEWEST - 1))).thenRejected('too-soon', 'prescriber');
    const [why] = scene.when(booked('dosing', noon(scene, FEWEST - 1))).answer.reasons;
    expect(why).toMatchObject({ notBefore: atTimeOfDay(LOS_ANGELES, lastStart(scene), FEWEST, 0) });
  });

  it('is possible at any hour of the first day, which is a civil day of the client', () => {
    const scene = between();
    const from = atTimeOfDay(LOS_ANGELES, lastStart(scene), FEWEST, 0);
    scene.when(booked('dosing', plusCivilDays(LOS_ANGELES, from, 0))).thenAccepted();
  });

  it('cannot be moved there either', () => {
    const scene = between();
    const later = scene.when(booked('dosing', noon(scene, 14))).thenAccepted();
    const [dosing] = later.course.sessions.filter(
      ({ kind, status }) => kind === 'dosing' && status === 'scheduled',
    );
    const session = dosing?.ref ?? '';
    later
      .when(report('sessionRescheduled', { session, start: noon(scene, FEWEST - 1) }))
      .thenRejected('too-soon', 'prescriber');
    later.when(report('sessionRescheduled', { session, start: noon(scene, FEWEST) })).thenAccepted();
  });

  it('can be allowed in advance by the prescriber, for one session', () => {
    const scene = between();
    const early = booked('dosing', noon(scene, FEWEST - 1));
    const allowed = scene.when(override()).thenAccepted();
    allowed.when(early).thenAccepted();
    scene.when(override('therapist')).thenRejected('override-not-yours', 'prescriber');
  });

  it('needs nobody’s word once the days are over', () => {
    const scene = between();
    scene.at(noon(scene, FEWEST)).when(override()).thenRejected('gate-not-closed');
  });

  it('is never on the same day as the last where the protocol says nothing', () => {
    const { minGapDays: _none, maxPerWeek: _any, ...dosing } = CALM.dosing;
    const { course } = given(courseAfter('integration 3', { protocol: { ...CALM, dosing } }));
    const cycles = course.cycles.map((each) => ({ ...each, startedAt: plusHours(course.clock, -3) }));
    const scene = given({ ...course, cycles });
    scene.when(booked('dosing', plusHours(scene.now, 1))).thenRejected('too-soon', 'prescriber');
    scene.when(booked('dosing', noon(scene, 1))).thenAccepted();
  });

  it('still has its booking task as soon as only the booking is missing', () => {
    between().thenTask('book-dosing', 'frontDesk');
  });
});

describe('a booking from before the rule', () => {
  it('is refused at the start', () => {
    const scene = between({ minGapDays: 1 });
    const start = noon(scene, 2);
    const waiting = scene.when(booked('dosing', start)).thenAccepted();
    const ref = waiting.course.sessions.find(({ start: at }) => at === start)?.ref ?? '';
    const { course } = waiting;
    const stricter = { ...course, protocol: CALM };
    given(stricter).at(start).when(about('dosingStarted', ref)).thenRejected('too-soon', 'prescriber');
  });
});

const opening = (scene: Scene, code: string) =>
  scene.status.gates.find((gate) => gate.code === code)?.notBefore;

describe('the earliest instant a gate could open', () => {
  it('is the end of the integration that is booked', () => {
    const scene = given(courseAfter('integration booked 1'));
    const { start, minutes } = scene.session('integration-1');
    expect(opening(scene, 'integration-owed')).toBe(plusMinutes(start, minutes));
  });

  it('is not known while no integration is booked, or once the booked one should be over', () => {
    expect(opening(given(courseAfter('dosing 1')), 'integration-owed')).toBeUndefined();
    const scene = given(courseAfter('integration booked 1')).hours(72);
    expect(scene.status.gates.map(({ code }) => code)).toContain('integration-owed');
    expect(opening(scene, 'integration-owed')).toBeUndefined();
  });

  it('is the end of the last preparation session still needed, when all are booked', () => {
    const five = given(courseAfter('preparation 4')).when(booked('preparation', '2027-03-03T10:00-08:00'));
    expect(opening(five, 'preparation-short')).toBeUndefined();
    const six = five.when(booked('preparation', '2027-03-10T10:00-08:00')).thenAccepted();
    expect(opening(six, 'preparation-short')).toBe('2027-03-10T18:50:00.000Z');
  });

  it('is the latest review of the holds, and names each owner', () => {
    const scene = given(courseAfter('dosing booked 1')).when(
      report('adverseEventReported', {}),
      report('holdPlaced', { reason: 'away', reviewOn: '2027-06-01T09:00-07:00' }, { by: 'therapist' }),
    );
    const hold = scene.status.gates.find(({ code }) => code === 'on-hold');
    expect(hold).toMatchObject({
      resolvableBy: ['prescriber', 'therapist'],
      notBefore: '2027-06-01T16:00:00.000Z',
    });
    expect(hold?.sentence).toBe('The hold must be lifted first.');
  });

  it('is the end of the medical session that is booked after a missed window', () => {
    const scene = given(courseAfter('maintenance')).hours(24 * 57);
    const asked = scene.when(booked('medical', plusHours(scene.now, 24))).thenAccepted();
    const refused = asked.when(booked('dosing', plusHours(scene.now, 48)));
    expect(refused.answer.reasons).toMatchObject([
      { code: 'medical-review-owed', notBefore: plusHours(scene.now, 24.5) },
    ]);
  });
});

describe('a third dosing session within seven days', () => {
  /** The last two sessions began so many days ago and today, at noon. */
  const twice = (earlier: number): Scene => {
    const { course } = between();
    const today = atTimeOfDay(LOS_ANGELES, course.clock, 0, 12);
    const starts = [atTimeOfDay(LOS_ANGELES, today, -earlier, 12), today];
    const cycles = course.cycles.slice(-2).map((each, at) => ({ ...each, startedAt: starts[at] ?? today }));
    return given(settle({ ...course, cycles }, course.clock).course);
  };
  const allow = report('gateOverridden', { gate: 'too-many-in-week', reason: 'discussed with the client' });

  it('is refused although each is three days after the last', () => {
    const scene = twice(3);
    const third = booked('dosing', noon(scene, 3));
    scene.when(third).thenRejected('too-many-in-week', 'prescriber');
    scene.when(booked('dosing', noon(scene, 4))).thenAccepted();
  });

  it('is possible if the first of the two was earlier', () => {
    const scene = twice(4);
    scene.when(booked('dosing', noon(scene, 3))).thenAccepted();
  });

  it('can be allowed by the prescriber', () => {
    const scene = twice(3);
    const by = { ...allow, by: { role: 'prescriber' as const, id: 'prescriber-1' } };
    scene.when(by, booked('dosing', noon(scene, 3))).thenAccepted();
  });

  it('is possible where the protocol sets no maximum', () => {
    expect(loadProtocol('welches-pazio').dosing.maxPerWeek).toBeUndefined();
    const { course } = twice(3);
    const { maxPerWeek: _none, ...dosing } = CALM.dosing;
    const scene = given({ ...course, protocol: { ...CALM, dosing } });
    scene.when(booked('dosing', noon(scene, 3))).thenAccepted();
  });
});
