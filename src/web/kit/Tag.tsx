import type { ReactNode } from 'react';

export type Tone = 'harm' | 'soon' | 'good' | 'none';

const SIGNS: Record<Tone, string> = { harm: '✕', soon: '◷', good: '✓', none: '' };

/** A word with a sign: never color alone. */
export function Tag({ tone = 'none', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={`tag ${tone}`}>
      {SIGNS[tone] && <span aria-hidden="true">{SIGNS[tone]}</span>}
      {children}
    </span>
  );
}
