/** What callers are told of a course that does not respond: whether their report was taken, and what to do now. */
import type { Instant } from '../time/instant';
import { readableTime, timeInText } from '../messages/clientTime';
import type { CourseRow, Practice, StuckCourse } from '../store';
import type { ApiStore } from './http/deps';
import { EngineError, type EngineErrorCode } from '../engine/engine';
import { ApiError, type ProblemExtras } from './http/errors';

type Stuck = Omit<StuckCourse, 'courseId'>;

/** No answer: nobody knows whether what was sent will be taken. */
const SILENT: readonly EngineErrorCode[] = ['workers-unavailable', 'query-failed'];

/**
 * What is known of a course that has just not answered. One of which nothing is known yet is looked at next
 * by the watch; an open course without a workflow is stuck whoever has noticed it.
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

/** The answer to a report for such a course. */
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
      ? 'Your report was not taken.'
      : 'Your report was not taken now; it may be taken once the course responds.';
  return new ApiError(
    'course-stuck',
    `This course does not respond. ${taken} Write it down. About anything urgent, ${call}.${notified} ` +
      'Send the report again later with the same Idempotency-Key: it is taken once.',
    stuckExtras(stuck),
    { cause },
  );
}

/**
 * The failure of a question to a course: one that does not respond is named as such. What cannot be noted, as on
 * a full disk, keeps nobody from the answer.
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
    'This course does not respond, so this cannot be worked out now. What is on record can still be read.',
    stuckExtras(known),
    { cause: failure },
  );
}

const stuckExtras = ({ since, why, leadNotifiedAt }: Stuck): ProblemExtras => ({
  retryAfterSeconds: AGAIN_SECONDS,
  known: { stuck: { since, why, ...(leadNotifiedAt && { leadNotifiedAt }) } },
});

/** The number of the practice is no lead's: it is said apart. */
function whomToCall({ contacts, callbackNumber }: Practice): string {
  const phone = contacts.lead?.phone;
  return phone ? `call the lead at ${phone}` : `call the lead, or the practice at ${callbackNumber}`;
}
