/** What callers are told of a course that does not respond: whether their report was taken, and what to do now. */
import type { Instant } from '../course/instant';
import { phrase, spoken } from '../messages/when';
import type { CourseRow, StuckCourse } from '../store';
import type { ApiStore } from './deps';
import type { EngineError, EngineErrorCode } from './engine';
import { ApiError } from './errors';

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
  { since, why, leadToldAt }: Stuck,
  cause: EngineError,
): Promise<ApiError> {
  const settings = await practice.get();
  const phone = settings?.contacts.lead?.phone ?? settings?.callbackNumber;
  const call = phone === undefined ? 'call the lead' : `call the lead at ${phone}`;
  const told =
    leadToldAt && settings ? ` The lead was told on ${phrase(spoken(settings.zone, leadToldAt))}.` : '';
  const taken =
    cause.code === 'course-not-running'
      ? 'Your report was not taken.'
      : 'Your report was not taken now; it may be taken once the course responds.';
  return new ApiError(
    'course-stuck',
    `This course does not respond. ${taken} Write it down, and ${call} about anything urgent.${told} ` +
      'Send the report again later with the same Idempotency-Key: it is taken once.',
    { retryAfterSeconds: AGAIN_SECONDS, known: { stuck: { since, why, ...(leadToldAt && { leadToldAt }) } } },
    { cause },
  );
}
