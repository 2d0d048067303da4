/** Safety pages, reviews of holds, silent clients and failed mail. course.md §5, §6 */
import { reportedAt } from '../selectors/reports';
import { isCrisis, isSafetyHold, isPaused } from '../selectors/holds';
import { clientStepOwed, morningOfSilence, silenceDecisionDue, silenceStartedAt } from '../selectors/silence';
import { endOfDay } from '../../time/civil';
import { earliest, latest, plusHours, type Instant } from '../../time/instant';
import { isOutdated, matteringFrom, sessionOfMessage, templateOfMessage } from '../selectors/messageKeys';
import type { Course, Mishap, StaffRole } from '../state';
import type { TaskKind } from '../../vocabulary/tasks';
import type { TemplateId } from '../../vocabulary/templates';
import { dueBy } from './taskDueBy';
import { message, task, owedIf, type Clock, type Obligation } from './obligation';

/** The lead hears of what concerns a client's safety if nobody has taken it up by then. */
export const escalation = (course: Course, about: string, since: Instant): Obligation =>
  message(
    course,
    'safetyEscalation',
    about,
    'lead',
    plusHours(reportedAt(course, since), course.protocol.clocks.escalateAfterHours),
    { safety: true },
  );

/** An incident pages therapist and prescriber at once, at any hour, and the lead if nobody takes it up. */
export const safetyPages: Clock = (course) =>
  course.holds.filter(isSafetyHold).flatMap((hold) => {
    const { ref, since, owner, reason } = hold;
    const work = task(reason === 'safetyAnswer' ? 'call-now' : 'incident', owner, since, {
      about: ref,
      ...(isCrisis(hold) && { dueBy: reportedAt(course, since) }),
    });
    return [
      message(course, 'safetyPage', ref, 'therapist', since, { safety: true }),
      message(course, 'safetyPage', ref, 'prescriber', since, { safety: true }),
      work,
      ...owedIf(!(work.key in course.done), () => [escalation(course, ref, since)]),
    ];
  });

export const holdReviews: Clock = ({ holds }) =>
  holds.map(({ ref, owner, reviewOn }) => task('review-hold', owner, reviewOn, { about: ref }));

/** On the morning of day 14, 17 and 20: reach out. On that of day 21, a clinician decides. It never closes by itself. */
export const silence: Clock = (course) => {
  if (!clientStepOwed(course) || isPaused(course)) return [];
  const since = silenceStartedAt(course);
  const after = (days: number) => morningOfSilence(course, course.client.zone, days);
  const { silenceDays } = course.protocol.clocks;
  const decides = silenceDecisionDue(course);
  return [
    ...silenceDays.map((days) => message(course, 'reachOut', `${since}.${days}d`, 'client', after(days))),
    task('silence-decision', 'therapist', decides, { about: since }),
    message(course, 'silenceDecision', since, 'therapist', decides),
  ];
};

/** The task for each thing that could not leave the system. */
export const BY_HAND: Record<Mishap, { kind: TaskKind; role: StaffRole }> = {
  failed: { kind: 'call-instead-of-mail', role: 'frontDesk' },
  unknown: { kind: 'mail-outcome-unknown', role: 'frontDesk' },
  invoiceFailed: { kind: 'invoice-by-hand', role: 'biller' },
  referralFailed: { kind: 'refer-by-hand', role: 'frontDesk' },
};

/** What they ask is of that day only. */
const OF_THE_DAY: ReadonlySet<string> = new Set<TemplateId>(['checkIn']);

/**
 * What could not leave the system must be done by hand, one task for each message, by the time it matters. `owed`: the
 * messages that the course owes. Outages are a task of the practice, not of a course. course.md §9
 */
export const undelivered = (course: Course, owed: readonly Obligation[]): Obligation[] =>
  Object.entries(course.undelivered)
    .filter(([key]) => !isOutdated(course, key))
    .map(([key, how]) => {
      const { kind, role } = BY_HAND[how];
      const session = sessionOfMessage(course, key);
      const until = session ? matteringFrom(course, session) : mattersUntil(course, key, owed);
      return task(kind, role, course.clock, {
        about: key,
        ...(session && { session: session.ref }),
        ...(until && { dueBy: inTime(course, kind, until) }),
      });
    });

/** Until when a message that is about no session must have reached the client. */
function mattersUntil(course: Course, key: string, owed: readonly Obligation[]): Instant | undefined {
  if (OF_THE_DAY.has(templateOfMessage(key))) return endOfDay(course.client.zone, course.clock);
  const same = owed.find((each) => each.kind === 'message' && each.key === key);
  return same?.kind === 'message' ? same.message.staleAt : undefined;
}

/** By the end of its day, and before it no longer matters; at once if that is past. */
function inTime(course: Course, kind: TaskKind, until: Instant): Instant {
  const usual = dueBy(course, kind, course.clock) ?? until;
  return latest(earliest([usual, until]) ?? until, course.clock);
}
