/** The first steps: welcome, consents, estimate and preparation. course.md §2 */
import { completedCount, scheduledSession } from '../selectors/sessions';
import { declined } from '../selectors/screening';
import { preparationsBookable } from '../selectors/preparation';
import { estimateOwed } from '../money/payer';
import { message, task, owedIf, type Clock } from './obligation';

/** No e-mail goes out before the client has consented to it. Until then staff have a task. */
export const consents: Clock = (course) => {
  const missing = course.protocol.consents.filter((kind) => !course.consents[kind]);
  const since = course.consentRevokedAt ?? course.startedAt;
  return owedIf(missing.length, () => [task('collect-consents', 'frontDesk', since)]);
};

export const welcome: Clock = (course) =>
  owedIf(course.consents.electronicMessages, () => [
    message(course, 'welcome', 'course', 'client', course.consents.electronicMessages ?? course.startedAt),
  ]);

export const estimate: Clock = (course) => {
  if (!estimateOwed(course) || course.estimate?.acknowledgedAt) return [];
  const { estimate: issued } = course;
  return issued
    ? [
        message(course, 'estimateReady', issued.ref, 'client', issued.issuedAt),
        task('estimate-acknowledgement', 'frontDesk', issued.issuedAt, { about: issued.ref }),
      ]
    : [task('issue-estimate', 'biller', course.startedAt)];
};

/** Preparation, starting with its opening, continues until its minimum is done. Someone must book each session. */
export const preparation: Clock = (course) => {
  const owed = course.consents.treatment && preparationsBookable(course) > 0 && !declined(course);
  const next = completedCount(course, 'preparation') + 1;
  return owedIf(owed && !scheduledSession(course, 'preparation'), () => [
    task('book-preparation', 'frontDesk', course.clock, { about: String(next) }),
  ]);
};
