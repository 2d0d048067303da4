/** From a rehearsal back to the console that opened it: another address of the same machine. */
const HERE: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** The address that opens a rehearsal, with where to go back to: the part that no server sees, and a redirect keeps. */
export const withWayBack = (address: string, home: string): string =>
  `${address}#${new URLSearchParams({ from: home }).toString()}`;

/** From the end of an address. Undefined if it leads away from this machine. */
export function wayBackIn(hash: string): string | undefined {
  const from = new URLSearchParams(hash.slice(1)).get('from');
  if (from === null || !URL.canParse(from)) return undefined;
  const { protocol, hostname, origin } = new URL(from);
  return protocol === 'http:' && HERE.includes(hostname) ? origin : undefined;
}
