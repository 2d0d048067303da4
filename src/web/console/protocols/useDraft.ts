import { useState } from 'react';
import type { Content } from './content';

/** The draft of a protocol, kept in this tab until it is saved: a reload loses nothing. */
export function useDraft(name: string, first: () => Content) {
  const key = `protocol ${name}`;
  const [content, set] = useState<Content>(() => {
    try {
      const kept = sessionStorage.getItem(key);
      if (kept) return JSON.parse(kept) as Content;
    } catch {
      // No storage, or not ours: a new draft.
    }
    return first();
  });
  const keep = (next: Content) => {
    set(next);
    try {
      sessionStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Full or forbidden: it is kept on the screen only.
    }
  };
  const forget = () => {
    sessionStorage.removeItem(key);
  };
  const startOver = () => {
    forget();
    set(first());
  };
  return { content, keep, forget, startOver };
}
