import { existsSync, readFileSync } from 'node:fs';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker } from '@temporalio/worker';
import pino from 'pino';
import { loadConfig, type Config } from '../src/config';
import { payloadKeyring } from '../src/config/payloadKeys';
import { temporalClient } from '../src/processes/temporalClient';
import { workerConverter } from '../src/security/dataConverter';
import { workflowBundle } from '../src/workers/bundle';
import { installRuntime } from '../src/workers/logger';

// `npm run replay FILE` or `npm run replay COURSE-ID`: replays a recorded history with the current workflow code. The
// file is in test/replay/histories or was downloaded from the Temporal UI. The course is on the Temporal server of a
// running `npm start` or `npm run dev`. Payloads are decrypted with this installation's keys.

const USAGE =
  'Usage: npm run replay FILE, or npm run replay COURSE-ID while npm start or npm run dev is running';

type History = Parameters<typeof Worker.runReplayHistory>[1];

async function historyOf(target: string, config: Config): Promise<History> {
  if (existsSync(target)) return historyFromJSON(JSON.parse(readFileSync(target, 'utf8')));
  const { client, stop } = temporalClient(config);
  try {
    const workflowId = target.startsWith('course-') ? target : `course-${target}`;
    return await client.workflow.getHandle(workflowId).fetchHistory();
  } finally {
    await stop();
  }
}

async function main([target]: readonly string[]): Promise<number> {
  if (target === undefined) {
    console.error(USAGE);
    return 2;
  }
  const config = loadConfig();
  installRuntime(pino({ level: 'error' }));
  const history = await historyOf(target, config);
  const { code } = await workflowBundle();
  const dataConverter = workerConverter(payloadKeyring(config));
  try {
    await Worker.runReplayHistory({ workflowBundle: { code }, dataConverter }, history);
  } catch (error) {
    if (!(error instanceof DeterminismViolationError)) throw error;
    console.error(`The current workflow code does not replay this history: ${error.message}`);
    return 1;
  }
  console.log(`Replayed ${target}: the current workflow code makes the same decisions.`);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error && 'code' in error ? error.message : error);
    process.exit(1);
  },
);
