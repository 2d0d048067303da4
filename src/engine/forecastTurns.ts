/**
 * Forecasts take turns. A worker computes them on the thread that also takes reports, so a report waits behind every
 * forecast that Temporal has been asked for: these are few, whoever asks, and however often.
 */
import { EngineError } from './engine';
import { Queues, type Bounds } from './queues';

/** With one at a time, nobody takes more than one of the turns of the process. A form that asks anew needs two. */
const OF_A_PERSON: Bounds = { atOnce: 1, mostWaiting: 8 };
/** With two, a course that does not respond does not hold up the others. */
const OF_THE_PROCESS: Bounds = { atOnce: 2, mostWaiting: 20 };

export class ForecastTurns {
  private readonly people = new Queues(OF_A_PERSON);
  private readonly process = new Queues(OF_THE_PROCESS);

  /**
   * Runs `work` in its turn, which it waits for at most twice `ms` milliseconds: first for others of the same person,
   * then for those of others.
   * @throws EngineError `forecasts-busy`
   */
  take<T>(asker: string, ms: number, work: () => Promise<T>): Promise<T> {
    return inTurn(this.people, asker, ms, () => inTurn(this.process, '', ms, work));
  }
}

async function inTurn<T>(queues: Queues, whose: string, ms: number, work: () => Promise<T>): Promise<T> {
  if ((await queues.enter(whose, ms)) !== 'now') throw new EngineError('forecasts-busy');
  let answered = false;
  try {
    const answer = await work();
    answered = true;
    return answer;
  } finally {
    queues.leave(whose, answered);
  }
}
