/**
 * E-mails to staff and the partner: which course, what is due by when, where to look. Never who the
 * client is, nor a drug or dose: others may see an inbox or a lock screen.
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
        'In course {course}, an integration session is due, and none is booked.',
        'The client has been asked to choose a time. Please book one with them.',
      ],
      time: 'by',
    },
    'Course {course}: a session needs to be booked',
  ),
  integrationBookedLate: staff(
    {
      body: [
        [
          'In course {course}, the integration session is booked for {start}. That is after its deadline.',
          'In course {course}, the integration session is booked after its deadline.',
        ],
        'Please find an earlier time with the client, or record why you are keeping this one.',
      ],
      time: 'by',
    },
    'Course {course}: a session is booked too late',
  ),
  integrationBreach: staff(
    {
      body: [
        'In course {course}, the integration session did not take place in time.',
        'This has been recorded. Please contact the client and conduct the session as soon as possible.',
      ],
      time: 'by',
    },
    'Course {course}: a session is overdue',
  ),
  rhythmBreaking: staff(
    {
      body: [
        [
          'In course {course}, the next session is booked for {start}. That leaves a longer gap after the last one than planned.',
          'In course {course}, the gap between the last session and the next one is longer than planned.',
        ],
        'Please find an earlier time with the client, or record why you are keeping this one.',
      ],
      time: 'by',
    },
    'Course {course}: the gap between sessions is too long',
  ),
  supportPersonUnconfirmed: staff(
    {
      body: [
        'In course {course}, nobody has confirmed that the support person will be there.',
        'Please call the client. Without a support person, the session cannot start.',
      ],
      time: 'start',
    },
    'Course {course}: a confirmation is missing',
  ),
  decisionOverdue: staff(
    {
      body: [
        'In course {course}, the prescriber’s decision is overdue.',
        'Please decide, or ask for the information you still need.',
      ],
      time: 'by',
    },
    'Course {course}: a decision is overdue',
  ),
  prescriptionExpiring: staff(
    {
      body: [
        'In course {course}, a prescription is about to expire.',
        'Please renew it if it is still needed.',
      ],
      time: 'expires',
    },
    'Course {course}: an expiration date is near',
  ),
  informationAsked: staff(
    {
      body: [
        'In course {course}, more information on the referral has been requested.',
        'Please send it, and report that the referral was sent again. No decision can be made until then.',
      ],
      time: 'by',
    },
    'Course {course}: more information is needed',
  ),
  approvalExpiring: staff(
    {
      body: [
        'In course {course}, the approval is about to expire.',
        'Please renew it if the course is to continue. Without it, nothing further can take place.',
      ],
      time: 'expires',
    },
    'Course {course}: an approval is about to expire',
  ),
  supplyLost: staff(
    {
      body: [
        'In course {course}, a supply was lost in transit.',
        'No replacement is sent automatically. Please decide how to proceed, and tell the pharmacy.',
      ],
    },
    'Course {course}: a supply was lost',
  ),
  silenceDecision: staff(
    {
      body: [
        'In course {course}, there has been no progress, and the client has not answered our messages.',
        'Please decide how to proceed. The course does not close automatically.',
      ],
      time: 'by',
    },
    'Course {course}: a decision is due',
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
        'A safety report on course {course} has come in, and nobody has responded to it yet.',
        'Please make sure that someone looks at it now. If anyone may be in danger, call 911.',
        'The 988 Suicide & Crisis Lifeline answers calls and texts.',
      ],
    },
    'URGENT: nobody has looked at course {course} yet',
  ),
  supportPersonAbsent: staff(
    {
      body: [
        'In course {course}, the support person cannot be there.',
        'The session must not start without one. Please find a new time with the client; no fee applies.',
      ],
      time: 'start',
    },
    'Course {course}: a session cannot start as planned',
  ),
  sessionOutcomeOwed: staff(
    {
      body: [
        [
          'In course {course}, the outcome of the session on {start} is not recorded.',
          'In course {course}, the outcome of a session is not recorded.',
        ],
        'Please record whether it took place.',
      ],
      time: 'by',
    },
    'Course {course}: an outcome needs to be recorded',
  ),
  staffSessionBooked: staff(
    {
      body: [
        'In course {course}, a session was booked at short notice.',
        'Please make sure that you can hold it, and tell everyone who has to prepare for it or travel.',
      ],
      time: 'start',
    },
    'Course {course}: a session is booked at short notice',
  ),
  staffSessionOff: staff(
    {
      body: [
        [
          'In course {course}, the session on {start} is off at short notice.',
          'In course {course}, a session is off at short notice.',
        ],
        'Please stop anyone who is preparing for it or on the way.',
      ],
    },
    'Course {course}: a session is off at short notice',
  ),
  staffSessionMoved: staff(
    {
      body: [
        'In course {course}, a session was moved or changed at short notice.',
        'Please check your plans for it, and stop anyone who is preparing for the earlier time or on the way.',
      ],
      time: 'start',
    },
    'Course {course}: a session has changed at short notice',
  ),
  staffSessionMissed: staff(
    {
      body: [
        [
          'In course {course}, the client did not come to the session on {start}.',
          'In course {course}, the client did not come to a session.',
        ],
        'Please make sure that someone calls them today and asks how they are.',
      ],
    },
    'Course {course}: a session was missed',
  ),
  staffClientWithdrew: staff(
    {
      body: [
        'In course {course}, the client has ended the course.',
        'Its sessions have been canceled. Please see what is left to do.',
      ],
    },
    'Course {course}: the course has ended',
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
