/** The tables of what lists show of a course, written anew with each of its steps. */
import type { MessageFacts, Recipient, WithheldReason } from '../course/events';
import type { SessionFact } from '../course/status/facts';
import type { MoneyDetail, MoneyList } from '../course/status/moneyLines';
import type { Instant } from '../time/instant';
import type { TemplateId } from '../vocabulary/templates';
import type { Json } from './values';

export interface SessionsTable {
  courseId: string;
  /** Such as `dosing-4`. */
  ref: string;
  startAt: Instant;
  status: SessionFact['status'];
  fact: Json<SessionFact>;
}

export interface PlannedMessagesTable {
  /** The id its message will have. */
  id: string;
  courseId: string;
  key: string;
  template: TemplateId;
  recipient: Recipient;
  at: Instant;
  facts: Json<MessageFacts>;
  withheld: WithheldReason | null;
}

export interface MoneyLinesTable {
  courseId: string;
  list: MoneyList;
  since: Instant;
  cents: number;
  detail: Json<MoneyDetail>;
}
