import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig } from '../config';
import { banner, type BannerTexts } from './banner';
import { stopRequest } from './stopRequest';
import type { Stack, Starters } from './contract';
import type { Service } from './services';
import type { Progress } from './progress';
import { startStack } from './stack';

/** After Ctrl-C, how long a stack that is still starting may take before the process exits. */
const START_GRACE_MS = 3_000;

/**
 * Implements `npm start`: starts the stack, prints its addresses and stops it in order on Ctrl-C.
 * @returns the exit code: 0 after a stop request, 1 after a failure, which is printed
 */
export async function runStack<Database extends Service>(
  starters: Starters<Database>,
  texts: BannerTexts,
): Promise<number> {
  const began = Date.now();
  const stop = stopRequest();
  const log: Progress = (line) => {
    console.log(line);
  };
  const starting = begin(starters, log);
  const first = await Promise.race([settled(starting), stop.requested]);
  if (typeof first === 'string') {
    log('Stopping before everything was ready …');
    await Promise.race([
      starting.then((stack) => stack.stop()).catch(() => undefined),
      pause(START_GRACE_MS),
    ]);
    return 130;
  }
  if ('error' in first) return failed(first.error);
  log(banner(first.stack, texts, Date.now() - began));
  return untilStopped(first.stack, stop.requested, log);
}

async function begin<Database extends Service>(
  starters: Starters<Database>,
  log: Progress,
): Promise<Stack<Database>> {
  const config = loadConfig();
  const logFile = config.logFile ?? path.join(config.dataDir, 'throughline.log');
  return startStack(Object.freeze({ ...config, logFile }), starters, { ui: true, log });
}

async function settled<S>(starting: Promise<S>): Promise<{ stack: S } | { error: unknown }> {
  return starting.then(
    (stack) => ({ stack }),
    (error: unknown) => ({ error }),
  );
}

async function untilStopped(
  stack: Stack<Service>,
  requested: Promise<NodeJS.Signals>,
  log: Progress,
): Promise<number> {
  const end = await Promise.race([requested, stack.died.catch((error: unknown) => ({ error }))]);
  if (typeof end === 'string') log(`\nStopping (${end}) …`);
  const code = typeof end === 'string' ? 0 : failed(end.error);
  await stack.stop();
  log('Stopped.');
  return code;
}

/** A known failure is a sentence for a person; anything else keeps its stack for a developer. */
function failed(error: unknown): number {
  const known = error instanceof Error && 'code' in error;
  console.error(known ? `\n${error.message}` : error);
  return 1;
}
