import { plusHours, plusMinutes } from '../../../src/time/instant';
import { distinct, reason } from '../../../src/vocabulary/reasons';
import { courseAfter, started } from '../support/courses';
import { given, type Scene } from '../support/given';
import { about, booked, moved, released, said } from '../support/said';

const codes = (scene: Scene): string[] => scene.answer.reasons.map(({ code }) => code);
const opening = (scene: Scene, code: string) =>
  scene.status.gates.find((gate) => gate.code === code)?.notBefore;

describe('a refusal', () => {
  it('names what is in the way and what is wrong with the signal, all at once', () => {
    const nine = said('prescriptionIssued', { doses: 9, expires: '2027-01-03T09:00-08:00' });
    expect(codes(given(started()).when(nine))).toEqual([
      'approval-missing',
      'too-many-doses',
      'prescription-already-expired',
    ]);
  });

  it('names an impossible time and an unknown session', () => {
    expect(
      codes(given(courseAfter('dosing booked 1')).when(moved('dosing-9', '2027-01-05T09:00-08:00'))),
    ).toEqual(['session-unknown', 'session-in-the-past']);
  });

  it('says that the session has not ended, and that an escort is missing', () => {
    expect(codes(given(courseAfter('dosing started 1')).when(released('dosing-1', false)))).toEqual([
      'nobody-recovering',
      'session-wrong-status',
      'escort-missing',
    ]);
  });

  it('says that the time is in the future, and what would be in the way otherwise', () => {
    const { course } = given(courseAfter('dosing booked 1'));
    const occurredAt = plusHours(course.clock, 2);
    const early = about('integrationCompleted', 'integration-1', { occurredAt });
    expect(codes(given(course).when(early))).toEqual([
      'occurred-in-the-future',
      'no-session-booked',
      'session-unknown',
    ]);
  });

  it('names each reason once, as first given', () => {
    const first = reason('on-hold:now', { holds: 'hold-1' }, ['therapist']);
    const labs = reason('labs-owed:never');
    expect(distinct([first, labs, reason('on-hold:then', { holds: 'hold-2' }, [])])).toEqual([first, labs]);
  });

  it('of a closed course names only that', () => {
    expect(codes(given(courseAfter('end')).when(about('dosingStarted', 'dosing-99')))).toEqual([
      'course-closed',
    ]);
  });

  it('does not call a supply too large when none is on its way', () => {
    expect(codes(given(started()).when(said('shipmentReceived', { doses: 60 })))).toEqual([
      'no-supply-under-way',
    ]);
  });
});

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
      said('adverseEventReported', {}),
      said('holdPlaced', { reason: 'away', reviewOn: '2027-06-01T09:00-07:00' }, { by: 'therapist' }),
    );
    const hold = scene.status.gates.find(({ code }) => code === 'on-hold');
    expect(hold).toMatchObject({
      resolvableBy: ['prescriber', 'therapist'],
      notBefore: '2027-06-01T16:00:00.000Z',
    });
    expect(hold?.sentence).toContain('hold-1, hold-2');
  });

  it('is the end of the medical session that is booked after a missed window', () => {
    const scene = given(courseAfter('maintenance')).hours(24 * 57);
    const asked = scene.when(booked('medical', plusHours(scene.now, 24))).thenAccepted();
    const refused = asked.when(booked('dosing', plusHours(scene.now, 48)));
    expect(refused.answer.reasons).toMatchObject([
      { code: 'medical-review-owed', notBefore: plusHours(scene.now, 25) },
    ]);
  });
});
