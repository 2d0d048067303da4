import { usableDoses } from '../../../src/course/selectors/supply';
import { loadProtocol } from '../../../src/protocols/load';
import { calmWith } from '../support/courses';
import { after } from '../support/given';
import { report } from '../support/signals';
import { lastOf, correction } from '../support/corrections';

const MACKENZIE = { protocol: loadProtocol('mackenzie') };

describe('medical reports made by mistake', () => {
  it('a supply that has not arrived is on its way again', () => {
    const scene = after('starter supply');
    const undone = scene.when(correction(lastOf(scene, 'shipmentReceived'), 'frontDesk')).thenAccepted();
    expect(usableDoses(undone.course)).toBe(0);
    undone.when(report('shipmentReceived', { doses: 2 })).thenAccepted();
    expect(undone.course.prescriptions.at(-1)).not.toHaveProperty('receivedAt');
  });

  it('a supply of which a dose was used cannot be corrected: the count never goes below zero', () => {
    const scene = after('dosing started 1');
    scene.when(correction(lastOf(scene, 'shipmentReceived'))).thenRejected('built-upon');
  });

  it('a count can be corrected until something else happens to the supply', () => {
    const scene = after('starter supply').when(
      report('dosesReconciled', { left: 1, lost: 1 }, { id: 'count' }),
    );
    expect(usableDoses(scene.when(correction('count')).thenAccepted().course)).toBe(2);
    scene.when(report('dosesReconciled', { left: 1 }), correction('count')).thenRejected('built-upon');
  });

  it('labs and training are owed again, and an earlier clearance still counts', () => {
    const clinic = after('enrolment', { protocol: loadProtocol('welches-pazio') })
      .when(report('labsCleared', {}, { id: 'first' }))
      .hours(1)
      .when(report('labsCleared', {}, { id: 'second' }));
    const first = clinic.course.signalLog.first?.at;
    expect(clinic.when(correction('second', 'prescriber')).thenAccepted().course.labsClearedAt).toBe(first);
    expect(clinic.when(correction('second'), correction('first')).thenAccepted().course).not.toHaveProperty(
      'labsClearedAt',
    );
    const home = after('enrolment', MACKENZIE).when(
      report('trainingCompleted', {}, { id: 'trained' }),
      correction('trained'),
    );
    expect(home.thenAccepted().course).not.toHaveProperty('trainedAt');
  });

  it('a dose confirmed by mistake must be confirmed again, unless a supply depends on it', () => {
    const scene = after('dose confirmed');
    const id = lastOf(scene, 'doseConfirmed');
    expect(scene.when(correction(id, 'prescriber')).thenAccepted().course).not.toHaveProperty(
      'doseConfirmedAt',
    );
    after('further supply').when(correction(id)).thenRejected('built-upon');
  });

  it('a questionnaire of another client is removed', () => {
    const before = after('integration 2');
    const scene = before.when(
      report('measureSubmitted', { instrument: 'GAD-7', items: [1, 1, 1, 1, 1, 1, 1] }, { id: 'answers' }),
      correction('answers', 'therapist'),
    );
    expect(scene.thenAccepted().course.measures).toEqual(before.course.measures);
  });

  it('an order in a confirmed dose cannot be corrected, nor a supply followed by another', () => {
    const scene = after('further supply');
    const undone = scene.when(correction(lastOf(scene, 'shipmentReceived'))).thenAccepted();
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
      report('trainingCompleted', {}, { id: 'trained' }),
      report('labsCleared', {}, { id: 'cleared' }),
    );
    expect(scene.when(correction('cleared')).thenAccepted().course).not.toHaveProperty('labsClearedAt');
    expect(scene.when(correction('trained')).thenAccepted().course).not.toHaveProperty('trainedAt');
  });

  it('of several questionnaires only the corrected ones are removed', () => {
    const phq = { instrument: 'PHQ-9' as const, items: [1, 1, 1, 1, 1, 1, 1, 1, 0] };
    const gad = { instrument: 'GAD-7' as const, items: [1, 1, 1, 1, 1, 1, 1] };
    const scene = after('integration 2')
      .when(report('measureSubmitted', gad, { id: 'first' }))
      .hours(1)
      .when(
        report('measureSubmitted', phq, { id: 'other' }),
        report('measureSubmitted', gad, { id: 'second' }),
      )
      .hours(1)
      .when(report('measureSubmitted', gad, { id: 'third' }));
    const all = scene.course.measures;
    for (const [id, gone] of [
      ['first', -4],
      ['other', -3],
      ['second', -2],
      ['third', -1],
    ] as const) {
      const left = scene.when(correction(id)).thenAccepted().course.measures;
      expect(left).toEqual(all.filter((_, index) => index !== all.length + gone));
    }
  });
});
