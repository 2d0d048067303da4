/**
 * Keeps this process running if the reader of its output ends, or the disk for its output is full: only the output is
 * lost. Without a listener, Node ends the process.
 */
export function surviveLostOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
