/** The plan goes on from every state a course can be in. */
import { followUpDueBy } from '../../../../src/course/selectors/screening';
import { scheduledSession } from '../../../../src/course/selectors/sessions';
import { forecast, type Forecast } from '../../../../src/course/forecast/forecast';
import { plusHours } from '../../../../src/time/instant';
import type { Course } from '../../../../src/course/state';
import { loadProtocol } from '../../../../src/protocols/load';
import {
  ASKING_FOR_ALL,
  calmWith,
  courseAfter,
  simulateUntil,
  started,
  wholeCourse,
} from '../../support/courses';
import { given } from '../../support/given';
import { entryName } from '../../../../src/course/forecast/entry';
import { moves, of, whats } from '../../support/forecasts';
import { booked, report } from '../../support/signals';
import { plan } from '../../../../src/course/forecast/plan';

const courseWithDosingBooked = (from: Course): Course =>
  simulateUntil(from, (course) => scheduledSession(course, 'dosing') !== undefined).course;

describe('from a course that', () => {
  const at = (course: Course, ...signals: Parameters<ReturnType<typeof given>['when']>): Forecast =>
    of(
      given(course)
        .when(...signals)
        .thenAccepted().course,
    );

  it('is on hold, it is lifted at its review by its owner', () => {
    const ahead = at(courseAfter('preparation 2'), report('adverseEventReported', {}));
    expect(whats(ahead, 'deadline')).toContain('holdReview of hold-1');
    expect(whats(ahead, 'step')).toContain('holdLifted');
    expect(ahead).not.toHaveProperty('stuck');
  });

  it('owes information, it is given and decided', () => {
    const asked = given(courseAfter('preparation 3')).hours(1);
    const ahead = of(
      asked.when(report('prescriberDecision', { decision: 'needsInformation' })).thenAccepted().course,
    );
    expect(whats(ahead, 'session')).toContain('dosing-8');
    expect(ahead).not.toHaveProperty('stuck');
  });

  it('is declined, it ends', () => {
    const ahead = at(courseAfter('dosing booked 1'), report('prescriberDecision', { decision: 'declined' }));
    expect(whats(ahead, 'step')).toContain('courseClosed');
    expect(whats(ahead, 'session')).not.toContain('dosing-1');
    expect(moves(ahead)).toBe(0);
  });

  it('has an approval that ends, it is renewed', () => {
    const validUntil = '2027-03-20T12:00-07:00';
    const ahead = at(
      courseAfter('approval'),
      report('prescriberDecision', { decision: 'approved', validUntil }),
    );
    expect(whats(ahead, 'step').filter((what) => what === 'prescriberDecision')).toHaveLength(1);
    expect(whats(ahead, 'session')).toContain('dosing-8');
    expect(moves(ahead)).toBe(0);
  });

  it('has limits for vitals, they are measured before each session', () => {
    const ahead = at(
      courseAfter('dosing booked 1'),
      report('vitalsLimitsSet', { systolicMax: 140, diastolicMax: 90, pulseMax: 100 }),
    );
    expect(whats(ahead, 'step').filter((what) => what === 'vitalsRecorded')).toHaveLength(8);
    expect(moves(ahead)).toBe(0);
  });

  it('has a booster booked, it takes place and is integrated', () => {
    const scene = given(courseAfter('maintenance')).hours(24 * 43);
    const ahead = of(scene.when(booked('dosing', plusHours(scene.now, 24 * 12))).thenAccepted().course);
    expect(whats(ahead, 'session')).toEqual(expect.arrayContaining(['dosing-9', 'integration-9']));
    expect(moves(ahead)).toBe(0);
    expect(ahead).not.toHaveProperty('stuck');
  });

  it('is at the very end of its quarter, the follow-up comes first', () => {
    const atClinic = calmWith((calm) => ({ ...calm, supply: { ...calm.supply, kind: 'infusion' } }));
    const course = courseAfter('integration 2', { protocol: atClinic });
    const clock = followUpDueBy(course) ?? course.clock;
    const ahead = forecast({ ...course, doseConfirmedAt: clock, clock }, clock);
    expect(ahead).not.toHaveProperty('stuck');
    expect(whats(ahead, 'session')).toContain('dosing-8');
  });

  it('has a prescription that expired, another is asked for', () => {
    const scene = given(courseAfter('prescription')).hours(24 * 200);
    expect(whats(of(scene.course), 'session')).toContain('dosing-8');
  });

  it('has no treatment consent and a protocol that asks for none, it says what is missing', () => {
    const without = calmWith((calm) => ({ ...calm, consents: ['electronicMessages'] }));
    const { stuck } = of(started({ protocol: without }));
    expect(stuck?.map(({ code }) => code)).toEqual([
      'nothing-assumed',
      'approval-missing',
      'consent-missing',
    ]);
  });

  it('has a gate nobody is assumed to open, its session is moved once, and it says which', () => {
    const without = calmWith((calm) => ({ ...calm, consents: ['electronicMessages'] }));
    const signed = given(started({ protocol: without })).when(
      report('consentSigned', { kinds: ['treatment'] }),
    );
    const course = courseWithDosingBooked(signed.course);
    const ahead = at(course, report('consentRevoked', { kinds: ['treatment'] }));
    expect(ahead.stuck?.map(({ code }) => code)).toEqual(['consent-missing']);
    expect(moves(ahead)).toBe(1);
  });

  it('is short of a dose before the dose review, it says that nobody may prescribe', () => {
    const scene = given(courseAfter('prescription')).hours(72);
    const one = scene.when(report('shipmentReceived', { doses: 1 })).thenAccepted();
    expect(of(one.course).stuck?.map(({ code }) => code)).toEqual(['dose-unconfirmed']);
  });

  it('continues for years, it stops at the horizon and says so', () => {
    const long = calmWith((calm) => ({
      ...calm,
      dosing: { ...calm.dosing, planned: 40, gapDays: 60 },
    }));
    expect(of(started({ protocol: long })).stuck?.map(({ code }) => code)).toEqual(['beyond-horizon']);
  });

  it('has a changed order to read, client and therapist read it before the next dosing session', () => {
    const ahead = at(courseAfter('dosing booked 4'), report('doseChanged', { order: 'order-2' }));
    expect(whats(ahead, 'step').filter((what) => what === 'doseChangeAcknowledged')).toHaveLength(2);
    expect(whats(ahead, 'session')).toContain('dosing-8');
    expect(moves(ahead)).toBe(0);
  });

  it('has holds, the one reviewed first is lifted first, or all on the day assumed', () => {
    const hold = (day: string) =>
      report('holdPlaced', { reason: 'away', reviewOn: `2027-02-${day}T12:00-08:00` });
    const scene = given(courseAfter('preparation 2')).when(hold('20'), hold('10'), hold('15'));
    const lifted = (assume = {}) =>
      of(scene.course, assume)
        .entries.filter(({ what }) => what === 'holdLifted')
        .map((entry) => entry.at.slice(0, 10));
    expect(lifted()).toEqual(['2027-02-10', '2027-02-15', '2027-02-20']);
    expect(lifted({ holdsLiftedOn: '2027-03-01' })).toEqual(Array(3).fill('2027-03-01'));
    expect(of(scene.course)).not.toHaveProperty('stuck');
  });

  it('is on hold and owes money, it is still paid', () => {
    const owing = given(courseAfter('dosing ended 1')).when(report('crisisFlagged', {})).thenAccepted();
    expect(whats(of(owing.course), 'step').slice(0, 3)).toContain('paymentPosted');
  });

  it('continues with therapy, it is reviewed when that ends', () => {
    const reviewOn = '2027-09-15T11:00-07:00';
    const scene = given(courseAfter('integration 8'));
    const ahead = at(scene.course, report('courseReviewed', { decision: 'moreTherapy', reviewOn }));
    const [reviewed] = ahead.entries.filter(({ what }) => what === 'courseReviewed').slice(-1);
    expect(reviewed?.at).toBe('2027-09-15T18:00:00.000Z');
  });

  it('has limits below what is usual, vitals are assumed inside them', () => {
    const low = { systolicMax: 100, diastolicMax: 60, pulseMax: 55 };
    const ahead = at(courseAfter('dosing booked 1'), report('vitalsLimitsSet', low));
    expect(moves(ahead)).toBe(0);
    expect(ahead).not.toHaveProperty('stuck');
  });

  it('has an integration booked beyond those owed, it takes place too', () => {
    const scene = given(courseAfter('integration 1'));
    const ahead = at(scene.course, booked('integration', plusHours(scene.now, 48)));
    const [further] = ahead.entries.filter(({ kind }) => kind === 'session');
    expect(further).toMatchObject({ session: 'integration-2', at: plusHours(scene.now, 48) });
  });

  it('integrates in the same visit, it does so after the session, and further ones on other days', () => {
    const cornerstone = loadProtocol('healing-cornerstone');
    const protocol = { ...cornerstone, integration: { ...cornerstone.integration, perCycle: 2 } };
    const days = of(courseAfter('dosing booked 1', { protocol }))
      .entries.filter(({ kind }) => kind === 'session')
      .map((entry) => `${entryName(entry)} on ${entry.at.slice(5, 10)}`);
    expect(days.slice(0, 3)).toEqual([
      'dosing-1 on 01-13',
      'integration-1 on 01-13',
      'integration-2 on 01-14',
    ]);
  });

  it('has integration booked for before the session will be over, it is moved behind it', () => {
    const scene = given(courseAfter('dosing booked 1', { protocol: loadProtocol('healing-cornerstone') }));
    const { start, minutes } = scene.session('dosing-1');
    const together = scene.when(booked('integration', plusHours(start, minutes / 60))).thenAccepted();
    const ahead = of(together.course, { dosingMinutes: minutes + 30 });
    expect(whats(ahead, 'step')).toContain('sessionRescheduled');
    expect(whats(ahead, 'session').slice(0, 2)).toEqual(['dosing-1', 'integration-1']);
  });
});

describe('the forecast', () => {
  it('reaches the end of a course that requires labs, training and a ride home', () => {
    const { course, signals } = wholeCourse(ASKING_FOR_ALL);
    expect(course.closed?.outcome).toBe('completed');
    expect(plan(course)).toBeUndefined();
    expect(signals.filter(({ answer }) => !answer.accepted)).toEqual([]);
  });
});
