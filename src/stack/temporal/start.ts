import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { freePorts } from '../../locks/freePorts';
import { createSupervisor, type Child, type Supervisor } from '../processes';
import { cliArguments } from './cli';
import { prepareNamespace } from './namespace';
import { obtainPrograms, type Programs } from './obtain';
import type { TemporalOptions } from './options';
import { retry } from './retry';
import { writeServerConfig, writeUiConfig } from './serverFiles';

export interface RunningTemporal {
  /** The host and port of the frontend. */
  readonly address: string;
  readonly uiUrl: string | undefined;
  /** Rejects with ChildDiedError if a process ends on its own; never resolves. */
  readonly died: Promise<never>;
  stop(): Promise<void>;
}

/**
 * Runs a real Temporal server on this machine and makes its namespace and search attributes usable.
 * @throws NoTemporalServerError, ChildDiedError with the end of the server's log
 */
export async function startTemporal(options: TemporalOptions, outer?: Supervisor): Promise<RunningTemporal> {
  const programs = options.programs ?? (await obtainPrograms(options.log));
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const supervisor = outer ?? createSupervisor();
  const children: Child[] = [];
  const failed = new AbortController();
  const stop = async (): Promise<void> => {
    await Promise.all(children.map((child) => child.stop()));
    if (!outer) await supervisor.stop();
  };
  try {
    const [anyPort = 0] = await freePorts(1);
    const port = options.frontendPort === 0 ? anyPort : options.frontendPort;
    const address = `127.0.0.1:${port}`;
    children.push(...(await launch(programs, supervisor, options, port)));
    const died = Promise.race(children.map((child) => child.died));
    died.catch(() => undefined);
    await Promise.race([prepare(address, options, failed.signal), died]);
    const uiUrl = options.ui && `http://127.0.0.1:${options.ui.port}`;
    return { address, uiUrl, died, stop };
  } catch (error) {
    failed.abort();
    await stop();
    throw error;
  }
}

async function launch(
  programs: Programs,
  supervisor: Supervisor,
  options: TemporalOptions,
  port: number,
): Promise<Child[]> {
  const { dataDir, ui } = options;
  const log = (name: string) => path.join(dataDir, `${name}.log`);
  if (programs.kind === 'cli') {
    const args = await cliArguments(options, port);
    return [supervisor.start({ name: 'Temporal', command: programs.cli, args, logFile: log('server') })];
  }
  const config = await writeServerConfig(dataDir, port, options.timeSkipping);
  const args = ['--config-file', config, '--allow-no-auth', 'start'];
  const server = supervisor.start({
    name: 'Temporal server',
    command: programs.server,
    args,
    logFile: log('server'),
  });
  if (!ui) return [server];
  const uiArgs = writeUiConfig(dataDir, `127.0.0.1:${port}`, options.namespace, ui);
  return [
    server,
    supervisor.start({ name: 'Temporal UI', command: programs.ui, args: uiArgs, logFile: log('ui') }),
  ];
}

async function prepare(address: string, options: TemporalOptions, signal: AbortSignal): Promise<void> {
  const connect = () => Connection.connect({ address, connectTimeout: 1_000 });
  const connection = await retry('the Temporal server', connect, signal);
  try {
    await prepareNamespace(connection, options.namespace, options.searchAttributes, signal);
  } finally {
    await connection.close();
  }
  if (!options.ui) return;
  const page = `http://127.0.0.1:${options.ui.port}/`;
  await retry('the Temporal UI', () => fetch(page), signal);
}
