/** Stores everything in PostgreSQL. */
export { openStore, type Repositories, type Store, type StoreOptions } from './open';
export { StoreError, type StoreErrorCode } from './errors';
export type { AccountLink } from './accountLinks';
export type { Account } from './accounts';
export { courseStream, type AuditEntry } from './audit';
export type { PendingBroadcast, PendingFilter, BroadcastReport } from './broadcasts';
export type { CalendarFeed } from './calendarFeeds';
export type { CourseBooking } from './calendars';
export { CHANGE_KINDS, type Change, type ChangeKind } from './changes';
export type { Client, Resembling, SupportPerson } from './clients';
export type { CourseFilter, CourseRow, NewCourse } from './courses';
export { LINK_PURPOSES, STAGES, type LinkPurpose, type Stage } from './accessTables';
export { MESSAGE_STATES, STUCK_CAUSES } from './database';
export {
  CONTACT_ROLES,
  INQUIRIES_UNSET,
  MAIL_SECURITIES,
  type Contacts,
  type InquirySettings,
} from './practiceTables';
export { inquirySettingsOf, owedFrom } from './inquiryDue';
export type { Inquiry, ListedInquiry, NewInquiry } from './inquiries';
export type { Consult, InquiryDone } from './inquiryTables';
export type { InquiryMailRow } from './inquiryMails';
export type { MailSettings } from './mailSettings';
export type { MessageState, StuckWhy } from './database';
export type { Begun } from './idempotency';
export type { ExportedInvoice, Invoice } from './invoices';
export type { ExportedEntry, LedgerRow, LedgerTotals } from './ledger';
export {
  MESSAGE_STANDINGS,
  type ListedMessage,
  type MessageFilter,
  type MessageStanding,
} from './messageList';
export type { Claim, MessageRow } from './messages';
export { AGE_NAMES, type Age, type ListedMoney } from './moneyLines';
export type { PageLink } from './pageLinks';
export type { Practice } from './practice';
export { PRACTICE_TASKS, type PracticeTask } from './practiceTasks';
export type { ConsentSignature, ConsentText, ConsentVersion } from './consents';
export type { SavedVersion } from './protocols';
export type { Read, ReadRow } from './reads';
export type { Rebuilt } from './rebuild';
export type { ListedSession } from './sessions';
export type { SignIn } from './signIns';
export type { StaffMember, TeamMember } from './staff';
export type { Audience, StuckCourse } from './stuck';
export type { Pinned, TaskRow } from './tasks';
