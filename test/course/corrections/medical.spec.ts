import { usableDoses } from '../../../src/course/selectors/supply';
import { loadProtocol } from '../../../src/protocols/load';
import { calmWith } from '../support/courses';
import { after } from '../support/given';
import { said } from '../support/said';
import { lastOf, taken } from '../support/taken';

const MACKENZIE = { protocol: loadProtocol('mackenzie') };

describe('medical reports made by mistake', () => {
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
