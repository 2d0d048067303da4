import { execFileSync } from 'node:child_process';
import type { Progress } from '../progress';
import { buildWithGo, builtAlready } from './build';
import { downloadWithSdk, downloadedAlready } from './download';
import { atLeast, builtFolder, cacheFolder, CLI_AT_LEAST, SERVER } from './release';

/** Programs that can run a Temporal server: the CLI includes the UI, the plain server has a separate UI program. */
export type Programs =
  | { readonly kind: 'cli'; readonly cli: string }
  | { readonly kind: 'server'; readonly server: string; readonly ui: string };

/** Every way to get a Temporal server failed. The message lists all of them. */
export class NoTemporalServerError extends Error {
  readonly code = 'no-temporal-server';
  constructor(reasons: readonly string[]) {
    super(
      `No Temporal server is available. Provide any one of these:
  1. a running server: set TEMPORAL_ADDRESS=host:port
  2. the Temporal CLI ${CLI_AT_LEAST} or newer on the PATH (${reasons[0] ?? 'not found'})
  3. internet access to Temporal's download site (${reasons[1] ?? 'failed'})
  4. Go on the PATH, to build server ${SERVER.version} from the Go module proxy (${reasons[2] ?? 'failed'})`,
    );
    this.name = 'NoTemporalServerError';
  }
}

/**
 * Finds, downloads or builds the programs, the fastest way first: the CLI on the PATH, an earlier download or
 * build, a download by the SDK, a build with Go (takes minutes, once per user).
 * @throws NoTemporalServerError
 */
export async function obtainPrograms(log: Progress, env = process.env): Promise<Programs> {
  const onPath = cliOnPath();
  if (onPath.usable) return { kind: 'cli', cli: 'temporal' };
  const present = programsPresent(env);
  if (present) return present;
  const reasons = [onPath.reason];
  try {
    return { kind: 'cli', cli: await downloadWithSdk(cacheFolder(env), log) };
  } catch (error) {
    reasons.push(sentence(error));
  }
  try {
    return { kind: 'server', ...(await buildWithGo(builtFolder(env), log)) };
  } catch (error) {
    reasons.push(sentence(error));
  }
  throw new NoTemporalServerError(reasons);
}

/** The programs in the cache from an earlier run, if any. Does not use the network. */
export function programsPresent(env = process.env): Programs | undefined {
  const built = builtAlready(builtFolder(env));
  if (built) return { kind: 'server', ...built };
  const cli = downloadedAlready(cacheFolder(env));
  return cli ? { kind: 'cli', cli } : undefined;
}

function cliOnPath(): { readonly usable: boolean; readonly reason: string } {
  try {
    const output = execFileSync('temporal', ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const version = /version (\d+\.\d+\.\d+)/.exec(output)?.[1];
    if (version && atLeast(version, CLI_AT_LEAST)) return { usable: true, reason: '' };
    return { usable: false, reason: `found version ${version ?? output.trim().slice(0, 60)}` };
  } catch {
    return { usable: false, reason: 'not found' };
  }
}

function sentence(error: unknown): string {
  return (error instanceof Error ? error.message : String(error))
    .trim()
    .split('\n')
    .slice(-3)
    .join(' ')
    .slice(0, 300);
}
