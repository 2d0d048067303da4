import { usableDoses } from '../../../src/course/selectors/supply';
import { courseAfter } from '../support/courses';
import { given } from '../support/given';
import { said } from '../support/said';

const prescribed = (doses: number) => said('prescriptionIssued', { doses });
const replacement = (doses: number) => said('prescriptionIssued', { doses, replaces: true });
const received = (doses: number) => said('shipmentReceived', { doses });
const lost = () => said('shipmentLost', {});
const approved = (occurredAt?: string) =>
  said('prescriberDecision', { decision: 'approved' }, occurredAt ? { occurredAt } : {});

/** The starter, sent on a Saturday afternoon and lost. */
const gone = () =>
  given(courseAfter('prescription'))
    .when(said('shipmentSent', { doses: 2 }))
    .hours(24)
    .when(lost())
    .thenAccepted();

describe('a lost supply', () => {
  it('brings nothing', () => {
    expect(usableDoses(gone().course)).toBe(0);
  });

  it('is told to prescriber and lead at once, and to the client without saying what', () => {
    gone()
      .thenMessagesTo('prescriber', 'supplyLost', '2027-01-23 15:30')
      .thenMessagesTo('lead', 'supplyLost', '2027-01-23 15:30')
      .thenMessagesTo('client', 'supplyDelayed', '2027-01-23 15:30');
  });

  it('is never replaced by itself: a prescription as usual is refused', () => {
    gone().when(prescribed(2)).thenRejected('lost-supply-undecided', 'prescriber');
  });

  it('is replaced when the prescriber says that it is a replacement', () => {
    const scene = gone().thenTask('lost-supply', 'prescriber').when(replacement(2)).thenAccepted();
    scene.thenNoTask('lost-supply').when(received(2)).thenRejected('supply-ambiguous');
    const arrived = said('shipmentReceived', { doses: 2, supply: 'supply-2' });
    expect(usableDoses(scene.when(arrived).thenAccepted().course)).toBe(2);
  });

  it('is prescribed anew as usual once the prescriber has approved again', () => {
    gone().when(approved()).thenNoTask('lost-supply').when(prescribed(2)).thenAccepted();
  });

  it('is not decided by an approval given before it was lost, told late', () => {
    gone()
      .when(approved('2027-01-23T15:00-08:00'))
      .thenTask('lost-supply', 'prescriber')
      .when(prescribed(2))
      .thenRejected('lost-supply-undecided');
  });

  it('is lost once', () => {
    gone().when(lost()).thenRejected('no-supply-under-way', 'prescriber');
  });

  it('is set aside when it turns up after all, and the decision is still owed', () => {
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

  it('brings no mail that reaches out to a client who waits for the prescriber', () => {
    gone()
      .when(said('sessionCancelled', { session: 'preparation-4' }))
      .hours(24 * 40)
      .thenNoMessages('reachOut')
      .thenTask('lost-supply', 'prescriber');
  });
});

describe('a replacement', () => {
  it('needs a loss', () => {
    given(courseAfter('approval')).when(replacement(2)).thenRejected('nothing-to-replace', 'prescriber');
  });

  it('is no larger than what was lost could be', () => {
    gone().when(replacement(3)).thenRejected('too-many-doses', 'prescriber');
  });
});
