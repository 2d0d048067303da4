/** Requests to one course wait their turn here: a server takes ten Updates of a workflow at a time and turns the rest away. */

/** Under way at once. Below half of the server's ten, so that two processes fit side by side. */
const AT_ONCE = 4;
/** More than this waiting, and whoever comes is sent away at once to ask again. */
const MOST_WAITING = 250;

interface Line {
  underWay: number;
  /** In the order of their coming. */
  waiting: (() => void)[];
  /** How many have left: whether the line moves. */
  left: number;
}

/** `full` and `slow`: others are served. `stalled`: nobody was while this one waited. */
export type Turn = 'now' | 'full' | 'slow' | 'stalled';

/** Fair and bounded, each course for itself. Every `enter` that answers `now` needs its `leave`. */
export class CourseQueue {
  private readonly lines = new Map<string, Line>();

  constructor(
    private readonly atOnce = AT_ONCE,
    private readonly mostWaiting = MOST_WAITING,
  ) {}

  /** Waits its turn for at most so many milliseconds. */
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

  /** `answered`: by the course, whatever it said. */
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
