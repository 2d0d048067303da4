/**
 * What staff and the partner are told: which course, what is owed by when, where to look. Never who
 * the client is nor a drug or dose: mail boxes are read over shoulders and on lock screens.
 */
import type { Template } from './template';

const staff = (template: Omit<Template, 'to' | 'link' | 'subject'>, subject: string): Template => ({
  to: 'staff',
  link: 'Open the course',
  subject,
  ...template,
});

export const staffTemplates = {
  integrationWarningStaff: staff(
    {
      body: [
        'In course {course} an integration session is owed, and none is booked.',
        'The client has been asked to choose a time. Please book one with them.',
      ],
      time: 'by',
    },
    'Course {course}: a session is to be booked',
  ),
  integrationBookedLate: staff(
    {
      body: [
        [
          'In course {course} the integration session is booked for {start}. That is later than it is owed.',
          'In course {course} the integration session is booked for later than it is owed.',
        ],
        'Please find an earlier time with the client, or note why the later one stays.',
      ],
      time: 'by',
    },
    'Course {course}: a session is booked late',
  ),
  integrationBreach: staff(
    {
      body: [
        'In course {course} the integration session did not take place in its time.',
        'This is on record. Please reach the client and hold the session as soon as they can.',
      ],
      time: 'by',
    },
    'Course {course}: a session is overdue',
  ),
  rhythmBreaking: staff(
    {
      body: [
        [
          'In course {course} the next session is booked for {start}. That is further from the last one than planned.',
          'In course {course} the next session is booked further from the last one than planned.',
        ],
        'Please find an earlier time with the client, or note why this one stays.',
      ],
      time: 'by',
    },
    'Course {course}: a session is booked late',
  ),
  supportPersonUnconfirmed: staff(
    {
      body: [
        'In course {course} nobody has confirmed that the support person will be there.',
        'Please call the client. Without a support person the session cannot start.',
      ],
      time: 'start',
    },
    'Course {course}: a confirmation is missing',
  ),
  decisionOverdue: staff(
    {
      body: [
        'In course {course} a decision of the prescriber is owed and has not come.',
        'Please decide, or ask for what is missing.',
      ],
      time: 'by',
    },
    'Course {course}: a decision is overdue',
  ),
  prescriptionExpiring: staff(
    {
      body: [
        'In course {course} a prescription is about to expire.',
        'Please renew it if it is still needed.',
      ],
      time: 'by',
    },
    'Course {course}: an expiry date is near',
  ),
  informationAsked: staff(
    {
      body: [
        'In course {course} more information on the referral has been asked for.',
        'Please send it, and report the referral as sent again. Until then the decision waits.',
      ],
      time: 'by',
    },
    'Course {course}: information is asked for',
  ),
  approvalExpiring: staff(
    {
      body: [
        'In course {course} the approval is about to end.',
        'Please renew it if the course goes on. Without it nothing further takes place.',
      ],
      time: 'by',
    },
    'Course {course}: an approval is about to end',
  ),
  supplyLost: staff(
    {
      body: [
        'In course {course} a supply was lost on its way.',
        'Nothing is sent again by itself. Please decide how to go on, and tell the pharmacy.',
      ],
    },
    'Course {course}: a supply was lost',
  ),
  silenceDecision: staff(
    {
      body: [
        'In course {course} there has been no progress, and messages to the client had no answer.',
        'Please decide how to go on. The course is not closed by itself.',
      ],
      time: 'by',
    },
    'Course {course}: a decision is owed',
  ),
  safetyPage: staff(
    {
      body: [
        'Please look at course {course} now. A safety report has come in, and the course is on hold.',
        'If someone may be in danger, call 911. The 988 Suicide & Crisis Lifeline answers calls and texts.',
      ],
    },
    'URGENT: please look at course {course} now',
  ),
  safetyEscalation: staff(
    {
      body: [
        'A safety report on course {course} has come in, and nobody has taken it up yet.',
        'Please make sure that somebody looks at it now. If someone may be in danger, call 911.',
        'The 988 Suicide & Crisis Lifeline answers calls and texts.',
      ],
    },
    'URGENT: nobody has looked at course {course} yet',
  ),
  supportPersonAbsent: staff(
    {
      body: [
        'In course {course} the support person cannot be there.',
        'The session must not start without one. Please agree on a new time; no fee is due.',
      ],
      time: 'start',
    },
    'Course {course}: a session cannot start as planned',
  ),
  sessionOutcomeOwed: staff(
    {
      body: [
        [
          'In course {course} the outcome of the session of {start} is not recorded.',
          'In course {course} the outcome of a session is not recorded.',
        ],
        'Please record whether it took place.',
      ],
      time: 'by',
    },
    'Course {course}: an outcome is to be recorded',
  ),
} satisfies Record<string, Template>;

export const partnerTemplates = {
  referral: {
    to: 'partner',
    subject: 'A referral from {practice}: {course}',
    body: [
      'A referral is ready for you. Its reference is {course}.',
      'Please open it with the link below. If the link does not work, call us at {phone}.',
    ],
    link: 'Open the referral',
  },
} satisfies Record<string, Template>;
