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
import { standing } from '../course/status/status';
import type { Signal } from '../catalog/signals';

export const MALFORMED = 'malformed-signal';
/** Characters of a malformed payload that the audit keeps. */
const MOST_KEPT = 2_000;

/** As the catalog has it. Another id could not be stored as it is, and would be looked for in vain. */
const ID = /^[\w.:-]{1,100}$/;

/** The envelope of a signal; its fields were checked at the door it came through. */
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

/** What is wrong with something that came by the Update and is no signal. */
export function malformedSignal(value: unknown): FieldProblem[] {
  if (isUnreadable(value)) return [unreadableProblem(value)];
  const message = 'is no signal: it needs a name of the catalog, an id and who reports it';
  return [{ field: '(payload)', message }];
}

/** Why a signal is impossible now, if it is; with no reason when it makes no sense at all. */
export function refusedAt(course: Course, signal: Signal, now: Instant): Reason[] | undefined {
  try {
    const decision = decide(course, signal, now);
    return decision.accepted ? undefined : decision.reasons;
  } catch {
    return [];
  }
}

/** Whole numbers only, and nothing left out: what any event of a well-formed signal is made of. */
function sound(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(sound);
  return value !== undefined;
}

/**
 * Takes one signal in. An Update sent past the API carries fields nobody has checked: one the model can
 * make no sense of is refused, and never fails the course.
 */
export function takeOrRefuse(course: Course, signal: Signal, at: Instant): Taken {
  const { answers } = course;
  try {
    // An id such as `constructor` would be found among the answers of every course.
    if (Object.hasOwn(answers, signal.id) || !(signal.id in answers)) {
      const taken = take(course, signal, at);
      if (sound(taken.events)) return taken;
    }
  } catch {
    // Refused below.
  }
  const code = MALFORMED;
  const answer = { accepted: false as const, code };
  return {
    course: { ...course, answers: { ...answers, [signal.id]: answer } },
    ...{ events: [], answer, repeated: false },
    reasons: [reason(code, 'The signal has a field of the wrong kind, or lacks one.')],
  };
}

/** The row of the course list. */
export function summaryOf(course: Course, now: Instant): CourseSummary {
  return {
    ...standing(course, now),
    ...attention(course),
    ...(course.closed && { closed: course.closed.outcome }),
  };
}

/** The refusal, for the audit, of something that is no signal of the catalog: every problem, and what it was. */
export function malformedRefusal(
  id: string,
  name: string,
  payload: unknown,
  problems: FieldProblem[],
  at: Instant,
): Refusal {
  const reasons = problems.map(({ field, message }) => ({
    code: MALFORMED,
    sentence: `${field}: ${message}`,
    resolvableBy: [],
  }));
  const kept = JSON.stringify(payload ?? null).slice(0, MOST_KEPT);
  return { signal: { id, name, payload: kept }, code: MALFORMED, reasons, at };
}
