/** The tables for kysely. Columns are snake_case in SQL and camelCase here. Instants are ISO text in UTC. */
import type {
  AccountLinksTable,
  AccountsTable,
  CalendarFeedsTable,
  CodecSessionsTable,
  PageAnswersTable,
  PageCodesTable,
  PageLinksTable,
  RecoveryCodesTable,
  SignInsTable,
  StaffTable,
  TokensTable,
} from './accessTables';
import type { InquiriesTable, InquiryMailsTable } from './inquiryTables';
import type { MoneyLinesTable, PlannedMessagesTable, SessionsTable } from './listTables';
import type {
  CareTeamTable,
  ClientsTable,
  ConsentSignaturesTable,
  ConsentTextsTable,
  MailSettingsTable,
  PracticeTable,
  ProtocolsTable,
  SetUpCodeTable,
  SupportPersonsTable,
} from './practiceTables';
import type { LedgerEntry } from '../course/ledgerEntry';
import type { CourseSummary, Refusal } from './contract';
import type { ColumnType, Generated, Kysely, RawBuilder } from 'kysely';
import type { WithheldReason, MessageFacts, Recipient } from '../course/events';
import type { Instant } from '../time/instant';
import type { Json } from './values';
import type { TaskKind } from '../vocabulary/tasks';
import type { StaffRole } from '../vocabulary/roles';
import type { Outcome } from '../course/state';
import type { CourseCalendar } from '../course/status/calendar';
import type { Decision } from '../course/status/decisions';
import type { Turns } from '../course/status/next';
import type { Phase } from '../course/status/phase';
import type { TemplateId } from '../vocabulary/templates';
import type { SignalName } from '../catalog/signals';
import type { Role } from '../catalog/shapes';

export type Db = Kysely<Database>;

export const MESSAGE_STATES = ['pending', 'sending', 'sent', 'failed', 'dropped', 'unknown'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

interface CoursesTable {
  id: string;
  clientId: string | null;
  protocol: string | null;
  protocolVersion: number | null;
  startedAt: Instant;
  revision: Generated<number>;
  sequence: Generated<number>;
  headHash: Generated<string>;
  /** `starting` until the first step is committed. */
  phase: Generated<Phase | 'starting'>;
  /** Empty until then. */
  waitingOn: Generated<Role | 'nobody' | ''>;
  nextDeadline: Instant | null;
  onHold: Generated<boolean>;
  balanceCents: Generated<number>;
  closed: Outcome | null;
  waitingSince: Instant | null;
  breachAt: Instant | null;
  silentFrom: Instant | null;
  prescriberSince: Instant | null;
  calendar: Json<CourseCalendar> | null;
  decisions: Json<Decision[]> | null;
  /** Absent until the first step after the update that brought it. */
  turns: Json<Turns> | null;
  updatedAt: Instant;
}

interface CourseStepsTable {
  courseId: string;
  revision: number;
  at: Instant;
  consumed: Json<string[]>;
  refusals: Json<Refusal[]>;
  summary: Json<CourseSummary>;
}

interface EventsTable {
  courseId: string;
  seq: number;
  revision: number;
  type: string;
  at: Instant;
  recordedAt: Instant;
  cause: string;
  byRole: Role;
  byId: string;
  body: Json<object>;
  hash: string;
}

interface AuditTable {
  stream: string;
  seq: number;
  at: Instant;
  kind: string;
  byRole: Role | null;
  byId: string | null;
  courseId: string | null;
  detail: Json<unknown>;
  hash: string;
}

interface LedgerTable {
  courseId: string;
  seq: number;
  entry: string;
  kind: LedgerEntry['kind'];
  code: string;
  cents: number;
  session: string | null;
  at: Instant;
  cause: string;
}

interface MessagesTable {
  id: string;
  courseId: string;
  key: string;
  template: TemplateId;
  recipient: Recipient;
  safety: boolean;
  staleAt: Instant;
  facts: Json<MessageFacts>;
  dueAt: Instant;
  dueSeq: number;
  state: Generated<MessageState>;
  attempts: Generated<number>;
  /** The token of the attempt that holds the claim. */
  attemptToken: string | null;
  /** When this claim started to send the content. Before that, nothing can have been sent. */
  contentAt: Instant | null;
  /** How many times sending the content has started, over all claims. */
  sends: Generated<number>;
  /** Since when the mail server has not accepted it. Kept after it has, for the record. */
  deferredAt: Instant | null;
  lastError: string | null;
  dropReason: WithheldReason | null;
  messageId: string | null;
  response: string | null;
  sentAt: Instant | null;
}

interface TasksTable {
  courseId: string;
  key: string;
  openedSeq: number;
  kind: TaskKind;
  role: StaffRole;
  session: string | null;
  dueBy: Instant | null;
  openedAt: Instant;
  closedAt: Instant | null;
}

interface InvoicesTable {
  number: number;
  courseId: string;
  entry: string;
  cents: number;
  issuedAt: Instant;
}

interface ApiRequestsTable {
  scope: string;
  key: string;
  requestHash: string;
  status: number | null;
  body: Json<unknown>;
  startedAt: Instant;
  /** The process that handles the request. */
  owner: string | null;
  /** When that process last renewed its lease, by the database's clock. */
  renewedAt: ColumnType<Instant, RawBuilder<Instant>, RawBuilder<Instant>>;
}

interface BroadcastsTable {
  id: string;
  name: SignalName;
  fields: Json<object>;
  clientId: string | null;
  byRole: Role;
  byId: string;
  at: Instant;
}

interface UnreachedTable {
  broadcastId: string;
  courseId: string;
  why: Generated<string>;
  attempts: Generated<number>;
  nextAt: Instant;
}

/** The workflow tasks of the course keep failing, or it has no workflow. */
export const STUCK_CAUSES = ['tasks-failing', 'workflow-missing'] as const;
export type StuckWhy = (typeof STUCK_CAUSES)[number];

interface StuckCoursesTable {
  courseId: string;
  since: Instant;
  why: StuckWhy;
  leadNotifiedAt: Instant | null;
  engineersNotifiedAt: Instant | null;
}

interface SuspectsTable {
  courseId: string;
  at: Instant;
}

interface WatchTable {
  id: number;
  holder: string;
  until: Instant;
  watchedAt: Instant | null;
}

export interface Database {
  practice: PracticeTable;
  mailSettings: MailSettingsTable;
  setUpCode: SetUpCodeTable;
  protocols: ProtocolsTable;
  consentTexts: ConsentTextsTable;
  consentSignatures: ConsentSignaturesTable;
  staff: StaffTable;
  careTeam: CareTeamTable;
  tokens: TokensTable;
  codecSessions: CodecSessionsTable;
  accounts: AccountsTable;
  signIns: SignInsTable;
  recoveryCodes: RecoveryCodesTable;
  accountLinks: AccountLinksTable;
  pageAnswers: PageAnswersTable;
  pageCodes: PageCodesTable;
  pageLinks: PageLinksTable;
  calendarFeeds: CalendarFeedsTable;
  clients: ClientsTable;
  supportPersons: SupportPersonsTable;
  inquiries: InquiriesTable;
  inquiryMails: InquiryMailsTable;
  courses: CoursesTable;
  courseSteps: CourseStepsTable;
  sessions: SessionsTable;
  events: EventsTable;
  audit: AuditTable;
  ledger: LedgerTable;
  messages: MessagesTable;
  plannedMessages: PlannedMessagesTable;
  moneyLines: MoneyLinesTable;
  tasks: TasksTable;
  invoices: InvoicesTable;
  invoiceCounter: { id: number; last: number };
  apiRequests: ApiRequestsTable;
  broadcasts: BroadcastsTable;
  unreached: UnreachedTable;
  stuckCourses: StuckCoursesTable;
  suspects: SuspectsTable;
  watch: WatchTable;
  listsWritten: { id: number; version: number };
}
