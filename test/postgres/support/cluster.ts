/** What a spec does to an embedded server from outside. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { processAlive } from '../../../src/locks/processIdentity';
import { layoutOf } from '../../../src/postgres/layout';
import { until } from '../../../tools/until';

/** Process id of the server of a data folder; undefined when none has written it down. */
export function serverPid(dataDir: string): number | undefined {
  try {
    const text = readFileSync(path.join(layoutOf(dataDir).cluster, 'postmaster.pid'), 'utf8');
    return Number(text.split('\n')[0]);
  } catch {
    return undefined;
  }
}

/** Ends the server without a warning, as a crash does. */
export function killServer(dataDir: string): number {
  const pid = serverPid(dataDir);
  if (pid === undefined) throw new Error('no server runs there');
  process.kill(pid, 'SIGKILL');
  return pid;
}

export const gone = (pid: number): Promise<void> =>
  until(`process ${pid} has ended`, () => !processAlive(pid));

/** Asks one question on a connection of its own. */
export async function ask(url: string, question: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  // The server may go at any moment: the question reports it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(question)).rows;
  } finally {
    await client.end();
  }
}
