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
    scene.thenNoTask('lost-supply').when(received(2)).thenRejected('supply-ambiguous');
    const arrived = said('shipmentReceived', { doses: 2, supply: 'supply-2' });
    expect(usableDoses(scene.when(arrived).thenAccepted().course)).toBe(2);
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

  it('must not be larger than the lost supply', () => {
    gone().when(replacement(3)).thenRejected('too-many-doses', 'prescriber');
  });
});
