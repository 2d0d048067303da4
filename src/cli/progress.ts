/** Fewer than this finish too fast to need progress lines. */
const FEW = 20;
const TENTHS = 10;

/** Prints progress on standard error: a line for each tenth. */
export function progressOf(
  what: string,
  print: (line: string) => void = console.error,
): (done: number, all: number) => void {
  let printed = 0;
  return (done, all) => {
    const tenth = Math.floor((done * TENTHS) / all);
    if (all < FEW || tenth <= printed) return;
    printed = tenth;
    print(`  ${done} of ${all} ${what}`);
  };
}
