import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { temporaryDataDir } from '../../../src/postgres';
import { ask, gone, serverPid } from '../../postgres/support/cluster';

/** Longer than a process lives that waits for nothing. */
const A_WHILE_MS = 1_000;

it('`database` prints an address for other programs, and serves them until Ctrl-C', async () => {
  const dataDir = temporaryDataDir();
  const { DATABASE_URL: _, ...env } = process.env;
  const command = spawn(process.execPath, ['--require', 'tsx/cjs', 'src/cli/main.ts', 'database'], {
    env: { ...env, THROUGHLINE_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(command, 'exit');
  const [url] = (await once(createInterface(command.stdout), 'line')) as [string];
  const server = serverPid(dataDir) ?? 0;
  await pause(A_WHILE_MS);
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  command.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  await gone(server);
});

it.each(['start', 'dev'])('`%s` is refused in production, with what to run instead', async (name) => {
  const command = spawn(process.execPath, ['--require', 'tsx/cjs', 'src/cli/main.ts', name], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [ended, said] = await Promise.all([once(command, 'exit'), text(command.stderr)]);
  expect(ended).toEqual([1, null]);
  expect(said).toMatch(/password is published.*`migrate`, then `api` and `worker`/);
});
