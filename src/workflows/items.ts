/** What a course has in its inbox, and what each is answered. */
import type { EventOf } from '../course/events';
import type { Instant } from '../time/instant';
import type { Signal } from '../catalog/signals';
import type { FieldProblem } from '../vocabulary/fieldProblem';
import type { Reason } from '../vocabulary/reasons';

export type SignalOutcome =
  | { accepted: true; repeated: boolean; revision: number; events: { type: string; at: Instant }[] }
  | { accepted: false; repeated: boolean; code: string; reasons: Reason[] };

export type DeliveryOutcome = EventOf<'messageUndelivered' | 'messageDelivered' | 'messageDropped'>;
/** What came in by the Update, as a raw Signal, or back from a mail. */
export type Item = SignalItem | RawItem | { kind: 'fate'; fate: DeliveryOutcome };
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
  /** Set for an Update, which is answered. */
  outcome?: SignalOutcome;
}
