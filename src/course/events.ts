/** Events: the only record of a course. An accepted signal becomes the event of the same name. */
import type { CareTeam } from '../catalog/careTeam';
import type { Protocol } from '../catalog/protocol';
import type { Actor, SignalFields, SignalName } from '../catalog/signals';
import type { PracticeCalendar } from '../time/calendar';
import type { Instant } from '../time/instant';
import type { LedgerEntry } from './ledgerEntry';
import { STAFF_ROLES, type StaffRole } from '../vocabulary/roles';
import type { Hold, Mishap, Outcome, Session } from './state';
import type { TaskKind } from '../vocabulary/tasks';
import type { TemplateId } from '../vocabulary/templates';

/** The recipient's role. The address is looked up when the message is sent. */
export const RECIPIENTS = ['client', 'supportPerson', 'partner', ...STAFF_ROLES] as const;
export type Recipient = (typeof RECIPIENTS)[number];

/** A message to be sent. Unique within the course by `key` (template, occurrence, revision). */
export interface MessageToSend {
  key: string;
  template: TemplateId;
  to: Recipient;
  /** Safety messages ignore quiet hours and are sent again if the outcome of an attempt is unknown. */
  safety: boolean;
  /** Staff were asked about it, and are until it is delivered: that is recorded, too. */
  again?: true;
  /** After this the message is dropped, not sent. */
  staleAt: Instant;
  /** When the appointment is, or was before it was moved, that the client must hear about in time, even at night. */
  hearsBefore?: Instant;
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
  /** The deadline the message mentions. */
  by?: Instant;
  /** The client can choose the time on their page. */
  ownTime?: true;
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
        /** Dosing sessions planned for this client, if different from the protocol. */
        dosings?: number;
        /** It began before the practice kept it here, and has been kept here since then. */
        takenOverAt?: Instant;
        /** Who looks after it. The projection `care_team` keeps it, not the state. */
        careTeam?: CareTeam;
      }
    >
  | ReportedEvent
  | Of<'sessionScheduled', { session: Session; note?: string }>
  | Of<
      'sessionRescheduled',
      {
        session: string;
        start: Instant;
        minutes: number;
        bookedAt: Instant;
        /** If it changed. */
        setting?: Session['setting'];
        note?: string;
      }
    >
  | Of<'sessionCancelled', SignalFields<'sessionCancelled'> & { note?: string; calledOff?: boolean }>
  | Of<'approvalGranted', { validUntil: Instant }>
  | Of<'doseChangeAcknowledged', { order: string; who: 'client' | 'therapist'; note?: string }>
  /** `about`: the only booking or reading it applies to. */
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
  /** Held back while the course is on hold. It still goes out if the hold is lifted before it is stale. */
  | Of<'messageWithheld', { key: string; template: TemplateId; to: Recipient; reason: 'on-hold' }>
  | Of<'messageUndelivered', { key: string; how: Mishap | 'optedOut' }>
  /** A message that had waited for the mail server since `deferredAt`, or was sent again. */
  | Of<'messageDelivered', { key: string; deferredAt?: Instant }>
  | Of<'taskOpened', { key: string; kind: TaskKind; role: StaffRole; session?: string; dueBy?: Instant }>
  | Of<'taskClosed', { key: string }>
  | Of<'breached', { key: string; kind: BreachKind; cycle?: number }>
  | Of<'noticed', { key: string; kind: NoticeKind }>;

/** Notices: only recorded when their time comes. */
export const NOTICE_KINDS = [
  'boosterWindowOpened',
  'boosterWindowMissed',
  'prescriptionExpired',
  'taskNoLongerNeeded',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Promises to the client whose breach is recorded. */
export const BREACH_KINDS = ['integration', 'estimate'] as const;
export type BreachKind = (typeof BREACH_KINDS)[number];

/** `superseded`: the course changed before the message could be sent. `given-up`: somebody decided so. */
export const DROP_REASONS = [
  'stale',
  'not-consented',
  'opted-out',
  'no-address',
  'superseded',
  'given-up',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** Why a message did not go out, or has not yet. */
export const WITHHELD_REASONS = [...DROP_REASONS, 'on-hold'] as const;
export type WithheldReason = (typeof WITHHELD_REASONS)[number];

export type EventType = Event['type'];

type ByType = { [E in Event as E['type']]: E };

/** Looked up rather than extracted from the union, which takes the compiler seconds wherever `T` is generic. */
export type EventOf<T extends EventType> = ByType[T];

type RecordedByType = {
  [T in EventType]: ByType[T] & {
    seq: number;
    recordedAt: Instant;
    /** The signal id, or the key of the obligation that came due. */
    cause: string;
    by: Actor;
  };
};

/** An event as recorded: numbered, with its cause, its author and when it was recorded. */
export type Recorded = RecordedByType[EventType];
export type RecordedOf<T extends EventType> = RecordedByType[T];

/** The events that end a course, for readers of the log. */
export type { Outcome };
