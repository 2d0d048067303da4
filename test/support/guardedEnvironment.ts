import { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { TestEnvironment } from 'jest-environment-node';
import { openTimers } from './openTimers';

const LOOK_AGAIN_MS = 10;
/**
 * What a spec has closed is gone after some turns of the event loop. What the API asked of the engine for a browser that went
 * away ends by itself, after 15 seconds at the latest.
 */
const GONE_WITHIN_MS = 20_000;

/** Fails a spec file that leaves anything open: a server, a connection, a child process, a timer. */
export default class GuardedEnvironment extends TestEnvironment {
  private readonly file: string;
  private before: readonly string[] = [];

  constructor(...[config, context]: ConstructorParameters<typeof TestEnvironment>) {
    super(config, context);
    this.file = context.testPath;
  }

  override async setup(): Promise<void> {
    await super.setup();
    openOutput();
    this.before = openOfSpecs();
  }

  override async teardown(): Promise<void> {
    await super.teardown();
    const deadline = Date.now() + GONE_WITHIN_MS;
    let left = this.leftOpen();
    while (left.length > 0 && Date.now() < deadline) {
      await pause(LOOK_AGAIN_MS);
      await nextTurn();
      left = this.leftOpen();
    }
    if (left.length === 0) return;
    const timers = left.includes('Timeout') ? openTimers() : [];
    throw new Error(`${this.file} leaves open: ${[...left, ...peersOfSockets(), ...timers].join(', ')}`);
  }

  /** More of a kind than there were at the beginning. */
  private leftOpen(): string[] {
    const before = [...this.before];
    return openOfSpecs().filter((kind) => {
      const at = before.indexOf(kind);
      if (at >= 0) before.splice(at, 1);
      return at < 0;
    });
  }
}

/** Node opens the process's output on first use, and it stays open: no spec leaves that behind. */
const openOutput = () => [process.stdout, process.stderr];

/** Who is at the other end of the sockets of this process: it says which of them was forgotten. */
function peersOfSockets(): string[] {
  const handles = (process as unknown as { _getActiveHandles(): unknown[] })._getActiveHandles();
  return handles.flatMap((handle) =>
    handle instanceof Socket && handle.remotePort !== undefined
      ? [`to port ${handle.remotePort}${handle.destroyed ? ', destroyed' : ''}`]
      : [],
  );
}

/** In jest's main process its own timers and files come and go. */
const COMES_AND_GOES = process.send ? [] : ['Timeout', 'Immediate', 'FSReqCallback'];
const openOfSpecs = () => process.getActiveResourcesInfo().filter((kind) => !COMES_AND_GOES.includes(kind));
