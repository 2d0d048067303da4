/** A queue per course: the Temporal server takes ten Updates of a workflow at a time and rejects the rest. */

/** Requests in progress at once. Less than half of the server's ten, so that two processes fit. */
const AT_ONCE = 4;
/** With more than this waiting, a new request is rejected at once and may be tried again. */
const MOST_WAITING = 250;

interface Line {
  underWay: number;
  /** In order of arrival. */
  waiting: (() => void)[];
  /** How many were answered: shows whether the queue moves. */
  left: number;
}

/** `full` and `slow`: other requests get answers. `stalled`: no request got an answer while this one waited. */
export type Turn = 'now' | 'full' | 'slow' | 'stalled';

/** Fair and bounded, separately for each course. Every `enter` that returns `now` needs a `leave`. */
export class CourseQueue {
  private readonly lines = new Map<string, Line>();

  constructor(
    private readonly atOnce = AT_ONCE,
    private readonly mostWaiting = MOST_WAITING,
  ) {}

  /** Waits for its turn, at most `ms` milliseconds. */
  async enter(course: string, ms: number): Promise<Turn> {
    const line = this.lines.get(course) ?? { underWay: 0, waiting: [], left: 0 };
    this.lines.set(course, line);
    if (line.underWay < this.atOnce) {
      line.underWay += 1;
      return 'now';
    }
    if (line.waiting.length >= this.mostWaiting) return 'full';
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
      line.waiting.push(called);
    });
  }

  /** `answered`: the course answered, even with a refusal. */
  leave(course: string, answered: boolean): void {
    const line = this.lines.get(course);
    if (!line) return;
    if (answered) line.left += 1;
    const next = line.waiting.shift();
    if (next) next();
    else line.underWay -= 1;
    if (line.underWay === 0) this.lines.delete(course);
  }
}
