/** Whether changes of others are heard of, and since when not. */
import { useSyncExternalStore } from 'react';

let lost: number | undefined = Date.now();
const listeners = new Set<() => void>();

/** Epoch milliseconds since which no changes come; undefined while they do. */
export const lostSince = (): number | undefined => lost;

export function setLost(since: number | undefined): void {
  lost = since;
  for (const listener of listeners) listener();
}

export const useLostSince = (): number | undefined =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, lostSince);
