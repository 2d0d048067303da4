/** Waiting in order, each course or person in a line of their own. */

export interface Bounds {
  /** Requests in progress at once. */
  atOnce: number;
  /** With more than this waiting, a new request is rejected at once and may be tried again. */
  mostWaiting: number;
}

interface Line {
  underWay: number;
  /** In order of arrival. */
  waiting: (() => void)[];
  /** How many were answered: shows whether the queue moves. */
  left: number;
}

/** `full` and `slow`: other requests get answers. `stalled`: no request got an answer while this one waited. */
export type Turn = 'now' | 'full' | 'slow' | 'stalled';

/** Fair and bounded, separately for each `whose`. Every `enter` that returns `now` needs a `leave`. */
export class Queues {
  private readonly lines = new Map<string, Line>();

  constructor(private readonly bounds: Bounds) {}

  /** Waits for its turn, at most `ms` milliseconds. */
  async enter(whose: string, ms: number): Promise<Turn> {
    const line = this.lines.get(whose) ?? { underWay: 0, waiting: [], left: 0 };
    this.lines.set(whose, line);
    if (line.underWay < this.bounds.atOnce) {
      line.underWay += 1;
      return 'now';
    }
    if (line.waiting.length >= this.bounds.mostWaiting) return 'full';
    const leftBefore = line.left;
    return new Promise((resolve) => {
      const called = (): void => {
        clearTimeout(late);
        resolve('now');
      };
      const late = setTimeout(() => {
        line.waiting = line.waiting.filter((one) => one !== called);
        resolve(line.left > leftBefore ? 'slow' : 'stalled');
      }, ms);
      // A process that stops does not wait for who waits for a turn.
      late.unref();
      line.waiting.push(called);
    });
  }

  /** `answered`: the request got an answer, even a refusal. */
  leave(whose: string, answered: boolean): void {
    const line = this.lines.get(whose);
    if (!line) return;
    if (answered) line.left += 1;
    const next = line.waiting.shift();
    if (next) next();
    else line.underWay -= 1;
    if (line.underWay === 0) this.lines.delete(whose);
  }
}
