import type { StaffRole } from './roles';

/**
 * Every kind of task, and the sentence that tells a person what to do. Everyone with the course sees the kind, so it says nothing
 * of how the client is. course.md §5, §6
 */
export const TASKS = {
  // Paperwork and money
  'collect-consents': 'Have the client sign the missing consents.',
  'part2-determination': 'Determine whether the records fall under 42 CFR Part 2.',
  'location-declaration': 'Ask the client which state they will be in during sessions.',
  'check-coverage': 'Ask the insurer what it covers, and enter the answer.',
  'issue-estimate': 'Give the client a cost estimate for the course.',
  'estimate-before-session': 'Give the client the cost estimate before this session: none has been issued.',
  'reissue-estimate':
    'Issue a new estimate: the course will cost much more than the estimate the client signed.',
  'lower-estimate': 'Tell the client that the course will cost much less, and issue a new estimate.',
  'estimate-acknowledgement': 'Have the client acknowledge the estimate.',
  'issue-instructions': 'Write the client’s instructions on food and medication before dosing.',
  'instructions-acknowledgement': 'Have the client confirm that they have read the instructions.',
  'enter-charge': 'Enter the charge for this session.',
  'unpaid-balance':
    'Talk with the client about what is unpaid, and agree on what comes next. Care does not wait for it.',
  'refund-due': 'Refund the client’s credit balance.',
  'plan-for-package':
    'Change the plan or the package: the client paid for more dosing sessions than are planned.',
  'quote-travel': 'Quote the client the travel fee for the house call.',
  'travel-acceptance': 'Have the client accept the travel fee for the house call.',
  // Sessions
  'book-preparation': 'Book the next preparation session.',
  'book-medical-evaluation': 'Book the medical evaluation.',
  'book-dosing': 'Book the next dosing session.',
  'book-integration': 'Book the integration session.',
  'visit-hour':
    'Hold the hour of integration that belongs to this visit: the client was released without it.',
  'reschedule-session': 'Reschedule this session.',
  'another-time': 'Move this session, or tell the client that it stays: they ask for another time.',
  'preparation-before-session': 'Move this session, or book before it the preparation that was asked for.',
  'session-outcome':
    'Record whether the session took place. For a dosing session, also record its end and the release.',
  'support-person-presence':
    'Make sure that the support person is in the client’s home: the session began without that word.',
  'vitals-during': 'Enter the vital signs that were taken during this session, or note why there are none.',
  'ride-home': 'Find out who is taking the client home, and confirm it.',
  'measure-owed': 'Ask the client to answer the overdue questionnaires, or go through them together.',
  'progress-review':
    'Review the client’s progress with them, and record what you decided: on as planned, more dosing, or the end.',
  'course-review': 'Review the course with the client, and decide how to continue.',
  'booster-missed': 'Talk with the client about what comes next: the booster window has passed.',
  // Only the therapist can say it
  'confirm-suitability':
    'Say whether treatment appears appropriate: completing this refers the client. If it is too early, ask for more preparation.',
  'confirm-readiness':
    'Say whether the client is ready for dosing: completing this confirms it. If it is too early, ask for more preparation.',
  // The prescriber, and what is prescribed
  labs: 'Review the lab results, and clear them.',
  training: 'Teach the client how to take their vital signs and the medication.',
  'decision-overdue': 'Ask the prescriber for the overdue decision.',
  'send-information': 'Send the prescriber the information they asked for.',
  'renew-approval': 'Decide whether to renew the approval: it expires soon.',
  'follow-up-overdue': 'Conduct the overdue quarterly follow-up.',
  'book-follow-up': 'Have the medical team book the first follow-up after dosing.',
  'dose-review': 'Confirm the dose, change it, or end the series: the exploratory sessions are done.',
  'acknowledge-dose-change': 'Acknowledge the changed order, and have the client do the same.',
  'clinician-check': 'Talk with the client about the pause before dosing resumes.',
  'issue-prescription': 'Issue the prescription.',
  'renew-prescription': 'Issue a new prescription: the last one expired before dosing was complete.',
  'shipment-overdue': 'Find out where the overdue shipment is.',
  'lost-supply': 'Report the lost supply, and decide whether to replace it.',
  'quarantined-supply': 'Have the quarantined supply destroyed or returned, and enter the count.',
  'leftover-supply':
    'Have doses left over or in transit destroyed or returned, and enter the count: the course is over.',
  // Safety, unresponsive clients, and the end of the course
  incident: 'Handle the incident, and document what was done.',
  'call-now':
    'Call the client now: an answer in their questionnaire speaks of self-harm. Document what was done.',
  'ask-blank-item':
    'Ask the client the question on self-harm, which they left blank, and send the answers again.',
  'review-hold': 'Review the hold on the course, and lift it when it is safe to continue.',
  'wellness-call': 'Call the client to make sure they are well: they missed their session.',
  'check-in-call':
    'Call the client and ask how they are: they answered the check-in that they are not well, or would like to talk.',
  'measurement-call':
    'Call the client now: what they measured at home is outside the prescriber’s limits. In danger, call 911.',
  'against-advice-call':
    'Call the client and make sure they are safe and not alone: they left after the session against advice.',
  'silence-decision': 'Decide whether to close the course: the client has not responded for a long time.',
  'discharge-follow-up': 'Conduct a final medical follow-up: the course ended early.',
  'offer-therapy': 'Offer the client therapy without medication: the prescriber has declined.',
  'send-records': 'Send the records to the practice that is taking over.',
  'course-reopened':
    'Call the client and staff who were told of the end: it was a mistake. Check that the booked times are still free.',
  'short-notice':
    'Confirm that you have seen it: this session was booked, moved or canceled at short notice. Tell those who prepare for it or travel.',
  'client-wrote': 'Answer what the client wrote: the page of the course shows it.',
  'client-withdrew': 'Confirm that you have seen it: the client has ended the course.',
  'rebook-session':
    'Find a new time for this session: it was canceled by mistake, and its time has passed or is taken.',
  // What the system could not send
  'call-instead-of-mail': 'Call the client or staff member: an e-mail to them cannot be delivered.',
  'mail-outcome-unknown':
    'Ask whether this e-mail arrived: its delivery is uncertain, and it will not be sent again.',
  'invoice-by-hand': 'Send the invoice by hand: it could not be sent automatically.',
  'refer-by-hand': 'Send the referral by hand: it could not be sent automatically.',
} as const;

export type TaskKind = keyof typeof TASKS;

/** What others read of a task whose sentence is only for those who treat clients or lead the practice. */
export const WITHOUT_CLINICAL_DETAIL: Partial<Record<TaskKind, string>> = {
  'call-now': 'Call the client now, and document what was done.',
  'ask-blank-item': 'Ask the client the question that they left blank, and send the answers again.',
  'measurement-call': 'Call the client now about what they measured at home.',
};

export const TASK_KINDS = Object.keys(TASKS) as [TaskKind, ...TaskKind[]];

/** What nobody but the therapist can say: completing the task says it. */
export const THERAPISTS_WORDS = ['confirm-suitability', 'confirm-readiness'] as const satisfies TaskKind[];
export type TherapistsWord = (typeof THERAPISTS_WORDS)[number];

export const isTherapistsWord = (kind: TaskKind): kind is TherapistsWord =>
  THERAPISTS_WORDS.some((word) => word === kind);

/** What each role confirms for itself: nobody else can have seen it. */
const SEEN: readonly TaskKind[] = ['short-notice', 'client-withdrew'];

/** What a safety report asks of people. Completing it says nothing by itself: what was done is written down. */
const INCIDENTS: readonly TaskKind[] = ['incident', 'call-now'];
export const isIncident = (kind: TaskKind): boolean => INCIDENTS.includes(kind);

/** Whether completing the task with this key takes a note of what was done. Keys begin with the kind. */
export const needsNote = (key: string): boolean => INCIDENTS.some((kind) => key.startsWith(`${kind}:`));

/** Who can complete a task by hand: the role it is for, and for most of them the lead, too. */
export const completedBy = ({ kind, role }: { kind: TaskKind; role: StaffRole }): readonly StaffRole[] =>
  role === 'lead' || isTherapistsWord(kind) || SEEN.includes(kind) ? [role] : [role, 'lead'];
