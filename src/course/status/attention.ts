/** The instants that put a course on the practice's morning lists, valid until its next step. */
import { waitingSince } from '../selectors/silence';
import { obligations } from '../clocks';
import { earliest, type Instant } from '../../time/instant';
import type { Course } from '../state';
import { decisions, type Decision } from './decisions';
import { breachAt } from './deadlines';
import { mover } from './next';

export interface Attention {
  /** Since when the course has been waiting. */
  waitingSince: Instant;
  /** When the earliest deadline is breached, or was breached if it is still owed. */
  breachAt?: Instant;
  /** When the course will count as silent if nothing happens. */
  silentFrom?: Instant;
  /** Since when the prescriber has something to do. */
  prescriberSince?: Instant;
  /** What the prescriber has to decide, besides tasks. */
  decisions?: Decision[];
}

const silentFrom = (course: Course): Instant | undefined =>
  earliest(
    obligations(course)
      .filter((owed) => owed.kind === 'message' && owed.message.template === 'reachOut')
      .map(({ due }) => due),
  );

function prescriberSince(course: Course): Instant | undefined {
  const { holds, tasks, progressAt } = course;
  const since: (Instant | undefined | false)[] = [
    ...decisions(course).map(({ since: from }) => from),
    ...Object.values(tasks).map(({ role, openedAt }) => role === 'prescriber' && openedAt),
    holds.length === 0 && mover(course, course.clock) === 'prescriber' && progressAt,
  ];
  return earliest(since.filter((each) => each !== undefined && each !== false));
}

/** What the lists show about a course. A closed one has only `waitingSince`. */
export function attention(course: Course): Attention {
  const since = waitingSince(course);
  if (course.closed) return { waitingSince: since };
  const found = {
    breachAt: breachAt(course),
    silentFrom: silentFrom(course),
    prescriberSince: prescriberSince(course),
  };
  const known = Object.entries(found).filter(([, at]) => at !== undefined);
  return {
    waitingSince: since,
    decisions: decisions(course),
    ...(Object.fromEntries(known) as Partial<Record<keyof typeof found, Instant>>),
  };
}
