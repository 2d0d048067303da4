/** The first steps: welcome, consents and estimate. course.md §2 */
import { message, task, when, type Clock } from './obligation';

/** Nothing is mailed before the client has agreed to mail; until then staff have a task. */
export const consents: Clock = (course) => {
  const missing = course.protocol.consents.filter((kind) => !course.consents[kind]);
  return when(missing.length, () => [task('collect-consents', 'frontDesk', course.startedAt)]);
};

export const welcome: Clock = (course) =>
  when(course.consents.electronicMessages, () => [
    message(course, 'welcome', 'course', 'client', course.consents.electronicMessages ?? course.startedAt),
  ]);

export const estimate: Clock = (course) => {
  if (!course.protocol.estimateRequired || course.estimate?.acknowledgedAt) return [];
  const { estimate: issued } = course;
  return issued
    ? [
        message(course, 'estimateReady', issued.ref, 'client', issued.issuedAt),
        task('estimate-acknowledgement', 'frontDesk', issued.issuedAt, { about: issued.ref }),
      ]
    : [task('issue-estimate', 'biller', course.startedAt)];
};
