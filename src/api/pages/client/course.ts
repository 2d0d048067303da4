import { EngineError } from '../../../engine/engine';
import type { Status } from '../../../course/status/status';
import type { ApiDeps } from '../../http/deps';

/** The course behind a page; undefined while it does not answer. */
export async function statusFor({ engine, log }: ApiDeps, course: string): Promise<Status | undefined> {
  try {
    return await engine.status(course);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    log.warn({ course, code: error.code }, 'a page for a client could not be shown');
    return undefined;
  }
}
