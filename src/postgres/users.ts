/** Counts the users of the embedded database with one file per opening, so that the last one knows it is the last. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identify, parseIdentity, stillRuns } from '../locks/processIdentity';

/** Registers this process. Call the returned function when it no longer needs the database. */
export function enterUser(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, randomUUID());
  writeFileSync(file, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  return () => {
    rmSync(file, { force: true });
  };
}

/** Whether the database is in use. Removes users that died without leaving. */
export function isUsed(folder: string): boolean {
  return namesIn(folder).filter((name) => isAlive(path.join(folder, name))).length > 0;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isAlive(file: string): boolean {
  try {
    const user = parseIdentity(readFileSync(file, 'utf8'));
    if (!user) return false;
    if (stillRuns(user)) return true;
    rmSync(file, { force: true });
  } catch {
    // The user has just left.
  }
  return false;
}
