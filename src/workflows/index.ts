/** Everything in the workflow bundle. */
export { kapCourse } from './kapCourse';
