/**
 * One process per PGlite folder: two would lose data silently. The store refuses a second opener itself,
 * whatever lock the program that opened it already holds.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { StoreError } from './errors';

const openHere = new Set<string>();

/**
 * Takes `file` as this process's lock; one left by a dead process is taken over. Returns how to give it up.
 * @throws StoreError `data-folder-in-use`
 */
export function takeLock(file: string): () => void {
  if (openHere.has(file)) throw new StoreError('data-folder-in-use', { reason: 'this process has it open' });
  const mine = `${process.pid} ${began(process.pid)}`;
  while (!create(file, mine)) {
    const holder = read(file);
    const pid = Number(holder?.split(' ')[0]);
    if (holder !== undefined && isHolder(pid, holder)) {
      throw new StoreError('data-folder-in-use', { reason: `process ${pid} has it open` });
    }
    if (holder !== undefined) setAside(file, holder);
  }
  openHere.add(file);
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    openHere.delete(file);
    if (read(file) === mine) rmSync(file, { force: true });
  };
}

/** Creates the lock with its content in one step: nobody reads half of it. */
function create(file: string, content: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a stale lock away; if another process has just put its own there, it goes back. */
function setAside(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = read(aside);
  if (moved !== undefined && moved !== stale) create(file, moved);
  rmSync(aside, { force: true });
}

/** A lock naming this very process, which does not hold it, was left by a dead one with the same number. */
function isHolder(pid: number, holder: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = began(pid);
  const then = holder.split(' ')[1] ?? '';
  return now === '' || then === '' || now === then;
}

/** When a process began, in Linux's clock ticks since boot; empty elsewhere. Tells a reused number apart. */
function began(pid: number): string {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
