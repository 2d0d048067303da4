/**
 * What was tapped during a session, until it is recorded: it survives a closed tab and a lost line, is sent when the line
 * is back, in order, and takes effect once. What was refused stays until it is dismissed.
 *
 * It lies in this browser's storage, also after signing out: a dose that was started must not be lost with a battery or a shift.
 * It has no name, belongs to who tapped it, and is shown to and sent by nobody else.
 */
import { useEffect, useSyncExternalStore } from 'react';
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
  /** Who acts, where not every role of theirs that reports the signal may. */
  role?: string | undefined;
  /** With `occurredAt`: when it was tapped, not when it arrives. */
  body: Record<string, unknown>;
  /** Sending it has failed. It is sent again. */
  failed?: true;
  /** It is recorded, and stays until the sheet has been read again: it must not fall back to the step before. */
  recorded?: true;
  /** Why it was not recorded, in sentences. It is not sent again. */
  refused?: string[];
}

const KEY = 'run sheet outbox';
const AGAIN_MS = 5_000;
const listeners = new Set<() => void>();
let list: readonly Tapped[] = stored().filter(({ recorded }) => !recorded);

function stored(): readonly Tapped[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as Tapped[];
  } catch {
    return [];
  }
}

/** Changes the list as it is stored now: another tab may have changed it. */
function change(next: (before: readonly Tapped[]) => readonly Tapped[]): void {
  list = next(stored());
  try {
    if (list.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // It is kept on the screen only.
  }
  for (const listener of listeners) listener();
}

const without = (key: string): void => {
  change((before) => before.filter((each) => each.key !== key));
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const recordedOf = ({ failed: _, ...sent }: Tapped): Tapped => ({ ...sent, recorded: true });

/** It has to be sent. */
const isOpen = ({ recorded, refused }: Tapped): boolean => !recorded && !refused;

let sending = false;

/** Sends what this person tapped, in order for each course: one that does not answer holds up no other. */
async function sendAll(person: string): Promise<void> {
  if (sending) return;
  sending = true;
  const held = new Set<string>();
  try {
    for (;;) {
      const next = list.find((each) => each.person === person && isOpen(each) && !held.has(each.course));
      if (!next) return;
      const failed = await sendOne(next);
      if (failed) held.add(next.course);
    }
  } finally {
    sending = false;
  }
}

/** @returns whether it must be sent again */
async function sendOne({ key, course, signal, role, body }: Tapped): Promise<boolean> {
  try {
    await report(course, signal, body, { key, role });
  } catch (problem) {
    if (!(problem instanceof Problem) || !problem.refused) {
      change((before) => before.map((each) => (each.key === key ? { ...each, failed: true } : each)));
      return true;
    }
    const refused =
      problem.reasons.length > 0 ? problem.reasons.map(({ sentence }) => sentence) : [problem.message];
    change((before) => before.map((each) => (each.key === key ? { ...each, refused } : each)));
    return false;
  }
  change((before) => before.map((each) => (each.key === key ? recordedOf(each) : each)));
  // The next one does not wait for it: a forecast may take its time.
  void readAgain().finally(() => {
    without(key);
  });
  return false;
}

/** Sends what waits as long as somebody is signed in, whatever they look at. */
export function useSender(): void {
  const { id: person } = useSession().person;
  useEffect(() => {
    void sendAll(person);
    const again = setInterval(() => void sendAll(person), AGAIN_MS);
    return () => {
      clearInterval(again);
    };
  }, [person]);
}

/** How much of what this person tapped is not sent yet, of all courses. */
export function useUnsent(): number {
  const { id: person } = useSession().person;
  const all = useSyncExternalStore(subscribe, () => list);
  return all.filter((each) => each.person === person && isOpen(each)).length;
}

/** Records at once, at the time of the tap. @returns whether it is recorded or waits to be: false if it was refused */
export type Tap = (
  signal: SignalName,
  label: string,
  fields: Record<string, unknown>,
  role?: string,
) => Promise<boolean>;

/** What was entered for a report of this session that was refused, to be put right: the latest. */
export const refusedBody = (
  refused: readonly Tapped[],
  signal: SignalName,
  session: string,
): Tapped['body'] | undefined =>
  refused.filter((each) => each.signal === signal && each.body.session === session).at(-1)?.body;

/** What of a course this person tapped and is not recorded yet, or was refused; and how to add to it. */
export function useOutbox(course: string) {
  const { id: person } = useSession().person;
  const all = useSyncExternalStore(subscribe, () => list);
  const mine = all.filter((each) => each.course === course && each.person === person);
  const waiting = mine.filter(({ refused }) => !refused);
  return {
    waiting,
    /** What waits for a line: not what is on its way for the first time. */
    unsent: waiting.some(({ failed }) => failed) ? waiting.filter(isOpen) : [],
    refused: mine.filter(({ refused }) => refused !== undefined),
    dismiss: without,
    tap: (async (signal, label, fields, role) => {
      const body = { ...fields, occurredAt: new Date().toISOString() };
      const key = crypto.randomUUID();
      // A refusal of the same thing is answered by doing it again.
      change((before) => [
        ...before.filter((each) => !(each.refused && each.course === course && each.signal === signal)),
        { key, person, course, signal, label, role, body },
      ]);
      await sendAll(person);
      return !list.some((each) => each.key === key && each.refused);
    }) satisfies Tap,
  };
}
