import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { bundleWorkflowCode, Worker, type ReplayResult } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import pino from 'pino';
import { failureConverterPath } from '../../src/security/dataConverter';
import { workflowBundle } from '../../src/workers/bundle';
import { installRuntime } from '../../src/workers/logger';

const FOLDER = path.join(__dirname, 'histories');
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

const recorded = (file: string) => ({
  workflowId: file,
  history: historyFromJSON(JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'))),
});

async function replay(code: string, files: string[]): Promise<ReplayResult[]> {
  const results: ReplayResult[] = [];
  const histories = files.map(recorded);
  for await (const result of Worker.runReplayHistories({ workflowBundle: { code } }, histories)) {
    results.push(result);
  }
  return results;
}

beforeAll(() => {
  installRuntime(pino({ level: 'silent' }));
});

it('there are recordings of a whole way, of what goes wrong, and of both sides of a continue-as-new', () => {
  for (const what of ['referral', 'breach-hold', 'before-continue', 'after-continue']) {
    expect(FILES.filter((file) => file.includes(what))).not.toEqual([]);
  }
  for (const file of FILES) expect(statSync(path.join(FOLDER, file)).size).toBeLessThan(300_000);
});

it('every course recorded under any release goes on under today’s workflow', async () => {
  const { code } = await workflowBundle();
  const results = await replay(code, FILES);
  expect(results.map(({ workflowId }) => workflowId).sort()).toEqual([...FILES].sort());
  expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
});

it('an incompatible change is noticed: a workflow that does one thing more fails on each recording', async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('./support/incompatible'),
    failureConverterPath,
    logger: { ...console, log: () => 0, trace: () => 0, debug: () => 0, info: () => 0 },
  });
  const results = await replay(code, FILES);
  const unnoticed = results.filter(({ error }) => !(error instanceof DeterminismViolationError));
  expect(unnoticed.map(({ workflowId }) => workflowId)).toEqual([]);
  expect(results).toHaveLength(FILES.length);
});
