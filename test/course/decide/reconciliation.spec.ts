import { usableDoses, dosesOnHand } from '../../../src/course/selectors/supply';
import { courseAfter } from '../support/courses';
import { given } from '../support/given';
import { said } from '../support/said';

const counted = (left: number, lost = 0, destroyed = 0) => said('dosesReconciled', { left, lost, destroyed });
const inHand = () => given(courseAfter('starter supply'));
const withdrew = () => inHand().when(said('clientWithdrew', {})).thenAccepted();

describe('doses counted', () => {
  it('are what the records have, or lost, or destroyed', () => {
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

  it('are all gone: the gate says so', () => {
    inHand()
      .when(counted(0, 2))
      .thenGates('supply-empty', 'preparation-short')
      .when(counted(0))
      .thenRejected('no-doses-out', 'frontDesk', 'prescriber');
  });

  it('are counted less those that were used', () => {
    given(courseAfter('dosing 1')).when(counted(2)).thenRejected('doses-do-not-add-up');
    given(courseAfter('dosing 1')).when(counted(1)).thenAccepted();
  });

  it('are not there to count where all is given at the clinic', () => {
    given(courseAfter('approval')).when(counted(0)).thenRejected('no-doses-out');
  });
});

describe('after the end of a course', () => {
  it('what is left at home stays a task until it is gone', () => {
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
