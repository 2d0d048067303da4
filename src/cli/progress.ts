/** Below so many nobody waits long enough to be told. */
const FEW = 20;
const TENTHS = 10;

/** Says on standard error how far many have come: a line for each tenth. */
export function progressOf(
  what: string,
  say: (line: string) => void = console.error,
): (done: number, all: number) => void {
  let told = 0;
  return (done, all) => {
    const tenth = Math.floor((done * TENTHS) / all);
    if (all < FEW || tenth <= told) return;
    told = tenth;
    say(`  ${done} of ${all} ${what}`);
  };
}
