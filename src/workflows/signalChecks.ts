import { isObject } from '../vocabulary/json';
import type { CourseSummary, Refusal } from '../store/contract';
import type { FieldProblem } from '../vocabulary/fieldProblem';
import { isUnreadable, unreadableProblem } from '../vocabulary/unreadable';
import type { Instant } from '../time/instant';
import { attention } from '../course/status/attention';
import type { Course } from '../course/state';
import { decide, SIGNALS } from '../course/decide';
import { reason, type Reason } from '../vocabulary/reasons';
import { take, type Taken } from '../course/step';
import { calendarOf } from '../course/status/calendar';
import { standing } from '../course/status/status';
import type { Signal } from '../catalog/signals';

export const MALFORMED = 'malformed-signal';
/** How many characters of a malformed payload the audit keeps. */
const MAX_AUDITED = 2_000;

/** The catalog's pattern. Any other id could not be stored unchanged and would not be found again. */
const ID = /^[\w.:-]{1,100}$/;

/** Checks the envelope of a signal. Its fields were checked where it came in. */
export function isSignal(value: unknown): value is Signal {
  return (
    isObject(value) &&
    typeof value.id === 'string' &&
    ID.test(value.id) &&
    SIGNALS.some((name) => name === value.name) &&
    isObject(value.by) &&
    typeof value.by.role === 'string'
  );
}

/** The problems of an Update's payload that is not a signal. */
export function malformedSignal(value: unknown): FieldProblem[] {
  if (isUnreadable(value)) return [unreadableProblem(value)];
  const message = 'must be a signal with a name from the catalog, an id, and who reports it';
  return [{ field: '(payload)', message }];
}

/** Why a signal is impossible now, if it is. Empty if the signal makes no sense at all. */
export function refusedAt(course: Course, signal: Signal, now: Instant): Reason[] | undefined {
  try {
    const decision = decide(course, signal, now);
    return decision.accepted ? undefined : decision.reasons;
  } catch {
    return [];
  }
}

/** Only whole numbers and nothing undefined: true for every event of a well-formed signal. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isWellFormed);
  return value !== undefined;
}

/**
 * Takes one signal. The fields of an Update that did not come through the API are unchecked: a signal that the model
 * cannot process is refused and never fails the course.
 */
export function takeOrRefuse(course: Course, signal: Signal, at: Instant): Taken {
  const { answers } = course;
  try {
    // An id such as `constructor` would be found in every course's answers.
    if (Object.hasOwn(answers, signal.id) || !(signal.id in answers)) {
      const taken = take(course, signal, at);
      if (isWellFormed(taken.events)) return taken;
    }
  } catch {
    // Refused below.
  }
  const code = MALFORMED;
  const answer = { accepted: false as const, code };
  return {
    course: { ...course, answers: { ...answers, [signal.id]: { ...answer, at } } },
    ...{ events: [], answer, repeated: false, warnings: [] },
    reasons: [reason('malformed-signal:any')],
  };
}

/** The course's row in the list of courses. */
export function summaryOf(course: Course, now: Instant): CourseSummary {
  return {
    ...standing(course, now),
    ...attention(course),
    ...(course.closed && { closed: course.closed.outcome }),
    calendar: calendarOf(course),
  };
}

/** The refusal, for the audit, of a payload that is not a signal of the catalog: its problems and its content. */
export function malformedRefusal(
  id: string,
  name: string,
  payload: unknown,
  problems: FieldProblem[],
  at: Instant,
): Refusal {
  const reasons = problems.map(({ field, message }) =>
    reason('malformed-signal:field', { field, problem: message.replace(/\.$/, '') }),
  );
  const kept = JSON.stringify(payload ?? null).slice(0, MAX_AUDITED);
  return { signal: { id, name, payload: kept }, code: MALFORMED, reasons, at };
}
