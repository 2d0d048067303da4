/** What a report changes, and what it leaves alone. */
import { cycleOwingIntegration, seriesDosingsDone, lastCycle } from '../../../src/course/selectors/cycles';
import { plusHours } from '../../../src/time/instant';
import { noteDelivery, start } from '../../../src/course/step';
import type { Course } from '../../../src/course/state';
import { courseAfter, started } from '../support/courses';
import { after, given, type Scene } from '../support/given';
import { about, booked, report } from '../support/signals';

const noted = (course: Course, key: string, how: 'failed' | 'referralFailed'): Course =>
  noteDelivery(course, { type: 'messageUndelivered', at: course.clock, key, how }, course.clock).course;

describe('an overridden gate', () => {
  it('is that one: another one leaves the integration owed', () => {
    const owing = given({ ...courseAfter('dosing 1'), preparationMinimum: 99 });
    const other = owing.when(report('gateOverridden', { gate: 'preparation-short', reason: 'known well' }));
    expect(cycleOwingIntegration(other.thenAccepted().course)?.number).toBe(1);
    const same = owing.when(
      report('gateOverridden', { gate: 'integration-owed', reason: 'talked by telephone' }),
    );
    expect(cycleOwingIntegration(same.thenAccepted().course)).toBeUndefined();
  });
});

describe('a booster', () => {
  it('is a cycle of its own that does not count in the series', () => {
    const before = after('maintenance');
    const ready = before.when(
      report('followUpCompleted', {}),
      report('prescriptionIssued', { doses: 1 }),
      report('shipmentReceived', { doses: 1 }),
      booked('dosing', '2027-07-08T10:00-07:00'),
      report('supportPersonConfirmed', { session: 'dosing-9' }),
    );
    const boosted = ready
      .at('2027-07-08T10:00-07:00')
      .when(about('dosingStarted', 'dosing-9'))
      .thenAccepted().course;
    expect(lastCycle(boosted)).toMatchObject({ number: 9, booster: true });
    expect(seriesDosingsDone(boosted)).toBe(seriesDosingsDone(before.course));
    expect(lastCycle(before.course)).toMatchObject({ number: 8, booster: false });
  });
});

describe('a revoked consent', () => {
  it('leaves the others', () => {
    const { consents } = after('enrolment').when(
      report('consentRevoked', { kinds: ['telehealth', 'electronicMessages'] }),
    ).course;
    expect(Object.keys(consents)).toEqual(['treatment']);
  });
});

describe('a number of dosing sessions', () => {
  const begun = (dosings?: number) => {
    const { startedAt: at, protocol, practice, client } = started();
    const first = {
      course: 'c-1',
      at,
      protocol,
      practice,
      client,
      ...(dosings !== undefined && { dosings }),
    };
    return start(first, { role: 'frontDesk', id: 'f-1' }, at).course;
  };

  it('given at the start is the client’s own', () => {
    expect(begun(5)).toMatchObject({ dosingsPlanned: 5, dosingsSet: true });
    expect(begun()).toMatchObject({ dosingsPlanned: 8 });
    expect(begun()).not.toHaveProperty('dosingsSet');
  });
});

describe('a late report', () => {
  it('turns neither the clock nor the progress back', () => {
    const scene = after('preparation 2').when(booked('preparation', '2027-01-15T10:00-08:00'));
    const late = scene
      .at('2027-01-18T10:00-08:00')
      .when(report('estimateIssued', { estimate: 'estimate-7', totalCents: 1 }))
      .when(about('sessionCompleted', 'preparation-3', { occurredAt: '2027-01-15T11:00-08:00' }))
      .thenAccepted();
    expect(late.course).toMatchObject({ progressAt: '2027-01-15T19:00:00.000Z', clock: late.now });
    const earlier = late.when(
      report('consentSigned', { kinds: ['part2'] }, { occurredAt: '2027-01-05T10:00-08:00' }),
    );
    expect(earlier.course).toMatchObject({ progressAt: '2027-01-15T19:00:00.000Z', clock: late.now });
  });
});

describe('a hold that ends', () => {
  const lifted = (scene: Scene) =>
    scene.hours(1).when(report('holdLifted', { hold: 'hold-1', reason: 'settled' }, { by: 'prescriber' }));
  const reviewOn = '2027-02-28T10:00-08:00';

  it('was a pause, or was not: only that is looked at again before the next dosing', () => {
    const paused = after('dosing booked 1').when(report('coursePaused', { reason: 'traveling', reviewOn }));
    expect(lifted(paused).thenAccepted().course.resumedAt).toBe(plusHours(paused.now, 1));
    const held = after('dosing booked 1').when(
      report('holdPlaced', { reason: 'as agreed', reviewOn }, { by: 'prescriber' }),
    );
    expect(lifted(held).thenAccepted().course).not.toHaveProperty('resumedAt');
  });
});

describe('a referral that arrives', () => {
  it('settles its own mishap, and no other', () => {
    const { course } = after('preparation 3');
    const failed = noted(noted(course, 'welcome:course:client', 'failed'), 'referral:1', 'referralFailed');
    expect(Object.values(failed.undelivered).sort()).toEqual(['failed', 'referralFailed']);
    const sent = given(failed)
      .when(report('referralSent', {}, { by: 'frontDesk' }))
      .thenAccepted();
    expect(sent.course.undelivered).toEqual({ 'welcome:course:client': 'failed' });
  });
});
