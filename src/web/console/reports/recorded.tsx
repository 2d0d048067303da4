/** What was recorded last, with what takes it back. It stays until it is closed or something else is recorded. */
import { useSyncExternalStore } from 'react';
import type { SignalName } from '../../../catalog/signals';
import type { Values } from './schema';

export interface Recorded {
  course: string;
  /** The id of the signal, to take it back. */
  id: string;
  what: string;
  /** The client's name. */
  client?: string | undefined;
  warnings: readonly string[];
  signal: SignalName;
  /** What was entered. */
  values: Values;
  /** Of a report that asked first what would change: when it took effect. */
  at?: string | undefined;
  /** It ended the course. */
  ended: boolean;
  /** When its answer came, by this browser's clock: what was read before does not count. */
  since: number;
}

let last: Recorded | undefined;
const listeners = new Set<() => void>();

export function setRecorded(next: Recorded | undefined): void {
  last = next;
  for (const listener of listeners) listener();
}

export const useRecorded = (): Recorded | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => last,
  );
