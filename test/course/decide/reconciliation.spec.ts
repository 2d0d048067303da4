import { usableDoses, dosesOnHand } from '../../../src/course/selectors/supply';
import { courseAfter } from '../support/courses';
import { given } from '../support/given';
import { said } from '../support/said';

const counted = (left: number, lost = 0, destroyed = 0) => said('dosesReconciled', { left, lost, destroyed });
const inHand = () => given(courseAfter('starter supply'));
const withdrew = () => inHand().when(said('clientWithdrew', {})).thenAccepted();

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
