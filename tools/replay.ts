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

// `npm run replay FILE` or `npm run replay COURSE-ID`: runs one recorded history through today's workflow code. The
// file is one of test/replay/histories, or a history downloaded from the Temporal UI; the course is one of the
// Temporal server that a running `npm start` or `npm run dev` has. Payloads are decrypted with this installation's keys.

const USAGE = 'Usage: npm run replay FILE, or npm run replay COURSE-ID while npm start or npm run dev runs';

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
    console.error(`This history does not fit today's workflow code: ${error.message}`);
    return 1;
  }
  console.log(`Replayed ${target}: today's workflow code makes the same decisions.`);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error && 'code' in error ? error.message : error);
    process.exit(1);
  },
);
