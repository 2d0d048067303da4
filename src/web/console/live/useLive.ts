/** Reads again what others change, as soon as it is heard of. */
import { useEffect } from 'react';
import type { QueryClient } from '@tanstack/react-query';
import { concerns, type Change } from './concerns';
import { setLost } from './heard';
import { followChanges } from './stream';

/** Changes often come together; and a busy practice asks at most so often. */
const TOGETHER_MS = 150;
const AT_MOST_EVERY_MS = 1_000;

/** Follows the changes while `on`. */
export function useLive(queries: QueryClient, on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const heard = gather((changes) => {
      void queries.invalidateQueries({
        predicate: ({ queryKey }) => changes.some((change) => concerns(change, queryKey)),
      });
    });
    const stop = followChanges((news) => {
      switch (news.type) {
        case 'ready':
          setLost(undefined);
          void queries.invalidateQueries();
          break;
        case 'lost':
          setLost(news.since);
          break;
        case 'ended':
          // The answer says why, and asks to sign in again.
          void queries.invalidateQueries({ queryKey: ['session'] });
          break;
        case 'change':
          heard.add(news);
      }
    });
    return () => {
      stop();
      heard.stop();
      setLost(Date.now());
    };
  }, [queries, on]);
}

/** Hands on what comes together at once. */
function gather(handOn: (changes: readonly Change[]) => void) {
  let changes: Change[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  const flush = (): void => {
    timer = undefined;
    last = Date.now();
    handOn(changes);
    changes = [];
  };
  return {
    add: (change: Change): void => {
      changes.push(change);
      timer ??= setTimeout(flush, Math.max(TOGETHER_MS, last + AT_MOST_EVERY_MS - Date.now()));
    },
    stop: (): void => {
      clearTimeout(timer);
    },
  };
}
