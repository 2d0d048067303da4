import { execFileSync } from 'node:child_process';
import { utimesSync } from 'node:fs';
import { canListen } from '../../src/locks/freePorts';
import { processAlive } from '../../src/locks/processIdentity';
import { stackEnvironment, startStackProcess, type StackProcess } from '../drills/support/stackProcess';
import { until } from '../../tools/until';
import { temporaryFolder } from './support/temporary';

const WITHIN_MS = 40_000;
let running: StackProcess | undefined;
afterAll(() => running?.kill());
const dataDir = temporaryFolder();

/** The process that serves the API or works, not the one that watches it. */
function pidOf(command: 'api' | 'worker', stack: StackProcess): number | undefined {
  const pids = stack.pids().join(',');
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '-p', pids], { encoding: 'utf8' }).split('\n');
  const own = lines.filter(
    (line) => line.endsWith(`src/cli/main.ts ${command}`) && !line.includes(' watch '),
  );
  return own.length === 1 ? Number.parseInt(own[0] ?? '', 10) : undefined;
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Through the server of the console's sources, as its pages do. */
const signIn = (address: string, origin: string) =>
  fetch(new URL('/api/v1/session', address), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ email: 'solo@cedar.example', password: 'cedar practice demo' }),
  });

describe('npm run dev', () => {
  it('restarts the API and the worker when a source changes, and Ctrl-C leaves nothing behind', async () => {
    const env = await stackEnvironment(dataDir);
    const stack = (running = await startStackProcess(env, 'dev'));
    const { api } = stack.ready;
    if (api === null) throw new Error('the stack has no API');
    const screens = stack.ready.console ?? '';
    expect(await (await fetch(`${screens}today`)).text()).toContain('/@vite/client');
    expect((await signIn(screens, new URL(screens).origin)).status).toBe(200);
    expect((await signIn(screens, 'https://elsewhere.example')).status).toBe(403);
    const first = { api: pidOf('api', stack), worker: pidOf('worker', stack) };
    expect(first).toEqual({ api: expect.any(Number) as number, worker: expect.any(Number) as number });

    const now = new Date();
    utimesSync('src/api/health.ts', now, now);
    for (const command of ['api', 'worker'] as const) {
      await until(
        `another ${command} process`,
        () => ![undefined, first[command]].includes(pidOf(command, stack)),
        WITHIN_MS,
      );
    }
    await until('the API answers again', () => answers(api), WITHIN_MS);

    const pids = stack.pids();
    await stack.stop();
    running = undefined;
    await until('every process is gone', () => pids.every((pid) => !processAlive(pid)));
    for (const port of [env.PORT, env.CONSOLE_PORT, env.TEMPORAL_PORT, env.SMTP_PORT, env.MAILBOX_PORT]) {
      expect(await canListen(Number(port))).toBe(true);
    }
  }, 120_000);
});
