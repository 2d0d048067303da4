// Entry point of all commands. Needs only Node. Updates the dependencies, then runs the TypeScript sources in this
// process, so that signals and the exit code work as expected.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { argumentProblem, DEVELOPER_COMMANDS, developerCommands, usageOf } from './commands.mjs';
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
const asksForHelp = rest.includes('--help') || rest.includes('-h');
const own = Object.hasOwn(DEVELOPER_COMMANDS, command) ? DEVELOPER_COMMANDS[command] : undefined;
if (own) explain(command, own);
await ensureDependencies(root);
endWithNpm();
process.setSourceMapsEnabled(true);
if (['help', '--help', '-h'].includes(command) && rest.length === 0) atTheEnd(developerCommands());
else if (command === 'start' && asksForHelp) atTheEnd('All commands: npm run help');

const entry = path.join(root, own?.entry ?? 'src/cli/main.ts');
process.argv = [process.execPath, entry, ...(own ? rest : [command, ...rest])];
require('tsx/cjs/api').register();
require(entry);

function atTheEnd(text) {
  process.once('exit', () => console.log(`\n${text}`));
}

/** `--help`, and wrong arguments, are answered before anything is installed. */
function explain(name, developerCommand) {
  if (asksForHelp && developerCommand.passesOnTo !== 'itself') {
    console.log(usageOf(name, developerCommand));
    process.exit(0);
  }
  const wrong = argumentProblem(developerCommand, rest);
  if (wrong === undefined) return;
  console.error(`${wrong}\n\n${usageOf(name, developerCommand)}`);
  process.exit(2);
}

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
