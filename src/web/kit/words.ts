/** How staff call things. Each set is closed, so that the compiler asks for the words of what is new. */
import { inWords } from '../../vocabulary/inWords';
import type { Answer } from '../client/api';
import type { TemplateId } from '../../vocabulary/templates';
import { ROLE_NAMES, type ActorRole } from '../../vocabulary/roles';
import { TASKS, type TaskKind } from '../../vocabulary/tasks';
import type { SessionKind } from '../../vocabulary/sessionKinds';

type Course = Answer<'get', '/api/v1/courses/{id}'>;
type Forecast = Answer<'get', '/api/v1/courses/{id}/forecast'>;
type Message = Answer<'get', '/api/v1/courses/{id}/messages'>['messages'][number];
type Entry = Forecast['entries'][number];
export type Phase = Course['phase'];
export type Session = NonNullable<Course['facts']>['sessions'][number];

export const PHASES: Record<Phase, string> = {
  starting: 'Starting',
  enrolment: 'Enrollment',
  preparation: 'Preparation',
  medicalScreening: 'Medical evaluation',
  supply: 'Waiting for the medication',
  scheduled: 'Dosing booked',
  ready: 'Ready for dosing',
  inSession: 'In session',
  recovering: 'Recovering',
  integrationDue: 'Integration due',
  declined: 'Declined',
  doseReview: 'Dose review',
  betweenCycles: 'Between cycles',
  courseReview: 'Review of the course',
  therapy: 'Therapy',
  maintenance: 'Maintenance',
  closed: 'Closed',
};

/** Where the course stands, as a whole sentence. */
export const STANDING: Record<Phase, string> = {
  starting: 'The course is being started.',
  enrolment: 'The client is being enrolled.',
  preparation: 'The client is in preparation.',
  medicalScreening: 'The medical evaluation is under way.',
  supply: 'The client has no doses yet.',
  scheduled: 'A dosing session is booked, and something is still missing before it can start.',
  ready: 'A dosing session is booked, and everything is in place.',
  inSession: 'A dosing session is under way.',
  recovering: 'The dosing session has ended, and the client has not been released yet.',
  integrationDue: 'The client had a dosing session, and its integration is due.',
  declined: 'The prescriber declined treatment.',
  doseReview: 'The exploratory sessions are done, and the prescriber reviews the dose.',
  betweenCycles: 'The last cycle is complete, and the next dosing session is to come.',
  courseReview: 'The series is complete, and the course is to be reviewed.',
  therapy: 'The client continues with therapy until the next review.',
  maintenance: 'The series is complete, and the course is in maintenance.',
  closed: 'The course is closed.',
};

export const SESSION_KINDS: Record<SessionKind, string> = {
  medical: 'Medical session',
  preparation: 'Preparation session',
  dosing: 'Dosing session',
  integration: 'Integration session',
};

export const SETTINGS: Record<Session['setting'], string> = {
  remote: 'by video',
  inPerson: 'at the office',
  houseCall: 'house call',
};

export const SESSION_STATUSES: Record<Session['status'], string> = {
  scheduled: 'Booked',
  inSession: 'In session',
  recovering: 'Recovering',
  completed: 'Took place',
  cancelled: 'Canceled',
  noShow: 'Did not come',
};

export const MESSAGE_STATES: Record<Message['state'], string> = {
  pending: 'Waiting',
  sending: 'Being sent',
  sent: 'Sent',
  failed: 'Failed',
  dropped: 'Not sent',
  unknown: 'Uncertain',
};

export const DROPPED: Record<NonNullable<Message['dropReason']>, string> = {
  stale: 'It would have been out of date.',
  'not-consented': 'The client has not consented to e-mail.',
  'opted-out': 'The client unsubscribed from e-mail.',
  'no-address': 'There is no e-mail address.',
  superseded: 'The course changed first.',
  'on-hold': 'The course is on hold.',
  'given-up': 'Somebody decided not to send it.',
};

export const TEMPLATES: Record<TemplateId, string> = {
  sessionBooked: 'Session booked',
  sessionMoved: 'Session moved',
  sessionCancelled: 'Session canceled',
  sessionCalledOff: 'Session called off',
  sessionReminder: 'Session reminder',
  supportPersonAsk: 'Who comes along?',
  integrationInvite: 'Invitation to book integration',
  integrationWarning: 'Integration still to book',
  checkIn: 'Check-in after the session',
  followUpDue: 'Follow-up due',
  boosterNotice: 'Booster window opens',
  boosterClosing: 'Booster window closes soon',
  boosterMissed: 'Booster window has closed',
  reachOut: 'How are you doing?',
  measureReady: 'Questionnaire',
  supplyDelayed: 'Delivery delayed',
  orderChanged: 'Changed order',
  instructionsReady: 'Instructions ready',
  estimateReady: 'Estimate ready',
  paymentDue: 'Payment due',
  welcome: 'Welcome',
  courseDeclined: 'Decision: declined',
  courseEndedEarly: 'End of the course, early',
  courseEnded: 'End of the course',
  integrationWarningStaff: 'Integration still to book',
  integrationBookedLate: 'Integration booked too late',
  integrationBreach: 'Integration missed',
  rhythmBreaking: 'Too long between sessions',
  supportPersonUnconfirmed: 'Support person not confirmed',
  decisionOverdue: 'Decision overdue',
  prescriptionExpiring: 'Prescription expires',
  informationAsked: 'The prescriber asks for information',
  approvalExpiring: 'Approval expires',
  supplyLost: 'Supply lost',
  silenceDecision: 'Client has not responded',
  safetyPage: 'Safety page',
  safetyEscalation: 'Safety page, second call',
  clientUnwell: 'Client is not well',
  clientMeasured: 'Client measured outside the limits',
  supportPersonAbsent: 'Support person absent',
  sessionOutcomeOwed: 'Session not recorded',
  staffSessionBooked: 'Session booked at short notice',
  staffSessionOff: 'Session canceled at short notice',
  staffSessionMoved: 'Session moved at short notice',
  staffSessionMissed: 'Client did not come',
  staffClientWithdrew: 'Client ended the course',
  referral: 'Referral',
};

/** A newer server may know more of them. The neutral one reads “About care”. */
export const templateName = (id: string): string =>
  id in TEMPLATES ? TEMPLATES[id as TemplateId] : inWords(id);

export const roleName = (role: ActorRole | 'nobody'): string =>
  role === 'nobody' ? 'nobody' : role === 'supportPerson' ? 'support person' : ROLE_NAMES[role];

/** `the therapist or the front desk`. */
export function whoCan(roles: readonly ActorRole[]): string {
  const names = roles.map((role) => (role === 'system' ? 'the system' : `the ${roleName(role)}`));
  const last = names.pop();
  return last === undefined ? 'nobody' : names.length > 0 ? `${names.join(', ')} or ${last}` : last;
}

/** `Dosing session 4`, from `dosing-4`. */
export function sessionName(ref: string): string {
  const [kind = '', number = ''] = ref.split('-');
  return `${kind in SESSION_KINDS ? SESSION_KINDS[kind as SessionKind] : kind} ${number}`;
}

type HoldReason = NonNullable<NonNullable<Course['facts']>['holds'][number]['reason']>;

/** Why a course is on hold. */
export const HOLD_REASONS: Record<HoldReason, string> = {
  adverseEvent: 'Adverse event',
  contraindication: 'Contraindication',
  crisis: 'Crisis',
  safetyAnswer: 'An answer in a questionnaire speaks of self-harm',
  staff: 'Staff',
  pause: 'Pause',
};

/** What a kind of task asks for, in a few words: the beginning of its sentence. A newer server may know more of them. */
export const taskName = (kind: string): string =>
  kind in TASKS ? (TASKS[kind as TaskKind].split(/[:.]/, 1)[0] ?? '') : inWords(kind);

export { inWords };

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
export const dollars = (cents: number): string => money.format(cents / 100);

/** `$7,460.00`, or `$3,000.00 to $5,000.00`. */
export const dollarRange = (fromCents: number | undefined, toCents: number): string =>
  fromCents === undefined || fromCents === toCents
    ? dollars(toCents)
    : `${dollars(fromCents)} to ${dollars(toCents)}`;

/** What a forecast entry is, in a few words. */
export function entryWords(entry: Entry): string {
  switch (entry.kind) {
    case 'session':
      return entry.session ? sessionName(entry.session) : 'Medical follow-up';
    case 'message':
      return `${templateName(entry.what)} to ${entry.to ? `the ${roleName(entry.to)}` : 'staff'}`;
    case 'charge':
      return `Charge for ${inWords(entry.code ?? entry.what).toLowerCase()}`;
    case 'breach':
      return `Missed: ${inWords(entry.what).toLowerCase()}`;
    case 'task':
      return taskName(entry.what);
    default:
      return inWords(entry.what);
  }
}
