// Is this container's process at work? The API is asked over HTTP; for a worker the Temporal server is
// asked whether it has seen this container poll. The one-shot commands have nothing to ask about.
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';

/** A worker at work asks for tasks at least once a minute. */
const POLLED_WITHIN_MS = 150_000;
const WORKFLOW_TASKS = 1;

const checks = { api: answers, worker: polls };
const check = checks[command() ?? ''];
process.exitCode = !check || (await check().catch(() => false)) ? 0 : 1;

/** The word after `main.ts` in the command line of the process this container runs. */
function command() {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const words = commandLine(pid);
    const at = words.findIndex((word) => word.endsWith('cli/main.ts'));
    if (at >= 0) return words[at + 1];
  }
  return undefined;
}

function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

async function answers() {
  const { ok } = await fetch(`http://127.0.0.1:${process.env.PORT || 8080}/healthz`);
  return ok;
}

async function polls() {
  const namespace = process.env.TEMPORAL_NAMESPACE || 'throughline';
  const { connectionOptions } = loadClientConnectConfig({
    disableFile: true,
    overrideEnvVars: { ...process.env, TEMPORAL_NAMESPACE: namespace },
  });
  const connection = await Connection.connect({ connectTimeout: 8_000, ...connectionOptions });
  try {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: process.env.TASK_QUEUE || 'throughline' },
      taskQueueType: WORKFLOW_TASKS,
    });
    const since = (Date.now() - POLLED_WITHIN_MS) / 1000;
    const own = `@${os.hostname()}`;
    return pollers.some(
      ({ identity, lastAccessTime }) => identity.endsWith(own) && Number(lastAccessTime?.seconds) >= since,
    );
  } finally {
    await connection.close();
  }
}
