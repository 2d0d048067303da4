/** A temporary Temporal server for the benchmark. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createSupervisor } from '../src/stack/processes';
import type { Progress } from '../src/stack/progress';
import { startTemporal } from '../src/stack/temporal/start';
import { SEARCH_ATTRIBUTES } from '../src/workflows/searchAttributes';

export const NAMESPACE = 'bench';

/** Runs `work` with a server in a temporary folder. Nothing is left behind, even if this process is killed. */
export async function withServer<T>(
  timeSkipping: boolean,
  log: Progress,
  work: (address: string) => Promise<T>,
): Promise<T> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'throughline-bench-'));
  const supervisor = createSupervisor();
  supervisor.removeAtDeath(dataDir);
  try {
    const { address } = await startTemporal(
      {
        ...{ dataDir, frontendPort: 0, timeSkipping, log },
        ...{ namespace: NAMESPACE, searchAttributes: SEARCH_ATTRIBUTES },
      },
      supervisor,
    );
    return await work(address);
  } finally {
    await supervisor.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  }
}
