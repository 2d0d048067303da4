/** Reviews and booster windows. course.md §5 */
import { boosterWindow, nextDecided, therapyUntil } from '../selectors/maintenance';
import { integrationSettledAt, cycleOwingIntegration, lastCycle, seriesDone } from '../selectors/cycles';
import { declined } from '../selectors/screening';
import { scheduledSession } from '../selectors/sessions';
import { REPORTED_WITHIN_HOURS } from '../selectors/bookings';
import { latest, plusHours } from '../../time/instant';
import { message, task, owedIf, type Clock } from './obligation';

/** The planned series is done, and integrated or overridden: the review decides how to continue. */
export const courseReview: Clock = (course) => {
  const cycle = lastCycle(course);
  const doneAt = integrationSettledAt(course);
  const owed = seriesDone(course) && doneAt && !nextDecided(course);
  const { review } = course;
  const reviewed = review && review.decision !== 'asPlanned' && doneAt && review.at >= doneAt;
  const therapy = therapyUntil(course);
  if (therapy && seriesDone(course)) return [task('course-review', 'therapist', therapy, { about: therapy })];
  return owedIf(owed && !reviewed, () => [
    task('course-review', 'therapist', doneAt ?? course.clock, {
      about: `cycle-${cycle?.number ?? 0}`,
    }),
  ]);
};

/** During the series, where the protocol asks for it: the latest review due, until one is recorded or ticked off. */
export const progressReview: Clock = (course) => {
  const { everyCycles } = course.protocol.review;
  if (everyCycles === undefined || seriesDone(course)) return [];
  const last = course.cycles
    .filter(
      ({ number, integratedAt, overridden }) => number % everyCycles === 0 && (integratedAt ?? overridden),
    )
    .at(-1);
  if (!last) return [];
  const since = last.integratedAt ?? last.endedAt ?? last.startedAt;
  return owedIf(!course.review || course.review.at < since, () => [
    task('progress-review', 'therapist', since, { about: `cycle-${last.number}` }),
  ]);
};

/** Notice in week 5, open in week 6, closing notice three days before week 8. A missed window has a task. */
export const booster: Clock = (course) => {
  const window = boosterWindow(course);
  if (!window || cycleOwingIntegration(course) || declined(course)) return [];
  const about = `cycle-${window.cycle}`;
  const missed = `booster-window-missed:${about}`;
  // If therapy continued for longer, there was nothing to miss before the review that ended it.
  const closes = latest(window.closes, course.review?.at ?? window.closes);
  if (course.medicalReviewOwed) {
    return owedIf(missed in course.done, () => [
      message(course, 'boosterMissed', about, 'client', closes),
      task('booster-missed', 'therapist', closes, { about }),
    ]);
  }
  const facts = { by: window.closes };
  const session = scheduledSession(course, 'dosing');
  const inside = session && session.start <= window.closes ? session : undefined;
  return [
    ...owedIf(!session, () => [
      message(course, 'boosterNotice', about, 'client', window.notice, { facts, staleAt: window.closes }),
    ]),
    ...owedIf(!inside, () => [
      message(course, 'boosterClosing', about, 'client', window.closingNotice, {
        facts,
        staleAt: window.closes,
      }),
    ]),
    // A session booked within the window may be reported up to a day later.
    {
      key: missed,
      due: inside ? latest(closes, plusHours(inside.start, REPORTED_WITHIN_HOURS)) : closes,
      kind: 'notice',
      notice: 'boosterWindowMissed',
    },
    { key: `booster-open:${about}`, due: window.opens, kind: 'notice', notice: 'boosterWindowOpened' },
  ];
};
