import os from 'node:os';
import path from 'node:path';

/** The releases that are built and tested with. */
export const SERVER = { module: 'go.temporal.io/server/cmd/server', version: '1.32.0' } as const;
export const UI = { module: 'github.com/temporalio/ui-server/v2/cmd/server', version: '2.54.1' } as const;

/** The first release of the Temporal CLI whose server can fast-forward a workflow's time. */
export const CLI_AT_LEAST = '1.9.1';

/** The user's cache folder for a built or downloaded server, shared by all clones. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache');
  return path.join(base, 'throughline', 'temporal');
}

/** The folder of the finished server and UI. */
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
