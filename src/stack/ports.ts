import { setTimeout as pause } from 'node:timers/promises';
import { canListen } from '../locks/freePorts';
import { listenerOf } from './portOwner';

/** A port the stack needs is in use. Names the port, its owner and the variable to change it. */
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
 * Checks that `port` is free on this machine.
 * @param patienceMs how long to wait for it; after a crash, the old processes need a moment to end
 * @throws PortInUseError
 */
export async function needPort(port: number, variable: string, patienceMs = 0): Promise<void> {
  const until = Date.now() + patienceMs;
  while (!(await canListen(port))) {
    if (Date.now() >= until) throw new PortInUseError(port, variable, listenerOf(port));
    await pause(100);
  }
}
