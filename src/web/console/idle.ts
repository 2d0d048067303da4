/** When a person last did something here, in any tab of the browser. Nothing that a timer does counts. */
import { useEffect } from 'react';

const KEY = 'last doing';
const DOING = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
const CHECK_EVERY_MS = 5_000;
/** How often it is written down for the other tabs. */
const NOTE_EVERY_MS = 2_000;

let mine = Date.now();
let noted = 0;

/** Somebody is there. */
export function noteDoing(): void {
  mine = Date.now();
  if (mine - noted < NOTE_EVERY_MS) return;
  noted = mine;
  try {
    localStorage.setItem(KEY, String(mine));
  } catch {
    // Then each tab counts for itself.
  }
}

function latest(): number {
  try {
    return Math.max(mine, Number(localStorage.getItem(KEY) ?? 0));
  } catch {
    return mine;
  }
}

/** For how long nobody has done anything, in milliseconds. */
export const idleMs = (): number => Date.now() - latest();

/** Calls `onIdle` once nobody has done anything for so many minutes; also right after a machine wakes up. */
export function useIdle(minutes: number | undefined, onIdle: () => void): void {
  useEffect(() => {
    if (minutes === undefined) return;
    const check = () => {
      if (idleMs() >= minutes * 60_000) onIdle();
    };
    const checking = setInterval(check, CHECK_EVERY_MS);
    document.addEventListener('visibilitychange', check);
    for (const doing of DOING) addEventListener(doing, noteDoing, { capture: true, passive: true });
    return () => {
      clearInterval(checking);
      document.removeEventListener('visibilitychange', check);
      for (const doing of DOING) removeEventListener(doing, noteDoing, { capture: true });
    };
  }, [minutes, onIdle]);
}
