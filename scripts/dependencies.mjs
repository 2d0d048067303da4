// Installs what package-lock.json asks for, when it is missing or has changed since.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const PROGRESS_EVERY_MS = 10_000;
const SYNC_LIMIT_MS = 60_000;
/** Longer than any install: a lock older than this was left by one that was killed, whatever it says. */
const LOCK_IS_STALE_AFTER_MS = 15 * 60_000;

/** Makes node_modules match the lockfile, with progress on standard error. Throws when npm fails. */
export async function ensureDependencies(root) {
  if (upToDate(root)) return;
  const release = await installLock(root);
  try {
    if (upToDate(root)) return;
    await install(root);
    record(root);
  } finally {
    release();
  }
}

function upToDate(root) {
  if (read(marker(root)) === wanted(root)) return true;
  if (!installedByHand(root)) return false;
  record(root);
  return true;
}

/** npm keeps its own list of what it has installed; nothing need be done if that is what is wanted. */
function installedByHand(root) {
  const installed = packages(path.join(root, 'node_modules', '.package-lock.json'));
  const locked = packages(path.join(root, 'package-lock.json'));
  if (!installed || !locked) return false;
  return Object.entries(locked).every(
    ([folder, { version, optional }]) =>
      folder === '' || installed[folder]?.version === version || (optional && !installed[folder]),
  );
}

function packages(file) {
  const text = read(file);
  return text === undefined ? undefined : JSON.parse(text).packages;
}

function record(root) {
  // A power cut must not leave this mark beside packages whose files are empty. Windows has no such program.
  spawnSync('sync', { timeout: SYNC_LIMIT_MS });
  writeFileSync(marker(root), wanted(root));
}

function marker(root) {
  return path.join(root, 'node_modules', '.throughline-lock');
}

/** Native modules are for one machine and one line of Node. */
function wanted(root) {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const node = process.versions.node.split('.')[0];
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch} node${node}\n`;
}

async function install(root) {
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  console.error('Installing dependencies (npm ci). This happens once, and again when they change.');
  const ticker = setInterval(() => console.error(`  npm ci: ${seconds()}`), PROGRESS_EVERY_MS);
  const [command, ...first] = npm();
  const child = spawn(command, [...first, 'ci', '--no-audit', '--no-fund', '--include=dev'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const end = () => child.kill();
  process.once('exit', end);
  const code = await new Promise((resolve) => child.once('error', () => resolve(-1)).once('close', resolve));
  process.off('exit', end);
  clearInterval(ticker);
  if (code !== 0) {
    console.error('npm ci failed (see above). Check the network or the registry setting, and try again.');
    process.exit(1);
  }
  console.error(`  npm ci: done in ${seconds()}`);
}

/** The npm that runs this script, or the one on the PATH. */
function npm() {
  const running = process.env.npm_execpath;
  if (running?.endsWith('.js')) return [process.execPath, running];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** `npm start` and `npm test` at once must not install into one another. */
async function installLock(root) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const folder = path.join(os.tmpdir(), `throughline-install-${name}`);
  for (let said = false; ; said = true) {
    try {
      mkdirSync(folder);
      writeFileSync(path.join(folder, 'pid'), String(process.pid));
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (abandoned(folder)) {
        rmSync(folder, { recursive: true, force: true });
        continue;
      }
      if (!said) console.error('Another process is installing the dependencies; waiting for it.');
      await new Promise((done) => setTimeout(done, 500));
    }
  }
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', release);
  return () => {
    process.off('exit', release);
    release();
  };
}

function abandoned(folder) {
  const pid = Number(read(path.join(folder, 'pid')));
  if (pid > 0 && !alive(pid)) return true;
  return age(folder) > LOCK_IS_STALE_AFTER_MS;
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function age(folder) {
  return existsSync(folder) ? Date.now() - statSync(folder).mtimeMs : 0;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
