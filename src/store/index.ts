/** Stores everything in PostgreSQL. */
export { openStore, type Repositories, type Store, type StoreOptions } from './open';
export { StoreError, type StoreErrorCode } from './errors';
export { courseStream, type AuditEntry } from './audit';
export type { PendingBroadcast, PendingFilter, BroadcastReport } from './broadcasts';
export type { Client, SupportPerson } from './clients';
export type { CourseFilter, CourseRow, NewCourse } from './courses';
export { MESSAGE_STATES, STUCK_CAUSES } from './database';
export type { Contacts, MessageState, StuckWhy } from './database';
export type { Begun } from './idempotency';
export type { Invoice } from './invoices';
export type { LedgerRow, LedgerTotals } from './ledger';
export type { Claim, MessageRow } from './messages';
export type { Practice } from './practice';
export { PRACTICE_TASKS, type PracticeTask } from './practiceTasks';
export type { Rebuilt } from './rebuild';
export type { StaffMember, TeamMember } from './staff';
export type { Audience, StuckCourse } from './stuck';
export type { TaskRow } from './tasks';
