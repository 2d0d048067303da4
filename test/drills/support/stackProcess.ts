/** `npm start` or `npm run dev` as a process of its own, on a data folder and ports of its own. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { readReady, type Ready } from '../../../src/stack/ready';
import { freePorts } from '../../../src/locks/freePorts';
import { processAlive } from '../../../src/locks/processIdentity';
import { until } from '../../support/courseUnderTest';

const PORTS = ['PORT', 'CONSOLE_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'SMTP_PORT', 'MAILBOX_PORT'];
/** What would lead it to servers of the developer. */
const OTHERS = /^(npm_|TEMPORAL_|DATABASE_URL$|SMTP_URL$|PAYLOAD_KEYS$|NODE_OPTIONS$)/;

export interface StackProcess {
  readonly ready: Ready;
  /** Its processes, the oldest first. */
  pids(): number[];
  /** Ends every process of it at once, as when the machine is switched off. */
  kill(): Promise<void>;
  /** As Ctrl-C does. */
  stop(): Promise<void>;
}

/** The environment of a stack, the same for each of its lives. */
export async function stackEnvironment(dataDir: string): Promise<NodeJS.ProcessEnv> {
  const ports = await freePorts(PORTS.length);
  const inherited = Object.entries(process.env).filter(([name]) => !OTHERS.test(name));
  return {
    ...Object.fromEntries(inherited),
    ...Object.fromEntries(PORTS.map((name, index) => [name, String(ports[index])])),
    THROUGHLINE_DATA: dataDir,
  };
}

export async function startStackProcess(
  env: NodeJS.ProcessEnv,
  command: 'start' | 'dev' = 'start',
): Promise<StackProcess> {
  const child = spawn(process.execPath, ['scripts/run.mjs', command], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  await saysReady(child);
  const ready = readReady(env.THROUGHLINE_DATA ?? '');
  if (!ready) throw new Error('the stack is ready, but wrote no ready.json');
  return {
    ready,
    pids: () => familyOf(child.pid ?? 0),
    kill: async () => {
      const all = familyOf(child.pid ?? 0);
      for (const pid of all) killIfThere(pid);
      await until('every process is gone', () => Promise.resolve(all.filter(processAlive)), ({ length }) => length === 0); // prettier-ignore
    },
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGINT');
      await exited;
    },
  };
}

async function saysReady(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new Error('no output to read');
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('Ready in')) return;
  }
  throw new Error('the stack ended before it was ready');
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // The database's own processes go by themselves once their parent has gone.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** A process with all that descend from it, the oldest first. */
function familyOf(pid: number): number[] {
  const parents = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = [pid];
  for (const member of family) {
    family.push(...parents.flatMap(([child = 0, parent]) => (parent === member ? [child] : [])));
  }
  return family;
}
