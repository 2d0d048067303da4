// The door to everything: needs Node and nothing else. Brings the dependencies up to date, then hands
// over to the TypeScript sources in this same process, so that signals and the exit code are its own.
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
 * npm passes signals on, but nobody is told when npm itself is killed: then the stack must not stay.
 * npm may or may not have put a shell in between, hence the parent's parent.
 */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const family = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const atStart = family();
  const look = setInterval(() => {
    if (family() === atStart) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, 1_000).unref();
}

/** Known on Linux only; elsewhere the direct parent must do. */
function parentOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return '';
  }
}
