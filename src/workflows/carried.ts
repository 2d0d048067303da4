/** What continue-as-new carries over: versioned plain JSON. */
import type { Course } from '../course/state';

export interface Carried {
  version: 1;
  course: Course;
}
