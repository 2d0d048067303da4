/** Care that was reported by mistake, while nothing rests on it. course.md §3 */
import { usableDoses } from '../../../src/course/selectors/supply';
import { balanceCents } from '../../../src/course/money/ledger';
import { loadProtocol } from '../../../src/protocols/load';
import { calmWith } from '../support/courses';
import { after, type Scene } from '../support/given';
import { about, booked, said } from '../support/said';
import { lastOf, taken, toldOf } from '../support/taken';

const balance = ({ course }: Scene): number => balanceCents(course.money);
const MACKENZIE = { protocol: loadProtocol('mackenzie') };
const CORNERSTONE = { protocol: loadProtocol('healing-cornerstone') };

describe('care reported by mistake', () => {
  it('an integration that did not take place is owed again, and is a breach when late', () => {
    const scene = after('integration 2');
    const id = lastOf(scene, 'integrationCompleted');
    const undone = scene.when(taken(id, 'therapist')).thenAccepted();
    expect(undone.course.cycles[1]).not.toHaveProperty('integratedAt');
    expect(undone.course.cycles[1]?.integrations).toBe(0);
    expect(undone.hours(96).all('breached')).toHaveLength(1);
  });

  it('the last of several integrations must be corrected first', () => {
    const scene = after('integration 1', MACKENZIE);
    const all = toldOf(scene, 'integrationCompleted');
    expect(all).toHaveLength(2);
    scene.when(taken(all[0] ?? '')).thenRejected('built-upon', 'therapist');
    const undone = scene.when(taken(all[1] ?? ''), taken(all[0] ?? '')).thenAccepted();
    expect(undone.course.cycles[0]?.integrations).toBe(0);
  });

  it('what a later dosing session depends on cannot be corrected', () => {
    const scene = after('dosing started 1');
    scene.when(taken(lastOf(scene, 'sessionCompleted'))).thenRejected('built-upon');
  });

  it('a session wrongly reported as a no-show is booked again, and its fee credited', () => {
    const scene = after('support for dosing 1');
    const { start } = scene.session('dosing-1');
    const missed = scene
      .at(start)
      .when(said('sessionNoShow', { session: 'dosing-1' }, { id: 'missed' }))
      .thenAccepted();
    const undone = missed.when(taken('missed', 'frontDesk')).thenAccepted();
    expect(undone.session('dosing-1')).not.toHaveProperty('missedAt');
    expect(balance(undone)).toBe(balance(scene));
    undone.when(about('dosingStarted', 'dosing-1')).thenAccepted();
    const rebooked = missed.when(booked('dosing', '2027-06-01T10:00-07:00'));
    rebooked.when(taken('missed')).thenRejected('built-upon');
  });

  it('a supply that has not arrived is on its way again', () => {
    const scene = after('starter supply');
    const undone = scene.when(taken(lastOf(scene, 'shipmentReceived'), 'frontDesk')).thenAccepted();
    expect(usableDoses(undone.course)).toBe(0);
    undone.when(said('shipmentReceived', { doses: 2 })).thenAccepted();
    expect(undone.course.prescriptions.at(-1)).not.toHaveProperty('receivedAt');
  });

  it('a supply of which a dose was used cannot be corrected: the count never goes below zero', () => {
    const scene = after('dosing started 1');
    scene.when(taken(lastOf(scene, 'shipmentReceived'))).thenRejected('built-upon');
  });

  it('a count can be corrected until something else happens to the supply', () => {
    const scene = after('starter supply').when(
      said('dosesReconciled', { left: 1, lost: 1 }, { id: 'count' }),
    );
    expect(usableDoses(scene.when(taken('count')).thenAccepted().course)).toBe(2);
    scene.when(said('dosesReconciled', { left: 1 }), taken('count')).thenRejected('built-upon');
  });

  it('a support person named for the wrong session is asked for again', () => {
    const scene = after('support for dosing 1');
    const undone = scene.when(taken(lastOf(scene, 'supportPersonConfirmed'), 'supportPerson')).thenAccepted();
    expect(undone.status.gates.map(({ code }) => code)).toContain('support-person-unconfirmed');
  });

  it('a support person confirmed by mistake is still absent if they had canceled', () => {
    const absent = after('dosing booked 1').when(said('supportPersonUnavailable', { session: 'dosing-1' }));
    const undone = absent
      .when(said('supportPersonConfirmed', { session: 'dosing-1' }, { id: 'wrong' }))
      .thenNoTask('reschedule-session')
      .when(taken('wrong'))
      .thenAccepted()
      .thenTask('reschedule-session', 'frontDesk');
    expect(undone.session('dosing-1')).toEqual(absent.session('dosing-1'));
    expect(undone.status.gates.map(({ code }) => code)).toContain('support-person-absent');
  });

  it('vitals of another client can be corrected until the session starts', () => {
    const vitals = { systolic: 120, diastolic: 80, pulse: 70 };
    const measured = after('support for dosing 1').when(
      said('vitalsRecorded', { session: 'dosing-1', when: 'before', vitals }, { id: 'vitals' }),
    );
    expect(measured.when(taken('vitals', 'client')).thenAccepted().session('dosing-1')).not.toHaveProperty(
      'vitalsBefore',
    );
    measured
      .at(measured.session('dosing-1').start)
      .when(about('dosingStarted', 'dosing-1'))
      .thenAccepted()
      .when(taken('vitals'))
      .thenRejected('built-upon');
  });

  it('labs and training are owed again, and an earlier clearance still counts', () => {
    const clinic = after('enrolment', { protocol: loadProtocol('welches-pazio') })
      .when(said('labsCleared', {}, { id: 'first' }))
      .hours(1)
      .when(said('labsCleared', {}, { id: 'second' }));
    const first = clinic.course.signalLog.first?.at;
    expect(clinic.when(taken('second', 'prescriber')).thenAccepted().course.labsClearedAt).toBe(first);
    expect(clinic.when(taken('second'), taken('first')).thenAccepted().course).not.toHaveProperty(
      'labsClearedAt',
    );
    const home = after('enrolment', MACKENZIE).when(
      said('trainingCompleted', {}, { id: 'trained' }),
      taken('trained'),
    );
    expect(home.thenAccepted().course).not.toHaveProperty('trainedAt');
  });

  it('a dose confirmed by mistake must be confirmed again, unless a supply depends on it', () => {
    const scene = after('dose confirmed');
    const id = lastOf(scene, 'doseConfirmed');
    expect(scene.when(taken(id, 'prescriber')).thenAccepted().course).not.toHaveProperty('doseConfirmedAt');
    after('further supply').when(taken(id)).thenRejected('built-upon');
  });

  it('a questionnaire of another client is removed', () => {
    const before = after('integration 2');
    const scene = before.when(
      said('measureSubmitted', { instrument: 'GAD-7', items: [1, 1, 1, 1, 1, 1, 1] }, { id: 'answers' }),
      taken('answers', 'therapist'),
    );
    expect(scene.thenAccepted().course.measures).toEqual(before.course.measures);
  });

  it('an additional integration leaves the cycle integrated when corrected', () => {
    const scene = after('integration 1', MACKENZIE).when(booked('integration', '2027-12-01T10:00-08:00'));
    const [ref] = scene.course.sessions.slice(-1).map((session) => session.ref);
    const more = scene
      .thenAccepted()
      .at('2027-12-01T11:00-08:00')
      .when(said('integrationCompleted', { session: ref ?? '' }, { id: 'more' }))
      .thenAccepted();
    const [cycle] = more.when(taken('more')).thenAccepted().course.cycles;
    expect(cycle).toMatchObject({ integrations: 2, integratedAt: scene.course.cycles[0]?.integratedAt });
  });

  it('a missed opening session is not booked again once another is booked in its place', () => {
    const start = '2027-01-20T10:00-08:00';
    const missed = (scene: Scene) =>
      scene
        .when(booked('preparation', start))
        .at(start)
        .when(said('sessionNoShow', { session: 'preparation-1' }, { id: 'missed' }))
        .thenAccepted();
    const replaced = booked('preparation', '2027-01-22T10:00-08:00');
    const opening = missed(after('enrolment', MACKENZIE));
    opening.when(taken('missed')).thenAccepted();
    opening.when(replaced, taken('missed')).thenRejected('built-upon', 'frontDesk', 'therapist');
    missed(after('enrolment')).when(replaced, taken('missed')).thenAccepted();
  });

  it('preparation can be corrected regardless of later sessions', () => {
    const again = after('preparation 1', CORNERSTONE).when(booked('preparation', '2027-12-01T10:00-08:00'));
    again
      .at('2027-12-01T11:00-08:00')
      .when(said('sessionCompleted', { session: 'preparation-2' }, { id: 'more' }), taken('more'))
      .thenAccepted();
    const calm = after('preparation 1').when(booked('medical', '2027-12-01T10:00-08:00'));
    calm
      .at('2027-12-01T11:00-08:00')
      .when(said('sessionCompleted', { session: 'medical-1' }, { id: 'late' }), taken('late'))
      .thenAccepted();
  });

  it('a report about a dosing session cannot be corrected once it is no longer booked, or after a newer one', () => {
    const scene = after('support for dosing 1');
    const told = taken(lastOf(scene, 'supportPersonConfirmed'));
    scene
      .when(said('sessionCancelled', { session: 'dosing-1' }))
      .thenAccepted()
      .when(told)
      .thenRejected('built-upon', 'frontDesk', 'therapist');
    scene
      .when(said('supportPersonConfirmed', { session: 'dosing-1' }))
      .thenAccepted()
      .when(told)
      .thenRejected('built-upon', 'lead');
  });

  it('vitals are corrected one by one, the latest first, until the session continues', () => {
    const vitals = { systolic: 120, diastolic: 80, pulse: 70 };
    const measured = (when: 'before' | 'after', id: string) =>
      said('vitalsRecorded', { session: 'dosing-1', when, vitals }, { id });
    const before = after('support for dosing 1').when(
      measured('before', 'first'),
      measured('before', 'second'),
    );
    before.when(taken('first')).thenRejected('built-upon', 'lead');
    before.when(taken('second'), taken('first')).thenAccepted();
    const under = before
      .at(before.session('dosing-1').start)
      .when(about('dosingStarted', 'dosing-1'), measured('after', 'after'))
      .thenAccepted();
    const undone = under.when(taken('after')).thenAccepted();
    expect(undone.session('dosing-1')).toMatchObject({ vitalsBefore: vitals, status: 'inSession' });
    expect(undone.session('dosing-1')).not.toHaveProperty('vitalsAfter');
    const ended = under.when(about('dosingEnded', 'dosing-1')).thenAccepted();
    ended.when(taken('after')).thenAccepted();
    const gone = ended
      .hours(3)
      .when(said('clientReleased', { session: 'dosing-1', oriented: true, escort: true }));
    gone.thenAccepted().when(taken('after')).thenRejected('built-upon', 'lead');
  });

  it('an order in a confirmed dose cannot be corrected, nor a supply followed by another', () => {
    const scene = after('further supply');
    const undone = scene.when(taken(lastOf(scene, 'shipmentReceived'))).thenAccepted();
    expect(undone.course.prescriptions.map(({ receivedAt }) => receivedAt !== undefined)).toEqual([
      true,
      false,
    ]);
    expect(undone.course.prescriptions[0]).toEqual(scene.course.prescriptions[0]);
  });

  it('correcting labs does not affect other reports', () => {
    const protocol = calmWith((calm) => ({
      ...calm,
      screening: { ...calm.screening, labs: true, training: true },
    }));
    const scene = after('enrolment', { protocol }).when(
      said('trainingCompleted', {}, { id: 'trained' }),
      said('labsCleared', {}, { id: 'cleared' }),
    );
    expect(scene.when(taken('cleared')).thenAccepted().course).not.toHaveProperty('labsClearedAt');
    expect(scene.when(taken('trained')).thenAccepted().course).not.toHaveProperty('trainedAt');
  });

  it('of several questionnaires only the corrected ones are removed', () => {
    const phq = { instrument: 'PHQ-9' as const, items: [1, 1, 1, 1, 1, 1, 1, 1, 0] };
    const gad = { instrument: 'GAD-7' as const, items: [1, 1, 1, 1, 1, 1, 1] };
    const scene = after('integration 2')
      .when(said('measureSubmitted', gad, { id: 'first' }))
      .hours(1)
      .when(said('measureSubmitted', phq, { id: 'other' }), said('measureSubmitted', gad, { id: 'second' }))
      .hours(1)
      .when(said('measureSubmitted', gad, { id: 'third' }));
    const all = scene.course.measures;
    for (const [id, gone] of [
      ['first', -4],
      ['other', -3],
      ['second', -2],
      ['third', -1],
    ] as const) {
      const left = scene.when(taken(id)).thenAccepted().course.measures;
      expect(left).toEqual(all.filter((_, index) => index !== all.length + gone));
    }
  });
});
