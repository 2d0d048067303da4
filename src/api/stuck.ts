/** Errors for a course that does not respond: whether the report was accepted, and what to do now. */
import type { Instant } from '../time/instant';
import { readableTime, timeInText } from '../messages/clientTime';
import type { CourseRow, Practice, StuckCourse } from '../store';
import type { ApiStore } from './http/deps';
import { EngineError, type EngineErrorCode } from '../engine/engine';
import { ApiError, type ProblemExtras } from './http/errors';

type Stuck = Omit<StuckCourse, 'courseId'>;

/** No answer in all the time there was: a busy course may be one whose step hangs. */
const SILENT: readonly EngineErrorCode[] = ['workers-unavailable', 'query-failed', 'course-busy'];

/**
 * What is known about a course that did not respond. If nothing is known yet, the watch checks the course next. An open
 * course without a workflow is stuck in any case.
 */
export async function stuckOrSuspect(
  { stuck }: Pick<ApiStore, 'stuck'>,
  { id, closed, revision }: CourseRow,
  code: EngineErrorCode,
  now: Instant,
): Promise<Stuck | undefined> {
  const gone = code === 'course-not-running' && closed === undefined && revision > 0;
  if (!gone && !SILENT.includes(code)) return undefined;
  const known = await stuck.find(id);
  if (known) return known;
  await stuck.suspect(id, now);
  return gone ? { since: now, why: 'workflow-missing' } : undefined;
}

const AGAIN_SECONDS = 60;

/** The error for a report to such a course. */
export async function courseStuck(
  { practice }: Pick<ApiStore, 'practice'>,
  stuck: Stuck,
  cause: EngineError,
): Promise<ApiError> {
  const settings = await practice.get();
  const call = settings ? whomToCall(settings) : 'call the lead';
  const notified =
    stuck.leadNotifiedAt && settings
      ? ` The lead was notified on ${timeInText(readableTime(settings.zone, stuck.leadNotifiedAt))}.`
      : '';
  const taken =
    cause.code === 'course-not-running'
      ? 'Your report was not accepted.'
      : 'Your report may still be accepted when the course responds.';
  return new ApiError(
    'course-stuck',
    `This course does not respond. ${taken} Write it down. About anything urgent, ${call}.${notified} ` +
      'Send the report again later with the same Idempotency-Key: it takes effect once.',
    stuckExtras(stuck),
    { cause },
  );
}

/**
 * The error for a question to a course; it says so if the course does not respond. If that cannot be stored, as on a
 * full disk, the error is returned all the same.
 */
export async function unanswered(
  { stuck }: Pick<ApiStore, 'stuck'>,
  row: CourseRow,
  failure: unknown,
  now: Instant,
): Promise<unknown> {
  if (!(failure instanceof EngineError)) return failure;
  const known = await stuckOrSuspect({ stuck }, row, failure.code, now).catch(() => undefined);
  if (!known) return failure;
  return new ApiError(
    'course-stuck',
    'This course does not respond, so this cannot be calculated now. Stored data can still be read.',
    stuckExtras(known),
    { cause: failure },
  );
}

const stuckExtras = ({ since, why, leadNotifiedAt }: Stuck): ProblemExtras => ({
  retryAfterSeconds: AGAIN_SECONDS,
  known: { stuck: { since, why, ...(leadNotifiedAt && { leadNotifiedAt }) } },
});

/** Without a number of the lead, it gives the number of the practice. */
function whomToCall({ contacts, callbackNumber }: Practice): string {
  const phone = contacts.lead?.phone;
  return phone ? `call the lead at ${phone}` : `call the lead, or the practice at ${callbackNumber}`;
}
