import { courseAfter } from './support/courses';
import { given } from './support/given';
import { about, released, said } from './support/said';

describe('a dosing session', () => {
  it('uses one dose, and begins the cycle', () => {
    const scene = given(courseAfter('support for dosing 1')).at('2027-02-16T10:00-08:00');
    const after = scene.when(about('dosingStarted', 'dosing-1')).thenEvents('dosingStarted');
    expect(after.course.supply).toEqual({ dispensed: 2, used: 1 });
    expect(after.course.cycles).toMatchObject([{ number: 1, dosing: 'dosing-1', integrations: 0 }]);
  });
  it('cannot end before it started', () => {
    given(courseAfter('dosing started 1'))
      .hours(1)
      .when(about('dosingEnded', 'dosing-1', { occurredAt: '2027-02-16T09:59-08:00' }))
      .thenRejected('ends-before-start');
  });
  void released;
  void said;
});
