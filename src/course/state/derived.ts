import type { Course } from './index';

/** The same pure function of a state, computed once for each: a state is immutable, and many rules ask for the same. */
export function derived<V extends object>(of: (course: Course) => V): (course: Course) => V {
  const known = new WeakMap<Course, V>();
  return (course) => {
    const before = known.get(course);
    if (before) return before;
    const result = of(course);
    known.set(course, result);
    return result;
  };
}
