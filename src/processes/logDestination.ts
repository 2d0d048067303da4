/** A target to which bytes can be appended. */
export interface Appendable {
  /** Returns how many of the bytes were written. Never throws. */
  append(bytes: Buffer): number;
}

/** The destination that pino writes to. */
export interface LogDestination {
  write(line: string): void;
}

const WARN = 40;

/**
 * Takes log lines and never throws. Lines that cannot be written are dropped and counted, and the next written
 * line is preceded by one that says how many are missing. A full disk or a closed pipe must not end a process.
 */
export function logDestination(target: Appendable): LogDestination {
  let dropped = 0;
  /** The last write ended in the middle of a line. */
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
  const msg = 'log lines that could not be written are missing here';
  return `${JSON.stringify({ level: WARN, time: Date.now(), pid: process.pid, dropped, msg })}\n`;
}
