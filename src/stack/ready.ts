import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { replaceFile } from '../files/durable';

/** What a script that waits for the stack wants to know. */
export interface Ready {
  readonly api: string | null;
  readonly docs: string | null;
  readonly temporal: { readonly address: string; readonly namespace: string; readonly ui: string | null };
  readonly smtp: string | null;
  readonly mailbox: string | null;
  /** A staff token for the demo practice. */
  readonly token: string | null;
  /** Tokens of the demo practice by role, its client's among them. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Id of the demo client. */
  readonly client: string | null;
  readonly pid: number;
  readonly readyAt: string;
}

/** What `ready.json` holds: by its process and instant no other run's holds the same. */
export function readyText(ready: Ready): string {
  return `${JSON.stringify(ready, null, 2)}\n`;
}

/** Writes `ready.json` (mode 600: it holds a token), whole or not at all. */
export function writeReady(dataDir: string, ready: Ready): void {
  replaceFile(readyFile(dataDir), readyText(ready));
}

/** What a running stack wrote, or undefined while none is ready. */
export function readReady(dataDir: string): Ready | undefined {
  try {
    return JSON.parse(readFileSync(readyFile(dataDir), 'utf8')) as Ready;
  } catch {
    return undefined;
  }
}

/** The stack is not ready any more. */
export function removeReady(dataDir: string): void {
  rmSync(readyFile(dataDir), { force: true });
}

/** Where a data folder's `ready.json` is. */
export function readyFile(dataDir: string): string {
  return path.join(dataDir, 'ready.json');
}
