/**
 * Lets this process outlive whoever reads its output, and a full disk that its output goes to: what it prints
 * then is lost, and nothing else. Without a listener Node ends the process.
 */
export function surviveLostOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
