/** Steps and events as the workflow offers them, with as little in them as a test needs. */
import type { CommitRequest, CourseSummary } from '../../src/store/contract';
import { randomUUID } from 'node:crypto';
import type { Event, MessageToSend, Recorded } from '../../src/course/events';
import { instant, type Instant } from '../../src/time/instant';

export const AT = instant('2027-01-04T17:00:00.500Z');

export const newId = (kind: string) => `${kind}-${randomUUID()}`;

export const SUMMARY: CourseSummary = {
  phase: 'preparation',
  waitingOn: 'frontDesk',
  onHold: false,
  balanceCents: 0,
  tasks: [],
};

export function recorded(event: Event, seq: number): Recorded {
  return { ...event, seq, recordedAt: AT, cause: `cause-${seq}`, by: { role: 'therapist', id: 'staff-1' } };
}

/** A step whose events are numbered from `firstSeq`. */
export function step(
  course: string,
  revision: number,
  events: Event[],
  { firstSeq = revision, ...more }: Partial<CommitRequest> & { firstSeq?: number } = {},
): CommitRequest {
  return {
    ...{
      course,
      revision,
      at: AT,
      refusals: [],
      consumed: [`command-${revision}`],
      signals: [],
      summary: SUMMARY,
    },
    events: events.map((event, index) => recorded(event, firstSeq + index)),
    ...more,
  };
}

export const charged = (entry: string, cents: number): Event => ({
  ...{ type: 'ledgerEntered', at: AT, entry, code: 'preparation', cents },
  kind: entry.split('-')[0] as 'charge',
});

export const message = (key: string, more: Partial<MessageToSend> = {}): MessageToSend => ({
  ...{ key, template: 'sessionReminder', to: 'client', safety: false, facts: { session: 'dosing-1' } },
  staleAt: instant('2027-01-05T17:00:00Z'),
  ...more,
});

export const due = (key: string, more: Partial<MessageToSend> = {}): Event => ({
  ...{ type: 'messageDue', at: AT, message: message(key, more) },
});

export const noted = (note: string): Event => ({ type: 'doseConfirmed', at: AT, note });

export const opened = (key: string, dueBy?: Instant): Event => ({
  ...{ type: 'taskOpened', at: AT, key, kind: 'book-preparation', role: 'frontDesk' },
  ...(dueBy && { dueBy }),
});
