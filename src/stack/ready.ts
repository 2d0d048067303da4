import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { replaceFile } from '../files/durable';

/** The content of `ready.json`, for scripts that wait for the stack. */
export interface Ready {
  /** The console for staff; null without one. */
  readonly console: string | null;
  readonly api: string | null;
  readonly docs: string | null;
  readonly temporal: { readonly address: string; readonly namespace: string; readonly ui: string | null };
  readonly smtp: string | null;
  readonly mailbox: string | null;
  /** A staff token of the demo practice. */
  readonly token: string | null;
  /** Tokens of the demo practice by role, including its client's. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Id of the demo client. */
  readonly client: string | null;
  readonly pid: number;
  readonly readyAt: string;
}

/** The text of `ready.json`. Its process id and time make it unique to this run. */
export function readyText(ready: Ready): string {
  return `${JSON.stringify(ready, null, 2)}\n`;
}

/** Writes `ready.json` atomically, with mode 600 because it contains tokens. */
export function writeReady(dataDir: string, ready: Ready): void {
  replaceFile(readyFile(dataDir), readyText(ready));
}

/** The `ready.json` of a running stack; undefined while none is ready. */
export function readReady(dataDir: string): Ready | undefined {
  try {
    return JSON.parse(readFileSync(readyFile(dataDir), 'utf8')) as Ready;
  } catch {
    return undefined;
  }
}

/** Removes `ready.json` when the stack stops. */
export function removeReady(dataDir: string): void {
  rmSync(readyFile(dataDir), { force: true });
}

/** The path of `ready.json` in a data folder. */
export function readyFile(dataDir: string): string {
  return path.join(dataDir, 'ready.json');
}
