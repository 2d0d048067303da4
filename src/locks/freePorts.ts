import { createServer } from 'node:net';

/** Below the port range for outgoing connections, which could take a port at any moment. */
const FIRST = 12_000;
const LAST = 31_999;
/** Processes with adjacent ids often look for ports at the same time, so they start this far apart. */
const APART = 40;

let next = process.pid * APART;

/** Finds `count` free ports. Later calls, in this and parallel processes, get other ports. */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let tried = 0; found.length < count; tried++) {
    if (tried > LAST - FIRST)
      throw new Error(`There is no free port from ${FIRST} to ${LAST} on this machine.`);
    const port = FIRST + (next++ % (LAST - FIRST + 1));
    if (await canListen(port)) found.push(port);
  }
  return found;
}

/** Whether `port` is free on 127.0.0.1. */
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
