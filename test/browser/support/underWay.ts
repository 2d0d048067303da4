/**
 * What is asked of an engine and not answered yet. A page that closes leaves its questions behind, and their repeats
 * would outlive the connection to Temporal.
 */
import type { CourseEngine } from '../../../src/engine/engine';

export function withUnderWay(engine: CourseEngine): { engine: CourseEngine; answered: () => Promise<void> } {
  const asked = new Set<Promise<unknown>>();
  const noted = <T>(answer: Promise<T>): Promise<T> => {
    const settled: Promise<unknown> = answer.catch(() => undefined).finally(() => asked.delete(settled));
    asked.add(settled);
    return answer;
  };
  return {
    engine: {
      start: (input) => noted(engine.start(input)),
      signal: (course, signal) => noted(engine.signal(course, signal)),
      status: (course) => noted(engine.status(course)),
      forecast: (course, asker, what) => noted(engine.forecast(course, asker, what)),
      ping: () => noted(engine.ping()),
    },
    async answered() {
      while (asked.size > 0) await Promise.all(asked);
    },
  };
}
