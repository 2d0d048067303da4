import { setTimeout as pause } from 'node:timers/promises';
import { canListen } from '../locks/freePorts';
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
