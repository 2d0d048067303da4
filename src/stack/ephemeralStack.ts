import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadConfig, type Config } from '../config';
import { freePorts } from '../locks/freePorts';
import type { Service } from './services';
import { ChildDiedError } from './processes';
import type { Progress } from './progress';
import type { Stack, Starters } from './contract';
import { startStack } from './stack';

export interface EphemeralStackOptions {
  readonly log?: Progress;
  readonly namespace?: string;
  /** Where whoever asked for the stack serves an API. Default: a port is kept free for it. */
  readonly apiPort?: number;
}

const ATTEMPTS = 3;

/**
 * Starts a whole stack for a rehearsal or a test, in a temporary folder, on free ports, with time skipping and
 * without the Temporal UI. It does not interfere with a running `npm start`. Nothing is left behind after
 * `stop()`, or when this process is killed.
 */
export async function startEphemeralStack<Database extends Service>(
  starters: Starters<Database>,
  options: EphemeralStackOptions = {},
): Promise<Stack<Database>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(starters, options);
    } catch (error) {
      // Another program took a port after it was found free and before it was used.
      if (attempt === ATTEMPTS || !portWasTaken(error)) throw error;
    }
  }
}

async function startOnce<Database extends Service>(
  starters: Starters<Database>,
  { log = () => undefined, namespace, apiPort }: EphemeralStackOptions,
): Promise<Stack<Database>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'throughline-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    const config = await ephemeralConfig(folder, namespace, apiPort);
    const stack = await startStack(config, starters, { timeSkipping: true, log, temporaryFolder: folder });
    return { ...stack, stop: () => stack.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Uses only the log level of the caller's environment: a rehearsal must not reach a real server. */
async function ephemeralConfig(folder: string, namespace = 'throughline', apiPort?: number): Promise<Config> {
  const [free, temporal, ui, smtp, mailbox] = (await freePorts(5)).map(String);
  return loadConfig({
    THROUGHLINE_DATA: path.join(folder, 'data'),
    TEMPORAL_NAMESPACE: namespace,
    PORT: apiPort === undefined ? free : String(apiPort),
    TEMPORAL_PORT: temporal,
    TEMPORAL_UI_PORT: ui,
    SMTP_PORT: smtp,
    MAILBOX_PORT: mailbox,
    LOG_LEVEL: process.env.LOG_LEVEL,
  });
}

function portWasTaken(error: unknown): boolean {
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  return taken || (error instanceof ChildDiedError && error.message.includes('address already in use'));
}
