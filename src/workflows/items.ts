/** The items in a course's inbox and their outcomes. */
import type { EventOf, EventType } from '../course/events';
import type { Instant } from '../time/instant';
import type { Signal } from '../catalog/signals';
import type { FieldProblem } from '../vocabulary/fieldProblem';
import type { Reason } from '../vocabulary/reasons';
import type { Warning } from '../vocabulary/warnings';

export type SignalOutcome =
  | {
      accepted: true;
      repeated: boolean;
      revision: number;
      events: { type: EventType; at: Instant }[];
      /** Only if there are any. */
      warnings?: Warning[];
    }
  | { accepted: false; repeated: boolean; code: string; reasons: Reason[] };

export type DeliveryOutcome = EventOf<'messageUndelivered' | 'messageDelivered' | 'messageDropped'>;
/** An Update or a signal of the system, an unchecked Signal, or the outcome of a delivery. */
export type Item = SignalItem | RawItem | { kind: 'delivery'; outcome: DeliveryOutcome };
export interface SignalItem {
  kind: 'signal';
  signal: Signal;
  outcome?: SignalOutcome;
  problems?: FieldProblem[];
}
export interface RawItem {
  kind: 'raw';
  id: string;
  name: string;
  payload: unknown;
  /** Set for an Update, whose sender waits for it. */
  outcome?: SignalOutcome;
}
