/** Where text can be appended. */
export interface Appendable {
  /** Answers how many of the bytes could be written now; never throws. */
  append(bytes: Buffer): number;
}

/** What pino writes to. */
export interface LogDestination {
  write(line: string): void;
}

const WARN = 40;

/**
 * Takes log lines and never throws: a line that cannot be written is dropped and counted, and before the next
 * that can be written stands one that says how many are missing. A full disk, or a reader that is gone, must
 * not end a process.
 */
export function logDestination(target: Appendable): LogDestination {
  let dropped = 0;
  /** The last write ended inside a line. */
  let torn = false;
  return {
    write: (line) => {
      const before = Buffer.from(`${torn ? '\n' : ''}${dropped > 0 ? missing(dropped) : ''}`);
      const all = Buffer.concat([before, Buffer.from(line)]);
      const written = target.append(all);
      const whole = written === all.length;
      if (written > 0) torn = !whole;
      if (written >= before.length) dropped = 0;
      if (!whole) dropped += 1;
    },
  };
}

function missing(dropped: number): string {
  const msg = 'log lines are missing here: they could not be written';
  return `${JSON.stringify({ level: WARN, time: Date.now(), pid: process.pid, dropped, msg })}\n`;
}
