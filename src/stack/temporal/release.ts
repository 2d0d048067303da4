import os from 'node:os';
import path from 'node:path';

/** The releases this program builds and is tested with. */
export const SERVER = { module: 'go.temporal.io/server/cmd/server', version: '1.32.0' } as const;
export const UI = { module: 'github.com/temporalio/ui-server/v2/cmd/server', version: '2.54.1' } as const;

/** The first release of the Temporal CLI whose server can fast-forward a workflow's time. */
export const CLI_AT_LEAST = '1.9.1';

/** The folder of this user in which a built or downloaded server is kept for every clone. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache');
  return path.join(base, 'throughline', 'temporal');
}

/** Where the built server and UI lie once they are complete. */
export function builtFolder(env?: NodeJS.ProcessEnv): string {
  return path.join(cacheFolder(env), `server-${SERVER.version}-ui-${UI.version}`);
}

/** Whether a dotted version such as `1.10.0` is at least another. */
export function atLeast(version: string, wanted: string): boolean {
  const [have, want] = [version, wanted].map((text) => text.split('.').map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (have?.[i] ?? 0) - (want?.[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
