import { EngineError } from '../../../engine/engine';
import type { Status } from '../../../course/status/status';
import { textIn } from '../../consents';
import type { ApiDeps } from '../../http/deps';

/** The course behind a page; undefined while it does not answer. It asks for no consent of which the practice has no text. */
export async function statusFor(
  { engine, log, store }: ApiDeps,
  course: string,
): Promise<Status | undefined> {
  try {
    const status = await engine.status(course);
    if (!status.asked.some(({ kind }) => kind === 'consent')) return status;
    const texts = await store.consents.inForce();
    const asked = status.asked.filter(
      (each) => each.kind !== 'consent' || textIn(texts, each.consent, 'en') !== undefined,
    );
    return { ...status, asked };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    log.warn({ course, code: error.code }, 'a page for a client could not be shown');
    return undefined;
  }
}
