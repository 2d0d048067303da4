/**
 * What was tapped during a session, until it is recorded: it survives a closed tab and a lost line, is sent when the line
 * is back, in order, and takes effect once. Kept on this device only, and gone when it is recorded.
 */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { SignalName } from '../../../catalog/signals';
import { report } from '../../client/api';
import { Problem } from '../../client/problem';
import { readAgain } from '../queries';
import { useSession } from '../session';

export interface Tapped {
  /** The Idempotency-Key. */
  key: string;
  /** Who tapped it: nobody else sends it. */
  person: string;
  course: string;
  signal: SignalName;
  label: string;
  /** With `occurredAt`: when it was tapped, not when it arrives. */
  body: Record<string, unknown>;
}

const KEY = 'run sheet outbox';
const AGAIN_MS = 5_000;
const listeners = new Set<() => void>();
let waiting: readonly Tapped[] = stored();

function stored(): readonly Tapped[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as Tapped[];
  } catch {
    return [];
  }
}

function keep(next: readonly Tapped[]): void {
  waiting = next;
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // It is kept on the screen only.
  }
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

let sending = false;

/** Sends what waits, the oldest first. @returns the refusal of the first that was refused; it is taken out */
async function sendAll(person: string): Promise<{ tapped: Tapped; problem: unknown } | undefined> {
  if (sending) return undefined;
  sending = true;
  try {
    const next = () => waiting.find((each) => each.person === person);
    for (let tapped = next(); tapped; tapped = next()) {
      const { key: sent } = tapped;
      try {
        await report(tapped.course, tapped.signal, tapped.body, { key: tapped.key });
      } catch (problem) {
        if (problem instanceof Problem && (problem.repeatable || problem.status === 401)) return undefined;
        keep(waiting.filter(({ key }) => key !== sent));
        return { tapped, problem };
      }
      keep(waiting.filter(({ key }) => key !== sent));
      await readAgain();
    }
    return undefined;
  } finally {
    sending = false;
  }
}

/** Records at once, at the time of the tap. */
export type Tap = (signal: SignalName, label: string, fields: Record<string, unknown>) => Promise<void>;

/** What of a course waits to be sent, what was refused last, and how to add to it. */
export function useOutbox(course: string) {
  const { id: person } = useSession().person;
  const all = useSyncExternalStore(subscribe, () => waiting);
  const [refused, setRefused] = useState<{ label: string; problem: unknown }>();
  const push = async (): Promise<void> => {
    const failed = await sendAll(person);
    if (failed) setRefused({ label: failed.tapped.label, problem: failed.problem });
  };
  useEffect(() => {
    void push();
    const again = setInterval(() => void push(), AGAIN_MS);
    return () => {
      clearInterval(again);
    };
  }, []);
  return {
    waiting: all.filter((each) => each.course === course && each.person === person),
    refused,
    tap: (async (signal, label, fields) => {
      setRefused(undefined);
      const body = { ...fields, occurredAt: new Date().toISOString() };
      keep([...waiting, { key: crypto.randomUUID(), person, course, signal, label, body }]);
      await push();
    }) satisfies Tap,
  };
}
