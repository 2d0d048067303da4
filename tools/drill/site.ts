/**
 * A whole installation for one drill: Temporal, PostgreSQL and a mail server that misbehaves on command. Workers and
 * APIs are separate processes, as in production, so that each can be killed. Nothing is left behind.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { loadConfig, type Config } from '../../src/config';
import { temporaryPostgres } from '../../src/postgres';
import { temporalClient } from '../../src/processes/temporalClient';
import { enterPractice } from '../../src/setup/practice';
import { openStore, type Store } from '../../src/store';
import { SEARCH_ATTRIBUTES } from '../../src/workflows/searchAttributes';
import { DEMO_PRACTICE } from '../../src/stack/demoPractice';
import { freePorts } from '../../src/locks/freePorts';
import { createSupervisor, type Child, type Supervisor } from '../../src/stack/processes';
import { startTemporal } from '../../src/stack/temporal/start';
import { apiClient, type Api } from './http';
import { startMailServer, type MailServer } from './mailServer';
import { tokensFor, type Tokens } from './people';
import { until } from '../until';

/** A process of the installation. */
export interface Process {
  /** Kills it without warning, like the kernel or a power failure. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface Site {
  readonly config: Config;
  readonly store: Store;
  readonly temporal: Client;
  readonly mail: MailServer;
  readonly tokens: Tokens;
  readonly api: Api;
  /** Starts a worker process, which polls soon after. */
  startWorker(): Process;
  /** Starts an API process and waits until it answers. */
  startApi(): Promise<Process>;
  stop(): Promise<void>;
}

const RUN = path.join(__dirname, '../../scripts/run.mjs');
const READY_WITHIN_MS = 60_000;

/** Starts an installation. Temporal's programs must already be available. */
export async function startSite(): Promise<Site> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'throughline-drill-'));
  const supervisor = createSupervisor();
  supervisor.removeAtDeath(folder);
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step().catch(() => undefined);
    await supervisor.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    return { ...(await startParts(folder, supervisor, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(
  folder: string,
  supervisor: Supervisor,
  undo: (() => Promise<void>)[],
): Promise<Omit<Site, 'stop'>> {
  const [apiPort = 0, smtpPort = 0, temporalPort = 0] = await freePorts(3);
  const mail = await startMailServer(smtpPort);
  undo.push(() => mail.stop());
  const [database] = await Promise.all([
    temporaryPostgres({ durable: true }),
    startTemporal(
      {
        ...{ dataDir: path.join(folder, 'temporal'), frontendPort: temporalPort, ui: undefined },
        ...{ timeSkipping: false, namespace: 'drill', searchAttributes: SEARCH_ATTRIBUTES },
        log: () => undefined,
      },
      supervisor,
    ),
  ]);
  undo.push(() => database.stop());

  const env = {
    THROUGHLINE_DATA: path.join(folder, 'data'),
    TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}`,
    TEMPORAL_NAMESPACE: 'drill',
    DATABASE_URL: database.url,
    SMTP_URL: mail.url,
    PORT: String(apiPort),
    LOG_LEVEL: 'warn',
  };
  const config = loadConfig(env);
  const store = openStore({ databaseUrl: database.url });
  undo.push(() => store.close());
  await store.migrate();
  await enterPractice(store, DEMO_PRACTICE, new Date());
  const tokens = await tokensFor(store);
  const temporal = temporalClient(config);
  undo.push(() => temporal.stop());

  let started = 0;
  const start = (command: 'worker' | 'api'): Process => {
    started += 1;
    const name = `${command}-${started}`;
    const logFile = path.join(folder, `${name}.log`);
    return asProcess(
      supervisor.start({ name, command: process.execPath, args: [RUN, command], env, logFile }),
    );
  };
  const url = `http://127.0.0.1:${apiPort}`;
  return {
    ...{ config, store, temporal: temporal.client, mail, tokens },
    api: apiClient(url, tokens),
    startWorker: () => start('worker'),
    startApi: async () => {
      const process = start('api');
      await until('the API is ready', () => isReady(url), READY_WITHIN_MS);
      return process;
    },
  };
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

function asProcess(child: Child): Process {
  return {
    kill: async () => {
      process.kill(-child.pid, 'SIGKILL');
      await child.exitCode;
    },
    stop: () => child.stop(),
  };
}
