import { usableDoses, dosesOnHand } from '../../../src/course/selectors/supply';
import { courseAfter } from '../support/courses';
import { given } from '../support/given';
import { report } from '../support/signals';

const prescribed = (doses: number) => report('prescriptionIssued', { doses });
const replacement = (doses: number) => report('prescriptionIssued', { doses, replaces: true });
const received = (doses: number) => report('shipmentReceived', { doses });
const lost = (supply?: string) => report('shipmentLost', supply === undefined ? {} : { supply });

const approved = (occurredAt?: string) =>
  report('prescriberDecision', { decision: 'approved' }, occurredAt ? { occurredAt } : {});

/** The starter, sent on a Saturday afternoon and lost. */
const gone = () =>
  given(courseAfter('prescription'))
    .when(report('shipmentSent', { doses: 2 }))
    .hours(24)
    .when(lost())
    .thenAccepted();

describe('a lost supply', () => {
  it('brings nothing', () => {
    expect(usableDoses(gone().course)).toBe(0);
  });

  it('is announced to prescriber and lead at once, and to the client without details', () => {
    gone()
      .thenMessagesTo('prescriber', 'supplyLost', '2027-01-23 15:30')
      .thenMessagesTo('lead', 'supplyLost', '2027-01-23 15:30')
      .thenMessagesTo('client', 'supplyDelayed', '2027-01-23 15:30');
  });

  it('is never replaced automatically: an ordinary prescription is refused', () => {
    gone().when(prescribed(2)).thenRejected('lost-supply-undecided', 'prescriber');
  });

  it('is replaced when the prescriber marks the prescription as a replacement', () => {
    const scene = gone().thenTask('lost-supply', 'prescriber').when(replacement(2)).thenAccepted();
    expect(usableDoses(scene.thenNoTask('lost-supply').when(received(2)).thenAccepted().course)).toBe(2);
  });

  it('given up is closed: what arrives is the replacement, unless the report names the lost one', () => {
    const replaced = gone().when(replacement(2));
    const old = replaced.when(report('shipmentReceived', { doses: 2, supply: 'supply-1' })).thenAccepted();
    expect(usableDoses(old.course)).toBe(0);
    expect(usableDoses(old.when(received(2)).thenAccepted().course)).toBe(2);
    const both = replaced.when(received(2), received(2)).thenAccepted();
    expect(usableDoses(both.course)).toBe(2);
    both.thenTask('quarantined-supply', 'frontDesk').when(received(2)).thenRejected('no-supply-under-way');
  });

  it('can be followed by an ordinary prescription once the prescriber has approved again', () => {
    gone().when(approved()).thenNoTask('lost-supply').when(prescribed(2)).thenAccepted();
  });

  it('is not decided by an earlier approval that is reported late', () => {
    gone()
      .when(approved('2027-01-23T15:00-08:00'))
      .thenTask('lost-supply', 'prescriber')
      .when(prescribed(2))
      .thenRejected('lost-supply-undecided');
  });

  it('can be reported lost only once', () => {
    gone().when(lost()).thenRejected('no-supply-under-way', 'prescriber');
  });

  it('is set aside when it arrives after all, and the decision is still due', () => {
    const scene = gone()
      .when(received(2))
      .thenAccepted()
      .thenTask('quarantined-supply', 'frontDesk')
      .thenTask('lost-supply', 'prescriber');
    expect(usableDoses(scene.course)).toBe(0);
    scene.when(prescribed(2)).thenRejected('lost-supply-undecided');
    scene.when(replacement(2), received(2)).thenAccepted();
    expect(usableDoses(scene.when(replacement(2), received(2)).course)).toBe(2);
  });

  it('sends no reminder to a client who is waiting for the prescriber', () => {
    gone()
      .when(report('sessionCancelled', { session: 'preparation-4' }))
      .hours(24 * 40)
      .thenNoMessages('reachOut')
      .thenTask('lost-supply', 'prescriber');
  });
});

describe('a replacement', () => {
  it('needs a loss', () => {
    given(courseAfter('approval')).when(replacement(2)).thenRejected('nothing-to-replace', 'prescriber');
  });

  it('must not be larger than the lost supply', () => {
    gone().when(replacement(3)).thenRejected('too-many-doses', 'prescriber');
  });
});

/** An order was changed while its supply was in transit. */
const orderChanged = () =>
  given(courseAfter('dose confirmed'))
    .when(prescribed(6), report('shipmentSent', { doses: 6 }), report('doseChanged', { order: 'order-2' }))
    .thenAccepted();
/** With the new one in transit too. */
const twoParcels = () =>
  orderChanged()
    .when(prescribed(6), report('shipmentSent', { doses: 6 }))
    .thenAccepted();

describe('a loss while an old and a new parcel are in transit', () => {
  it('must say which', () => {
    const asked = twoParcels().when(lost()).thenRejected('supply-ambiguous', 'client', 'frontDesk');
    expect(asked.answer.reasons[0]?.sentence).toMatch(/supply-2 \(prescribed .*supply-3 \(prescribed/);
    twoParcels().when(lost('supply-1')).thenRejected('supply-not-expected');
    twoParcels().when(lost('supply-9')).thenRejected('supply-not-expected');
  });

  it('of the old one leaves the new one, which arrives without a name', () => {
    const scene = twoParcels().when(lost('supply-2')).thenAccepted();
    scene
      .thenNoMessages('supplyDelayed')
      .thenTask('lost-supply', 'prescriber')
      .when(lost('supply-2'))
      .thenRejected('supply-not-expected');
    expect(usableDoses(scene.when(received(6)).thenAccepted().course)).toBe(6);
  });

  it('of the new one is the loss of what the client waits for', () => {
    const scene = twoParcels().when(lost('supply-3')).thenTask('lost-supply', 'prescriber');
    scene.when(prescribed(6)).thenRejected('lost-supply-undecided');
    expect(usableDoses(scene.when(received(6)).thenAccepted().course)).toBe(0);
  });
});

describe('a loss of the old parcel before there is a new one', () => {
  it('needs no name, and no decision but the changed order', () => {
    const scene = orderChanged().when(lost()).thenTask('lost-supply', 'prescriber');
    scene.thenMessagesTo('prescriber', 'supplyLost', scene.sent('supplyLost', 'prescriber')[0] ?? '');
    scene.when(prescribed(6)).thenAccepted();
    scene.when(report('taskCompleted', { task: 'lost-supply:supply-2' })).thenNoTask('lost-supply');
    const replaced = scene.when(replacement(6)).thenAccepted();
    expect(usableDoses(replaced.when(received(6), received(6)).thenAccepted().course)).toBe(6);
  });

  it('is no loss of a parcel that was never sent', () => {
    given(courseAfter('dose confirmed'))
      .when(prescribed(6), report('doseChanged', { order: 'order-2' }), lost())
      .thenRejected('no-supply-under-way');
  });
});

describe('a loss reported by mistake', () => {
  const mistaken = (by?: 'partner' | 'lead' | 'therapist') =>
    report(
      'signalCorrected',
      { signal: 'lost-1', reason: 'it was the other parcel' },
      { by: by ?? 'frontDesk' },
    );
  const lostByMistake = (supply?: string) =>
    report('shipmentLost', supply === undefined ? {} : { supply }, { id: 'lost-1' });

  it('is taken back by whoever may report it, and the parcel is expected again', () => {
    const sent = given(courseAfter('prescription')).when(report('shipmentSent', { doses: 2 }));
    const scene = sent.when(lostByMistake(), mistaken()).thenAccepted().thenNoTask('lost-supply');
    expect(scene.course.prescriptions).toEqual(sent.course.prescriptions);
    expect(usableDoses(scene.when(received(2)).thenAccepted().course)).toBe(2);
    sent.when(lostByMistake(), mistaken('lead')).thenAccepted();
    sent.when(lostByMistake(), mistaken('therapist')).thenRejected('correction-not-yours');
  });

  it('stands once a replacement was prescribed, or the parcel has arrived', () => {
    const scene = given(courseAfter('prescription')).when(
      report('shipmentSent', { doses: 2 }),
      lostByMistake(),
    );
    scene.when(replacement(2), mistaken()).thenRejected('built-upon');
    scene.when(received(2), mistaken()).thenRejected('built-upon');
  });

  it('of the old parcel is taken back whatever happened to the new one', () => {
    const scene = orderChanged().when(lostByMistake(), prescribed(6), received(6), mistaken()).thenAccepted();
    const old = scene.when(report('shipmentReceived', { doses: 6, supply: 'supply-2' })).thenAccepted();
    expect(usableDoses(old.course)).toBe(6);
    expect(old.course.supply.quarantined).toBe(6);
  });
});

const counted = (left: number, lost = 0, destroyed = 0) =>
  report('dosesReconciled', { left, lost, destroyed });
const inHand = () => given(courseAfter('starter supply'));
const withdrew = () => inHand().when(report('clientWithdrew', {})).thenAccepted();

describe('doses counted', () => {
  it('must match the records: left, lost or destroyed', () => {
    expect(usableDoses(inHand().when(counted(2)).thenAccepted().course)).toBe(2);
    expect(usableDoses(inHand().when(counted(1, 1)).thenAccepted().course)).toBe(1);
    const none = inHand()
      .when(counted(0, 1, 1))
      .thenAccepted().course;
    expect(none.supply).toMatchObject({ dispensed: 2, used: 0, lost: 1, destroyed: 1, quarantined: 0 });
  });

  it.each([
    ['fewer', counted(1)],
    ['more', counted(3)],
    ['more, some of them lost', counted(2, 1)],
  ])('cannot be %s', (_, signal) => {
    inHand().when(signal).thenRejected('doses-do-not-add-up', 'frontDesk', 'prescriber');
  });

  it('close the gate when none are left', () => {
    inHand()
      .when(counted(0, 2))
      .thenGates('supply-empty', 'preparation-short')
      .when(counted(0))
      .thenRejected('no-doses-out', 'frontDesk', 'prescriber');
  });

  it('do not include used doses', () => {
    given(courseAfter('dosing 1')).when(counted(2)).thenRejected('doses-do-not-add-up');
    given(courseAfter('dosing 1')).when(counted(1)).thenAccepted();
  });

  it('do not exist where all doses are given at the clinic', () => {
    given(courseAfter('approval')).when(counted(0)).thenRejected('no-doses-out');
  });
});

describe('after the end of a course', () => {
  it('doses left at home stay a task until they are gone', () => {
    const scene = withdrew()
      .thenTask('leftover-supply', 'prescriber')
      .when(counted(1, 0, 1))
      .thenAccepted();
    scene
      .thenTask('leftover-supply', 'prescriber')
      .when(counted(0, 0, 1))
      .thenNoTask('leftover-supply');
    expect(dosesOnHand(scene.when(counted(0, 0, 1)).course)).toBe(0);
  });
});
