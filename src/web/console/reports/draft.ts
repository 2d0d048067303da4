/** What was typed into a report, with the key it will be sent with: kept until it is recorded, also over a reload. */
import { useState } from 'react';
import type { Values } from './schema';

export interface Draft {
  /** The Idempotency-Key: whatever happens on the way, the report takes effect once. */
  key: string;
  values: Values;
}

/** What a report is about: what was typed for one session must not appear in the form of another. */
const ABOUT = ['session', 'hold', 'supply', 'task', 'key', 'entry'] as const;

const nameOf = (course: string, signal: string, preset: Values): string =>
  ['report', course, signal, ...ABOUT.map((field) => preset[field])]
    .filter((part): part is string => typeof part === 'string')
    .join(' ');

function kept(name: string, preset: Values): Draft {
  try {
    const text = sessionStorage.getItem(name);
    if (text) {
      const draft = JSON.parse(text) as Draft;
      return { ...draft, values: { ...draft.values, ...preset } };
    }
  } catch {
    // No storage, or not ours: a new draft.
  }
  return { key: crypto.randomUUID(), values: preset };
}

export function useDraft(course: string, signal: string, preset: Values) {
  const name = nameOf(course, signal, preset);
  const [draft, setDraft] = useState(() => kept(name, preset));
  // From the latest draft, not from that of the last drawing: an answer may come while somebody types.
  const change = (next: (draft: Draft) => Draft): void => {
    setDraft((before) => {
      const after = next(before);
      try {
        sessionStorage.setItem(name, JSON.stringify(after));
      } catch {
        // Full or forbidden: it is kept on the screen only.
      }
      return after;
    });
  };
  return {
    ...draft,
    set: (field: string, value: unknown): void => {
      change((before) => ({ ...before, values: { ...before.values, [field]: value } }));
    },
    /** After a refusal: nothing was recorded, and what is sent next is another report. */
    renew: (): void => {
      change((before) => ({ ...before, key: crypto.randomUUID() }));
    },
    forget: (): void => {
      sessionStorage.removeItem(name);
    },
  };
}
