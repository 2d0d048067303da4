// Entry point of all commands. Needs only Node. Updates the dependencies, then runs the TypeScript sources in this
// process, so that signals and the exit code work as expected.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { nodeProblem } from './nodeVersion.mjs';

const require = createRequire(import.meta.url);
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [command = 'help', ...rest] = process.argv.slice(2);

const problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
}
process.chdir(root);
await ensureDependencies(root);
endWithNpm();
process.setSourceMapsEnabled(true);

const own = {
  test: 'tools/check/main.ts',
  bench: 'bench/main.ts',
  e2e: 'tools/e2e.ts',
  properties: 'tools/properties.ts',
  mutation: 'tools/mutation/main.ts',
  drill: 'tools/drill/main.ts',
  replay: 'tools/replay.ts',
  'docs:write': 'tools/writeDocs.ts',
  'prepare:temporal': 'tools/prepare.ts',
}[command];
const entry = path.join(root, own ?? 'src/cli/main.ts');
process.argv = [process.execPath, entry, ...(own ? rest : [command, ...rest])];
require('tsx/cjs/api').register();
require(entry);

/**
 * npm forwards signals, but if npm itself is killed, there is no signal. Then the stack must stop too.
 * npm may have started a shell in between, hence the parent's parent.
 */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const family = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const atStart = family();
  const check = setInterval(() => {
    if (family() === atStart) return;
    clearInterval(check);
    process.kill(process.pid, 'SIGTERM');
  }, 1_000).unref();
}

/** Only known on Linux. Elsewhere, only the direct parent is checked. */
function parentOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return '';
  }
}
