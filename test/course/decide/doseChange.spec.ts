import { usableDoses, dosesOnHand } from '../../../src/course/selectors/supply';
import type { Role } from '../../../src/catalog/shapes';
import { after, given } from '../support/given';
import { about, report } from '../support/signals';
import { correction } from '../support/corrections';

const changed = (order = 'order-2') => report('doseChanged', { order });
const read = (by: Role, order = 'order-2') => report('doseChangeAcknowledged', { order }, { by });
const prescribed = (doses: number) => report('prescriptionIssued', { doses });
const received = (doses: number) => report('shipmentReceived', { doses });
const counted = (left: number, destroyed: number) => report('dosesReconciled', { left, destroyed });

describe('a changed order', () => {
  it('needs an approval', () => {
    after('preparation 3').when(changed()).thenRejected('approval-missing', 'prescriber');
  });

  it('is acknowledged with a note, where there is one', () => {
    const note = 'read together';
    const noted = report('doseChangeAcknowledged', { order: 'order-2', note }, { by: 'therapist' });
    const reported = after('starter supply')
      .when(changed(), noted, read('client'))
      .all('doseChangeAcknowledged');
    expect(reported.map((each) => each.note)).toEqual([note, undefined]);
    expect(reported[1]).not.toHaveProperty('note');
  });

  it('cannot be acknowledged under another reference: the refusal names the current one', () => {
    const outdated = after('starter supply').when(changed(), read('client', 'order-1'));
    outdated.thenRejected('order-outdated', 'client', 'therapist');
    expect(outdated.answer.reasons[0]?.sentence).toBe('The current order (order-2) must be acknowledged.');
    const none = after('starter supply').when(read('client')).thenRejected('order-unchanged');
    expect(none.answer.reasons.map(({ sentence }) => sentence)).toContain(
      'The current order (none) must be acknowledged.',
    );
  });

  it('has a reference of its own', () => {
    after('starter supply').when(changed(), changed()).thenRejected('order-known', 'prescriber');
  });

  it('sets the old supply aside until it is counted as destroyed', () => {
    const scene = after('further supply').when(changed()).thenAccepted();
    expect([usableDoses(scene.course), dosesOnHand(scene.course)]).toEqual([0, 6]);
    scene.thenTask('quarantined-supply', 'frontDesk');
    const half = scene.when(counted(3, 3)).thenAccepted().thenTask('quarantined-supply', 'frontDesk');
    expect(usableDoses(half.course)).toBe(0);
    half.when(counted(0, 3)).thenNoTask('quarantined-supply');
  });

  it('sets aside only what is left when the rest was lost', () => {
    const { course } = after('further supply')
      .when(changed(), report('dosesReconciled', { left: 2, lost: 4 }))
      .thenAccepted();
    expect([usableDoses(course), course.supply.quarantined]).toEqual([0, 2]);
  });

  it('leaves the supply of the new order usable when the old one is destroyed', () => {
    const { course } = after('further supply')
      .when(changed(), prescribed(3), received(3), counted(3, 6))
      .thenAccepted();
    expect([usableDoses(course), course.supply.quarantined]).toEqual([3, 0]);
  });

  it('opens the task for the set-aside supply again the next time', () => {
    const { course } = after('starter supply').when(changed());
    const [key = ''] = Object.keys(course.tasks).filter((each) => each.startsWith('quarantined-supply'));
    given(course)
      .when(report('taskCompleted', { task: key }))
      .thenNoTask('quarantined-supply')
      .hours(1)
      .when(prescribed(2), received(2), changed('order-3'))
      .thenTask('quarantined-supply', 'frontDesk');
  });

  it('sets aside a supply of the old order that arrives later', () => {
    const scene = after('prescription').when(report('shipmentSent', { doses: 2 }), changed());
    scene.when(report('shipmentLost', {})).thenAccepted();
    const arrived = scene.when(received(2)).thenAccepted();
    expect([usableDoses(arrived.course), dosesOnHand(arrived.course)]).toEqual([0, 2]);
    arrived.when(prescribed(2), received(2)).thenAccepted();
    expect(usableDoses(arrived.when(prescribed(2), received(2)).course)).toBe(2);
  });

  /** The old parcel is on its way, and so is the one of the new order. */
  const both = () =>
    after('prescription')
      .when(report('shipmentSent', { doses: 2 }), changed())
      .hours(1)
      .when(prescribed(2), report('shipmentSent', { doses: 2 }))
      .thenAccepted()
      .hours(24);
  const arrived = (supply: string, doses = 2) => report('shipmentReceived', { doses, supply });

  it('never takes an old parcel for the new one: if it may be either, the report must name it', () => {
    const asked = both().when(received(2)).thenRejected('supply-ambiguous', 'client', 'frontDesk');
    expect(asked.answer.reasons[0]?.sentence).toBe(
      'More than one supply may be meant. Report which one: supply-1 (prescribed 2027-01-22), supply-2 (prescribed 2027-01-22).',
    );
    expect(asked.course.supply).toMatchObject({ dispensed: 0, quarantined: 0 });
  });

  it('sets the old parcel aside and makes the new one usable, whichever comes first', () => {
    const old = both().when(arrived('supply-1')).thenAccepted();
    expect([usableDoses(old.course), old.course.supply.quarantined]).toEqual([0, 2]);
    old.thenTask('quarantined-supply', 'frontDesk');
    const last = old.hours(24).when(received(2)).thenAccepted();
    expect([usableDoses(last.course), last.course.supply.quarantined]).toEqual([2, 2]);
    const fresh = both().when(arrived('supply-2')).thenAccepted();
    expect([usableDoses(fresh.course), fresh.course.supply.quarantined]).toEqual([2, 0]);
    const stray = fresh.hours(24).when(received(2)).thenAccepted();
    expect([usableDoses(stray.course), stray.course.supply.quarantined]).toEqual([2, 2]);
    stray.when(received(2)).thenRejected('no-supply-under-way');
  });

  it('accepts a named supply only if it may still arrive, and with no more doses than prescribed', () => {
    both().when(arrived('supply-3')).thenRejected('supply-not-expected', 'client', 'frontDesk');
    both().when(arrived('supply-1'), arrived('supply-1')).thenRejected('supply-not-expected');
    both().when(arrived('supply-1', 3)).thenRejected('more-than-prescribed', 'prescriber');
    after('prescription').when(arrived('supply-1')).thenAccepted();
  });

  it('takes a parcel with no reported shipment for the new one, unless it is named', () => {
    const unsent = () => after('prescription').when(changed()).hours(1).when(prescribed(2));
    expect(usableDoses(unsent().when(received(2)).thenAccepted().course)).toBe(2);
    const { course } = unsent().when(received(2), arrived('supply-1')).thenAccepted();
    expect([usableDoses(course), course.supply.quarantined]).toEqual([2, 2]);
  });

  it('corrects an arrival for the supply that arrived, whichever that is', () => {
    const reported = both().when(report('shipmentReceived', { doses: 2, supply: 'supply-1' }, { id: 'old' }));
    const undone = reported.when(correction('old', 'frontDesk')).thenAccepted();
    expect(undone.course.prescriptions).toEqual(both().course.prescriptions);
    expect(undone.course.supply).toEqual(both().course.supply);
    undone.when(arrived('supply-2')).thenAccepted();
  });

  it('can be filled at once, even during the exploratory sessions', () => {
    const scene = after('integration 1').when(changed());
    scene.when(prescribed(3)).thenRejected('too-many-doses', 'prescriber');
    scene.when(prescribed(2)).thenAccepted();
    scene.when(prescribed(2), received(2), prescribed(2)).thenRejected('dose-unconfirmed');
    expect(scene.course.doseConfirmedAt).toBeUndefined();
  });

  it('opens the rest of the series after the exploratory sessions', () => {
    after('integration 2')
      .thenTask('dose-review', 'prescriber')
      .when(changed())
      .thenNoTask('dose-review')
      .when(prescribed(6))
      .thenAccepted();
  });
});

describe('a dosing session after a changed order', () => {
  /** The order changed between the support person's word and the session; new doses have come. */
  const refilled = () =>
    after('support for dosing 1').when(changed(), prescribed(2), received(2)).thenAccepted();
  const START = '2027-02-15T10:00-08:00';
  const starts = () => about('dosingStarted', 'dosing-1');

  it('waits until both have acknowledged', () => {
    const day = refilled().at(START);
    day.when(starts()).thenRejected('dose-change-unacknowledged', 'client', 'therapist');
    day.when(read('client'), starts()).thenRejected('dose-change-unacknowledged', 'therapist');
    day.when(read('therapist'), starts()).thenRejected('dose-change-unacknowledged', 'client');
    day.when(read('therapist'), read('client'), starts()).thenAccepted();
  });

  it('needs the acknowledgment before it starts, not only before it is reported', () => {
    const start = report('dosingStarted', { session: 'dosing-1' }, { occurredAt: START });
    refilled()
      .at('2027-02-15T11:00-08:00')
      .when(read('client'), read('therapist'), start)
      .thenRejected('dose-change-unacknowledged');
  });

  it('is not opened by an override', () => {
    refilled()
      .at(START)
      .when(
        report(
          'gateOverridden',
          { gate: 'dose-change-unacknowledged', reason: 'told by phone' },
          { by: 'therapist' },
        ),
      )
      .thenRejected('gate-not-overridable');
  });

  it('waits for the supply too', () => {
    after('support for dosing 1')
      .when(changed(), read('client'), read('therapist'))
      .thenGates('supply-empty');
  });

  it('is announced to the client without its content, and is a task for the therapist until both have read it', () => {
    const scene = refilled();
    expect(scene.sent('orderChanged', 'client')).toHaveLength(1);
    scene.thenTask('acknowledge-dose-change', 'therapist');
    scene
      .when(read('client'))
      .thenTask('acknowledge-dose-change', 'therapist')
      .when(read('therapist'))
      .thenNoTask('acknowledge-dose-change');
  });

  it('needs the acknowledgment of the current order', () => {
    refilled().when(read('client', 'order-1')).thenRejected('order-outdated', 'client', 'therapist');
    after('starter supply').when(read('client')).thenRejected('order-unchanged', 'prescriber');
    refilled()
      .when(read('client'), read('therapist'), changed('order-3'))
      .thenGates('supply-empty', 'dose-change-unacknowledged');
  });
});
