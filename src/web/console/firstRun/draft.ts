/** What was entered so far during the first set-up: kept over a reload, without the password. */
import { useState } from 'react';
import type { MemberRole } from '../../../vocabulary/roles';

const KEY = 'first run';

export const STEPS = ['code', 'practice', 'mail', 'protocols', 'person'] as const;
export type StepName = (typeof STEPS)[number];

export interface Draft {
  step: StepName;
  code: string;
  practice: {
    name: string;
    zone: string;
    callbackNumber: string;
    senderName: string;
    senderAddress: string;
    secondFactorRequired: boolean;
  };
  /** Absent: all. */
  protocols?: readonly string[];
  person: { name: string; email: string; roles: readonly MemberRole[] };
}

const EMPTY: Draft = {
  step: 'code',
  code: '',
  practice: {
    ...{ name: '', callbackNumber: '', senderName: '', senderAddress: '', secondFactorRequired: true },
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  },
  person: { name: '', email: '', roles: ['lead'] },
};

function kept(): Draft {
  try {
    return { ...EMPTY, ...(JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Draft>) };
  } catch {
    return EMPTY;
  }
}

export function useFirstRunDraft() {
  const [draft, setDraft] = useState(kept);
  return {
    draft,
    set: (change: Partial<Draft>): void => {
      const next = { ...draft, ...change };
      setDraft(next);
      try {
        sessionStorage.setItem(KEY, JSON.stringify(next));
      } catch {
        // It is kept on the screen only.
      }
    },
    forget: (): void => {
      sessionStorage.removeItem(KEY);
    },
  };
}

/** What every step gets. */
export interface StepProps {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  /** What the server found wrong, by field. */
  wrong: Readonly<Record<string, string>>;
  onNext: () => Promise<void> | void;
  onBack: () => void;
}
