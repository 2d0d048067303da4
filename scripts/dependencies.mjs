// Installs the packages of package-lock.json if they are missing or have changed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const PROGRESS_EVERY_MS = 10_000;
const SYNC_LIMIT_MS = 60_000;
/** Longer than any install: an older lock was left by a killed process, whatever it contains. */
const LOCK_IS_STALE_AFTER_MS = 15 * 60_000;

/** Makes node_modules match the lockfile, with progress on standard error. Throws if npm fails. */
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

/** npm keeps a list of the installed packages. If it matches, there is nothing to do. */
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
  // After a power failure, this marker must not exist next to empty package files. Windows has no `sync`.
  spawnSync('sync', { timeout: SYNC_LIMIT_MS });
  writeFileSync(marker(root), wanted(root));
}

function marker(root) {
  return path.join(root, 'node_modules', '.throughline-lock');
}

/** Native modules are built for one kind of machine and one major version of Node. */
function wanted(root) {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const node = process.versions.node.split('.')[0];
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch} node${node}\n`;
}

async function install(root) {
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  console.error('Installing dependencies (npm ci). This is done once, and again when they change.');
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
    console.error(
      'npm ci failed (see above). Check the network and the registry setting of npm, then try again.',
    );
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

/** `npm start` and `npm test` must not install at the same time. */
async function installLock(root) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const folder = path.join(os.tmpdir(), `throughline-install-${name}`);
  for (let announced = false; ; announced = true) {
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
      if (!announced) console.error('Another process is installing the dependencies. Waiting for it.');
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
