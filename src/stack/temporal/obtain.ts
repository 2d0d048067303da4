import { execFileSync } from 'node:child_process';
import type { Progress } from '../progress';
import { buildWithGo, builtAlready } from './build';
import { downloadWithSdk, downloadedAlready } from './download';
import { atLeast, builtFolder, cacheFolder, CLI_AT_LEAST, SERVER } from './release';

/** Programs that can run a Temporal server: the CLI brings its UI, the plain server has it beside. */
export type Programs =
  | { readonly kind: 'cli'; readonly cli: string }
  | { readonly kind: 'server'; readonly server: string; readonly ui: string };

/** No way to a Temporal server worked; the message names all of them. */
export class NoTemporalServerError extends Error {
  readonly code = 'no-temporal-server';
  constructor(reasons: readonly string[]) {
    super(
      `There is no Temporal server to run with. Any one of these is enough:
  1. a running server:  set TEMPORAL_ADDRESS=host:port
  2. the Temporal CLI ${CLI_AT_LEAST} or newer on the PATH (${reasons[0] ?? 'not found'})
  3. internet access to Temporal's download site (${reasons[1] ?? 'failed'})
  4. Go on the PATH, to build server ${SERVER.version} from the Go module proxy (${reasons[2] ?? 'failed'})`,
    );
    this.name = 'NoTemporalServerError';
  }
}

/**
 * Finds or makes the programs, the cheapest way first: the CLI on the PATH, what was downloaded or
 * built before, the SDK's download, a build with Go (once per user, minutes).
 * @throws NoTemporalServerError
 */
export async function obtainPrograms(say: Progress, env = process.env): Promise<Programs> {
  const onPath = cliOnPath();
  if (onPath.usable) return { kind: 'cli', cli: 'temporal' };
  const present = programsPresent(env);
  if (present) return present;
  const reasons = [onPath.reason];
  try {
    return { kind: 'cli', cli: await downloadWithSdk(cacheFolder(env), say) };
  } catch (error) {
    reasons.push(sentence(error));
  }
  try {
    return { kind: 'server', ...(await buildWithGo(builtFolder(env), say)) };
  } catch (error) {
    reasons.push(sentence(error));
  }
  throw new NoTemporalServerError(reasons);
}

/** What an earlier run left in the cache, if anything: no look at the network. */
export function programsPresent(env = process.env): Programs | undefined {
  const built = builtAlready(builtFolder(env));
  if (built) return { kind: 'server', ...built };
  const cli = downloadedAlready(cacheFolder(env));
  return cli ? { kind: 'cli', cli } : undefined;
}

function cliOnPath(): { readonly usable: boolean; readonly reason: string } {
  try {
    const said = execFileSync('temporal', ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const version = /version (\d+\.\d+\.\d+)/.exec(said)?.[1];
    if (version && atLeast(version, CLI_AT_LEAST)) return { usable: true, reason: '' };
    return { usable: false, reason: `found version ${version ?? said.trim().slice(0, 60)}` };
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
