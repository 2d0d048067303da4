import { courseAfter } from '../support/courses';
import { given } from '../support/given';
import { said } from '../support/said';

const vitals = (systolic: number, diastolic: number) => ({ systolic, diastolic, pulse: 70 });

describe('vital signs', () => {
  const measured = (systolic: number, diastolic: number) =>
    said('vitalsRecorded', { session: 'dosing-1', when: 'before', vitals: vitals(systolic, diastolic) });

  it.each([
    [80, 120],
    [120, 120],
  ])('that contradict themselves are refused: %d over %d', (systolic, diastolic) => {
    given(courseAfter('support for dosing 1'))
      .when(measured(systolic, diastolic))
      .thenRejected('vitals-contradict', 'therapist', 'client');
    given(courseAfter('dosing ended 1'))
      .when(
        said('clientReleased', {
          session: 'dosing-1',
          oriented: true,
          escort: true,
          vitals: vitals(systolic, diastolic),
        }),
      )
      .thenRejected('vitals-contradict');
  });

  it('that do not are taken', () => {
    given(courseAfter('support for dosing 1')).when(measured(120, 119)).thenAccepted();
  });
});
