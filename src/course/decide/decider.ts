/** Decides one signal: events if it is possible, every reason if it is not. */
import { sessionOf } from '../selectors/sessions';
import type { Envelope, SignalName, SignalOf } from '../../catalog/signals';
import type { Event, ReportedEvent } from '../events';
import type { Instant } from '../../time/instant';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Session, SessionKind } from '../state';
import { STATUS_WORDS } from './words';

export type Decision = { accepted: true; events: Event[] } | { accepted: false; reasons: Reason[] };

export interface Decider<N extends SignalName> {
  /** What must be true whatever the fields of the signal. The console learns from it which signals are possible now. */
  open?: (course: Course, at: Instant) => Reason[];
  /** Why it is not offered yet, although nothing is missing: all that it could be about is ahead. `decide` judges what is reported. */
  ahead?: (course: Course, at: Instant) => Reason[];
  /** `at`: when it happened. Also called when `open` gave reasons, because a refusal names every reason. */
  decide: (course: Course, signal: SignalOf<N>, at: Instant) => Decision;
}

export const accept = (...events: Event[]): Decision => ({ accepted: true, events });
export const refuse = (...reasons: Reason[]): Decision => ({ accepted: false, reasons });

/** Any signal, without its own fields. */
export type Reported = { name: SignalName } & Envelope;

/** The event of an accepted signal: the report without its envelope. */
export function reported(signal: Reported, at: Instant): ReportedEvent {
  const { name, id: _id, by: _by, occurredAt: _occurredAt, ...fields } = signal;
  return { ...fields, type: name, at } as ReportedEvent;
}

/** Accepts a signal as reported, and adds nothing. */
export const acceptAsReported = (_course: Course, signal: Reported, at: Instant): Decision =>
  accept(reported(signal, at));

export const unless = (holds: unknown, why: Reason): Reason[] => (holds ? [] : [why]);

/** The named session if it has one of `kinds` and one of `statuses`. Otherwise the reasons. */
export function sessionIn(
  course: Course,
  ref: string,
  kinds: readonly SessionKind[],
  statuses: readonly Session['status'][],
): { session: Session } | { reasons: Reason[] } {
  const session = sessionOf(course, ref);
  if (!session) return { reasons: [reason('session-unknown', { session: ref })] };
  if (!kinds.includes(session.kind)) {
    return {
      reasons: [reason('session-wrong-kind', { session: ref, kinds: kinds.join(' or ') })],
    };
  }
  if (!statuses.includes(session.status)) {
    const needed = statuses.map((each) => STATUS_WORDS[each]).join(' or ');
    const facts = { session: ref, status: STATUS_WORDS[session.status], needed };
    return { reasons: [reason('session-wrong-status', facts)] };
  }
  return { session };
}
