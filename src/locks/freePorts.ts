import { createServer } from 'node:net';

/** Below the ports an operating system gives to outgoing connections, which could take one at any moment. */
const FIRST = 12_000;
const LAST = 31_999;
/** Processes whose numbers are near each other start this far apart: they look for ports at the same time. */
const APART = 40;

let next = process.pid * APART;

/** `count` different ports nobody listens on; neither this process nor one beside it is given them again. */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let tried = 0; found.length < count; tried++) {
    if (tried > LAST - FIRST) throw new Error(`no free port on this machine from ${FIRST} to ${LAST}`);
    const port = FIRST + (next++ % (LAST - FIRST + 1));
    if (await canListen(port)) found.push(port);
  }
  return found;
}

/** Whether `port` can be listened on at 127.0.0.1. */
export async function canListen(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: '127.0.0.1', exclusive: true }, resolve);
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  } finally {
    await new Promise((done) => server.close(done));
  }
}
