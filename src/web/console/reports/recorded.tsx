/** What was recorded last, with its undo. It stays until it is closed or something else is recorded. */
import { useSyncExternalStore } from 'react';

export interface Recorded {
  course: string;
  /** The id of the signal, to take it back. */
  id: string;
  what: string;
  /** The client's name. */
  client?: string | undefined;
  warnings: readonly string[];
  /** Of a report that asked first what would change: the session it named, and when it took effect. */
  session?: string | undefined;
  at?: string | undefined;
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
