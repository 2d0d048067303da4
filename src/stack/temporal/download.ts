import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { syncFile } from '../../files/durable';
import { CLI_AT_LEAST } from './release';
import type { Progress } from '../progress';

/** Under load a first connection can be slow; without internet the answer comes at once. */
const LIMIT_MS = 180_000;

/**
 * Lets Temporal's SDK download the CLI into the cache folder. In a process of its own, because the
 * SDK's runtime can be set up only once per process, and the worker needs to set up its own.
 * @throws Error saying why there is no download
 */
export async function downloadWithSdk(cache: string, say: Progress): Promise<string> {
  const folder = path.join(cache, 'download');
  mkdirSync(folder, { recursive: true });
  say(`Looking for a download of the Temporal CLI ${CLI_AT_LEAST} …`);
  try {
    await promisify(execFile)(process.execPath, ['-e', DOWNLOAD, folder, `v${CLI_AT_LEAST}`], {
      cwd: __dirname,
      timeout: LIMIT_MS,
    });
  } catch (error) {
    throw new Error(reason(error), { cause: error });
  }
  const found = readdirSync(folder).find((name) => name.startsWith('temporal-'));
  if (!found) throw new Error('the download left no program');
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

// Starting a server once is the only door the SDK has to its download.
const DOWNLOAD = `
  const { TestWorkflowEnvironment } = require('@temporalio/testing');
  const [downloadDir, version] = process.argv.slice(1);
  TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'cached-download', downloadDir, version } } })
    .then((env) => env.teardown())
    .catch((error) => { console.error(error.message); process.exitCode = 1; });
`;

function reason(error: unknown): string {
  const said = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1);
  // The rest repeats the same address twice more.
  return said ? `no download: ${said.split(' for url')[0] ?? said}` : 'no download in time';
}
