import { obligations } from '../../../src/course/clocks';
import { plan } from '../../../src/course/forecast/plan';
import { simulateFrom } from '../../../src/course/forecast/simulate';
import { instant } from '../../../src/time/instant';
import { courseAfter, started } from '../support/courses';

const END = instant('2028-12-31T00:00:00Z');

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

describe('what a course owes', () => {
  it('is worked out once for each state', () => {
    const course = courseAfter('dosing 1');
    expect(obligations(course)).toBe(obligations(course));
    expect(obligations({ ...course, holds: [] })).not.toBe(obligations(course));
  });

  it('can be cached, because a state and its obligations never change', () => {
    const lived = simulateFrom(started(), { next: plan }, END);
    const kept = (course: Parameters<typeof plan>[0]) => {
      frozen(obligations(course));
      return plan(frozen(course));
    };
    expect(simulateFrom(frozen(started()), { next: kept }, END)).toEqual(lived);
    expect(lived.course.closed).toBeDefined();
  });
});
