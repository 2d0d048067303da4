import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { listenerOf } from './portOwner';

/** A port the stack needs is taken. Names the port, the variable that changes it, and who has it. */
export class PortInUseError extends Error {
  readonly code = 'port-in-use';
  constructor(
    readonly port: number,
    readonly variable: string,
    readonly owner: string | undefined,
  ) {
    super(
      `Port ${port} is in use${owner ? ` by ${owner}` : ''}. ` +
        `Stop that program, or set ${variable} to another port.`,
    );
    this.name = 'PortInUseError';
  }
}

/**
 * Checks that this machine's `port` can be listened on.
 * @param patienceMs how long to wait for it: after a crash the old processes need a moment to go
 * @throws PortInUseError
 */
export async function needPort(port: number, variable: string, patienceMs = 0): Promise<void> {
  const until = Date.now() + patienceMs;
  while (!(await canListen(port))) {
    if (Date.now() >= until) throw new PortInUseError(port, variable, listenerOf(port));
    await pause(100);
  }
}

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
