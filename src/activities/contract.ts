/** The activities of the workflow. Types only, because the workflow imports this file. */
import type { CommitRequest, Committed } from '../store/contract';
import type { MessageToSend } from '../course/events';
import type { Instant } from '../time/instant';
import type { Signal } from '../catalog/signals';

export interface DeliverRequest {
  course: string;
  message: MessageToSend;
}
export interface Delivered {
  outcome: 'sent' | 'alreadySent' | 'stale' | 'failed' | 'unknown';
  detail?: string;
  /** Since when it had waited for the mail server, if it did. */
  deferredAt?: Instant;
}

export interface Activities {
  /** Local activity. Idempotent by (course, revision). Throws while the database is unreachable: retried. */
  commit(request: CommitRequest): Promise<Committed>;
  /** Local activity: checks the raw payload of a named Signal. Never throws for bad input. */
  admit(request: {
    name: string;
    payload: unknown;
    id: string;
  }): Promise<{ signal: Signal } | { problems: { field: string; message: string }[] }>;
  /** Sends one message, at most once unless it is a safety message. Throws while the mail server is unreachable. */
  deliver(request: DeliverRequest): Promise<Delivered>;
  /** Sends the referral to the prescriber partner. Idempotent by course and requestedAt. */
  refer(request: { course: string; requestedAt: Instant }): Promise<void>;
  /** Issues one invoice for the charges of one step. Idempotent by (course, first entry). */
  bill(request: { course: string; entries: string[]; at: Instant }): Promise<{ invoice: string }>;
}
