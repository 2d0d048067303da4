/** What the specs of threads let them do. */
export function twice(value: number): number {
  return 2 * value;
}

export function refuse(): never {
  throw new RangeError('no such course');
}

/** Busy for so many milliseconds. */
export function busy(ms: number): number {
  const until = Date.now() + ms;
  while (Date.now() < until);
  return ms;
}

export function fillMemory(): number {
  const all: number[][] = [];
  for (;;) all.push(Array.from({ length: 100_000 }, () => Math.random()));
}

/** Answers, and ends when it is idle. */
export function answerAndLeave(value: number): number {
  setImmediate(() => process.exit(1));
  return value;
}

export function leave(): void {
  process.exit(1);
}
