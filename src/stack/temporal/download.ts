import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { syncFile } from '../../files/durable';
import { CLI_AT_LEAST } from './release';
import type { Progress } from '../progress';

/** Under load, a first connection can be slow. Without internet it fails at once. */
const LIMIT_MS = 180_000;

/**
 * Lets Temporal's SDK download the CLI into the cache folder. Runs in its own process because the SDK's
 * runtime can be installed only once per process, and the worker installs its own.
 * @throws Error with the reason why the download failed
 */
export async function downloadWithSdk(cache: string, log: Progress): Promise<string> {
  const folder = path.join(cache, 'download');
  mkdirSync(folder, { recursive: true });
  log(`Trying to download the Temporal CLI ${CLI_AT_LEAST} …`);
  try {
    await promisify(execFile)(process.execPath, ['-e', DOWNLOAD, folder, `v${CLI_AT_LEAST}`], {
      cwd: __dirname,
      timeout: LIMIT_MS,
    });
  } catch (error) {
    throw new Error(reason(error), { cause: error });
  }
  const found = readdirSync(folder).find((name) => name.startsWith('temporal-'));
  if (!found) throw new Error('The download contained no program.');
  syncFile(path.join(folder, found));
  renameSync(path.join(folder, found), cliIn(cache));
  return cliIn(cache);
}

/** The CLI an earlier run downloaded, if any. */
export function downloadedAlready(cache: string): string | undefined {
  return existsSync(cliIn(cache)) ? cliIn(cache) : undefined;
}

function cliIn(cache: string): string {
  return path.join(cache, `temporal-cli-${CLI_AT_LEAST}${process.platform === 'win32' ? '.exe' : ''}`);
}

// The SDK only downloads the CLI when it starts a server.
const DOWNLOAD = `
  const { TestWorkflowEnvironment } = require('@temporalio/testing');
  const [downloadDir, version] = process.argv.slice(1);
  TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'cached-download', downloadDir, version } } })
    .then((env) => env.teardown())
    .catch((error) => { console.error(error.message); process.exitCode = 1; });
`;

function reason(error: unknown): string {
  const lastLine = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1);
  // The rest repeats the same address twice.
  return lastLine
    ? `The download failed: ${lastLine.split(' for url')[0] ?? lastLine}`
    : 'The download took too long.';
}
