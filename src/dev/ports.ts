import { createServer, type AddressInfo } from 'node:net';
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

/** Whether `port` can be listened on at 127.0.0.1. */
export async function canListen(port: number): Promise<boolean> {
  return (await listenBriefly([port])) !== undefined;
}

/** `count` different ports nobody listens on at this moment. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = await listenBriefly(Array.from({ length: count }, () => 0));
  if (!ports) throw new Error('no free port on this machine');
  return ports;
}

/** Holds all listeners at once, so that the ports differ, then lets them go. */
async function listenBriefly(ports: readonly number[]): Promise<number[] | undefined> {
  const servers = ports.map(() => createServer());
  try {
    return await Promise.all(
      servers.map(
        (server, i) =>
          new Promise<number>((resolve, reject) => {
            server.once('error', reject);
            server.listen({ port: ports[i] ?? 0, host: '127.0.0.1', exclusive: true }, () => {
              resolve((server.address() as AddressInfo).port);
            });
          }),
      ),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  } finally {
    await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  }
}
