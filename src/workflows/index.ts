/** The exports of the workflow bundle. */
export { kapCourse } from './kapCourse';
