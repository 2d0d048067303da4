import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createSupervisor, type Supervisor } from '../../src/stack/processes';
import { startTemporal } from '../../src/stack/temporal/start';
import { TEMPORAL_FOR_TESTS } from './temporal';

let supervisor: Supervisor | undefined;

/** A real Temporal server with time skipping on a free port; its address goes to the spec files. */
export async function startSharedServer(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'throughline-tests-'));
  supervisor = createSupervisor();
  supervisor.removeAtDeath(folder);
  const temporal = await startTemporal(
    {
      dataDir: folder,
      frontendPort: 0,
      timeSkipping: true,
      namespace: 'tests',
      searchAttributes: {},
      log: (line) => {
        console.error(line);
      },
    },
    supervisor,
  );
  process.env[TEMPORAL_FOR_TESTS] = temporal.address;
}

export async function stopSharedServer(): Promise<void> {
  await supervisor?.stop();
  supervisor = undefined;
}
