/** What has happened: the course's only record. An accepted signal becomes the event of its name. */
import type { Protocol } from '../catalog/protocol';
import type { Actor, SignalFields, SignalName } from '../catalog/signals';
import type { PracticeCalendar } from '../time/calendar';
import type { Instant } from '../time/instant';
import type { LedgerEntry } from './ledgerEntry';
import { STAFF_ROLES, type StaffRole } from '../vocabulary/roles';
import type { Hold, Mishap, Outcome, Session } from './state';
import type { TaskKind } from '../vocabulary/tasks';
import type { TemplateId } from '../vocabulary/templates';

/** Who a message is for; the address is looked up when it is sent. */
export const RECIPIENTS = ['client', 'supportPerson', 'partner', ...STAFF_ROLES] as const;
export type Recipient = (typeof RECIPIENTS)[number];

/** A message to be sent. Unique within the course by `key` (template, occurrence, revision). */
export interface MessageToSend {
  key: string;
  template: TemplateId;
  to: Recipient;
  /** Safety messages know no quiet hours and are sent again when an outcome is unknown. */
  safety: boolean;
  /** Later than this it is dropped, never sent. */
  staleAt: Instant;
  /** Neutral facts for the text: never a drug, diagnosis, dose or kind of session. */
  facts: MessageFacts;
}

export interface MessageFacts {
  /** Reference of the session, for staff texts and the calendar file's identity. */
  session?: string;
  start?: Instant;
  minutes?: number;
  revision?: number;
  setting?: Session['setting'];
  /** The latest day something should happen. */
  by?: Instant;
}

type Of<T extends string, F extends object = object> = { type: T; at: Instant } & F;

/** The signals whose event adds nothing to what was reported. */
type PlainSignal = Exclude<
  SignalName,
  | 'sessionScheduled'
  | 'sessionRescheduled'
  | 'sessionCancelled'
  | 'doseChangeAcknowledged'
  | 'gateOverridden'
  | 'signalCorrected'
>;
export type ReportedEvent = { [N in PlainSignal]: Of<N, SignalFields<N> & { note?: string }> }[PlainSignal];

export type Event =
  | Of<
      'courseStarted',
      {
        course: string;
        protocol: Protocol;
        practice: PracticeCalendar;
        client: { zone: string };
        /** Dosing sessions planned for this client, when not as many as the protocol plans. */
        dosings?: number;
      }
    >
  | ReportedEvent
  | Of<'sessionScheduled', { session: Session; note?: string }>
  | Of<
      'sessionRescheduled',
      { session: string; start: Instant; minutes: number; bookedAt: Instant; note?: string }
    >
  | Of<'sessionCancelled', SignalFields<'sessionCancelled'> & { note?: string; calledOff?: boolean }>
  | Of<'approvalGranted', { validUntil: Instant }>
  | Of<'doseChangeAcknowledged', { order: string; who: 'client' | 'therapist'; note?: string }>
  /** `about`: what alone it holds for: the session as it is booked, the reading. */
  | Of<'gateOverridden', SignalFields<'gateOverridden'> & { note?: string; about?: string }>
  | Of<
      'signalCorrected',
      { signal: string; what: SignalName; reason: string; session?: string; note?: string }
    >
  | Of<'referralRequested'>
  | Of<'holdOpened', { hold: Hold }>
  | Of<'ledgerEntered', LedgerEntry>
  | Of<'messageDue', { message: MessageToSend }>
  | Of<'messageDropped', { key: string; template: TemplateId; to: Recipient; reason: DropReason }>
  | Of<'messageUndelivered', { key: string; how: Mishap | 'optedOut' }>
  /** One that had to wait for the mail server, and since when. */
  | Of<'messageDelivered', { key: string; deferredAt: Instant }>
  | Of<'taskOpened', { key: string; kind: TaskKind; role: StaffRole; session?: string; dueBy?: Instant }>
  | Of<'taskClosed', { key: string }>
  | Of<'breached', { key: string; kind: string; cycle?: number }>
  | Of<'noticed', { key: string; kind: NoticeKind }>;

/** What is only put on record when its time has come. */
export type NoticeKind = 'boosterWindowOpened' | 'boosterWindowMissed' | 'prescriptionExpired';

/** `superseded`: the course moved on while the message could not be sent. */
export const DROP_REASONS = ['stale', 'not-consented', 'opted-out', 'superseded'] as const;
export type DropReason = (typeof DROP_REASONS)[number];

export type EventType = Event['type'];

type ByType = { [E in Event as E['type']]: E };

/** Looked up rather than extracted from the union, which costs the compiler seconds wherever `T` is open. */
export type EventOf<T extends EventType> = ByType[T];

type RecordedByType = {
  [T in EventType]: ByType[T] & {
    seq: number;
    recordedAt: Instant;
    /** The signal id, or the key of the clock that ran out. */
    cause: string;
    by: Actor;
  };
};

/** An event as kept: numbered, with who or what caused it and when the course took it in. */
export type Recorded = RecordedByType[EventType];
export type RecordedOf<T extends EventType> = RecordedByType[T];

/** How a course ends; for readers of the log. */
export type { Outcome };
