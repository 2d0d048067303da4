/** What the API answers to a report about a course whose workflow has ended: whom to call instead. course.md §9 */
import { SAFETY_REPORTS } from '../course/decide/afterClose';
import type { SignalName } from '../catalog/signals';
import type { EngineError } from '../engine/engine';
import type { ApiStore } from './http/deps';
import { ApiError } from './http/errors';

const DANGER =
  ' If someone may be in danger, call 911. The 988 Suicide & Crisis Lifeline answers calls and texts.';

/** Nobody would read the report, so the answer says so, and whom to call. */
export async function courseOver(
  { practice }: Pick<ApiStore, 'practice'>,
  name: SignalName,
  cause: EngineError,
): Promise<ApiError> {
  const settings = await practice.get();
  const call = settings ? `Call ${settings.name} at ${settings.callbackNumber}` : 'Call the practice';
  return new ApiError(
    'course-not-running',
    `This course has ended, so the report was not accepted and nobody was notified. ${call}.` +
      (SAFETY_REPORTS.includes(name) ? DANGER : ''),
    {},
    { cause },
  );
}
