/** The first steps: welcome, consents, estimate and preparation. course.md §2 */
import { completedCount, scheduledSession } from '../selectors/sessions';
import { declined } from '../selectors/screening';
import { preparationsBookable } from '../selectors/preparation';
import { estimateOwed } from '../money/payer';
import { bookingKey } from '../selectors/bookings';
import { estimateByHand, estimateDue, payableBookings } from '../money/estimateDue';
import { dateIn } from '../../time/civil';
import { latest, plusHours } from '../../time/instant';
import type { Course } from '../state';
import { message, task, owedIf, type Clock, type Obligation } from './obligation';

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

/** By law due in business days after a booking: a breach when they pass. It must not be missing at a paid session. */
function unissued(course: Course): Obligation[] {
  const due = estimateDue(course);
  const atSessions = payableBookings(course).map((session) =>
    task('estimate-before-session', 'frontDesk', latest(plusHours(session.start, -24), session.bookedAt), {
      about: bookingKey(session),
      session: session.ref,
      dueBy: session.start,
    }),
  );
  if (!due) return [task('issue-estimate', 'biller', course.startedAt), ...atSessions];
  const { session, by } = due;
  const about = `${session.ref}.${dateIn(course.practice.zone, by)}`;
  return [
    task('issue-estimate', 'biller', session.firstBooked?.at ?? session.bookedAt, { about, dueBy: by }),
    { key: `estimate-breach:${session.ref}`, due: by, kind: 'breach', breach: { kind: 'estimate' } },
    ...atSessions,
  ];
}

export const estimate: Clock = (course) => {
  if (!estimateOwed(course) || course.estimate?.acknowledgedAt) return [];
  const { estimate: issued } = course;
  if (!issued && estimateByHand(course)) return [];
  return issued
    ? [
        message(course, 'estimateReady', issued.ref, 'client', issued.issuedAt),
        task('estimate-acknowledgement', 'frontDesk', issued.issuedAt, { about: issued.ref }),
      ]
    : unissued(course);
};

/** Preparation, starting with its opening, continues until its minimum is done. Someone must book each session. */
export const preparation: Clock = (course) => {
  const owed = course.consents.treatment && preparationsBookable(course) > 0 && !declined(course);
  const next = completedCount(course, 'preparation') + 1;
  return owedIf(owed && !scheduledSession(course, 'preparation'), () => [
    task('book-preparation', 'frontDesk', course.clock, { about: String(next) }),
  ]);
};
