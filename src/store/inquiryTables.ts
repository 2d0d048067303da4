/** The tables of inquiries: people who are not clients yet, and the e-mails about them. */
import type { ColumnType, Generated, RawBuilder } from 'kysely';
import type { Instant } from '../time/instant';
import type {
  ConsultSetting,
  CriterionAnswer,
  InquiryLanguage,
  InquiryMail,
  InquiryMailState,
  InquiryState,
  InquiryStep,
  ReachedBy,
} from '../vocabulary/inquiries';
import type { Role } from '../vocabulary/roles';
import type { Json } from './values';

/** The short talk before anything else is decided. */
export interface Consult {
  start: Instant;
  minutes: number;
  setting: ConsultSetting;
  /** Who of the staff holds it. */
  staffId: string;
  /** Grows each time it moves or is canceled. */
  revision: number;
  /** It does not take place. */
  off?: true;
}

/** What was done about an inquiry. */
export interface InquiryDone {
  step: InquiryStep;
  at: Instant;
  by: { role: Role; id: string };
  /** For colleagues. */
  note?: string;
  /** What was written to the person. */
  mail?: string;
}

export interface InquiriesTable {
  id: string;
  createdAt: Instant;
  source: 'form' | 'staff';
  /** Of the form: how the person is written to. */
  language: InquiryLanguage;
  name: string;
  email: string | null;
  phone: string | null;
  reachedBy: ReachedBy;
  message: string;
  /** The questions as they were asked. */
  answers: Json<{ question: string; answer: CriterionAnswer }[]>;
  state: Generated<InquiryState>;
  revision: Generated<number>;
  /** Of the latest change, so that a repeated request is recognized. */
  lastRequest: string | null;
  /** Since when somebody has to do something about it, and by when. Null: nobody has. */
  owedFrom: Instant | null;
  dueAt: Instant | null;
  /** When the staff were told that it is overdue. */
  overdueMailedAt: Instant | null;
  /** An e-mail to the person did not go out, or nobody knows whether it did. */
  mailTrouble: Generated<boolean>;
  consult: ColumnType<Consult | null, RawBuilder<Consult> | null, RawBuilder<Consult> | null>;
  /** Of a consult that takes place. */
  consultStart: Instant | null;
  steps: ColumnType<InquiryDone[], never, RawBuilder<InquiryDone[]>>;
  clientId: string | null;
  courseId: string | null;
}

/** What an e-mail says besides its kind. */
export interface InquiryMailFacts {
  /** In somebody’s own words. */
  words?: string;
  consult?: Consult;
  /** By when an answer is promised. */
  by?: Instant;
  /** How many inquiries are overdue. */
  count?: number;
}

export interface InquiryMailsTable {
  id: string;
  /** Null: `overdue`, which is about all that are. */
  inquiryId: string | null;
  kind: InquiryMail;
  facts: Json<InquiryMailFacts>;
  createdAt: Instant;
  dueAt: Instant;
  state: Generated<InquiryMailState>;
  /** When its content started to go out. Before that, nothing can have been sent. */
  contentAt: Instant | null;
  /** Since when the mail server has not taken it. */
  deferredAt: Instant | null;
  endedAt: Instant | null;
}
