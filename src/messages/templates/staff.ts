/**
 * E-mails to staff and the partner: which course, what is due by when, where to look. Never who the
 * client is, nor a drug or dose: others may see an inbox or a lock screen.
 */
import type { Template } from './template';

const staff = (
  { body, ...template }: Omit<Template, 'to' | 'link' | 'subject'>,
  subject: string,
): Template => ({
  to: 'staff',
  link: 'Open the course',
  // Two courses must not look like one conversation.
  subject: `${subject} ({reference})`,
  body: [...body, FIND],
  ...template,
});

const FIND = 'To find the course without the link, search the console for {reference}.';

/** The text for somebody without an account, whose link opens a page. */
export const withoutAccount = (template: Template): Template =>
  template.to === 'staff'
    ? {
        ...template,
        link: 'Open the page',
        body: [
          ...template.body.filter((each) => each !== FIND),
          'If the link does not work, call us at {phone}.',
        ],
      }
    : template;

export const staffTemplates = {
  integrationWarningStaff: staff(
    {
      body: [
        'An integration session is due, and none is booked.',
        'The client has been asked to choose a time. Please book one with them.',
      ],
      time: 'by',
    },
    'A session needs to be booked',
  ),
  integrationBookedLate: staff(
    {
      body: [
        [
          'The integration session is booked for {start}. That is after its deadline.',
          'The integration session is booked after its deadline.',
        ],
        'If the client can come earlier, please move it. If not, record why you are keeping this time.',
      ],
      time: 'by',
    },
    'A session is booked too late',
  ),
  integrationBreach: staff(
    {
      body: [
        'The integration session did not take place in time.',
        'This has been recorded. Please contact the client and conduct the session as soon as possible.',
      ],
      time: 'by',
    },
    'A session is overdue',
  ),
  rhythmBreaking: staff(
    {
      body: [
        [
          'The next session is booked for {start}. That leaves a longer gap after the last one than planned.',
          'The gap between the last session and the next one is longer than planned.',
        ],
        'If the client can come earlier, please move it. If not, record why you are keeping this time.',
      ],
      time: 'by',
    },
    'The gap between sessions is too long',
  ),
  supportPersonUnconfirmed: staff(
    {
      body: [
        'Nobody has confirmed that the support person will be there.',
        'Please call the client. Without a support person, the session cannot start.',
      ],
      time: 'start',
    },
    'A confirmation is missing',
  ),
  decisionOverdue: staff(
    {
      body: [
        'The prescriber’s decision is overdue.',
        'Please decide, or ask for the information you still need.',
      ],
      time: 'by',
      page: 'referral',
    },
    'A decision is overdue',
  ),
  prescriptionExpiring: staff(
    {
      body: ['A prescription is about to expire.', 'Please renew it if it is still needed.'],
      time: 'expires',
      page: 'shipment',
    },
    'An expiration date is near',
  ),
  informationAsked: staff(
    {
      body: [
        'More information on the referral has been requested.',
        'Please send it, and report that the referral was sent again. No decision can be made until then.',
      ],
      time: 'by',
    },
    'More information is needed',
  ),
  approvalExpiring: staff(
    {
      body: [
        'The approval is about to expire.',
        'Please renew it if the course is to continue. Without it, nothing further can take place.',
      ],
      time: 'expires',
      page: 'approval',
    },
    'An approval is about to expire',
  ),
  supplyLost: staff(
    {
      body: [
        'A supply was lost in transit.',
        'No replacement is sent automatically. Please decide how to proceed, and tell the pharmacy.',
      ],
      page: 'prescription',
    },
    'A supply was lost',
  ),
  silenceDecision: staff(
    {
      body: [
        'There has been no progress, and the client has not answered our messages.',
        'Please decide how to proceed. The course does not close automatically.',
      ],
      time: 'by',
    },
    'A decision is due',
  ),
  safetyPage: staff(
    {
      body: [
        'Please look at this course now. A safety report has come in, and the course is on hold.',
        'If someone may be in danger, call 911. The 988 Suicide & Crisis Lifeline answers calls and texts.',
      ],
    },
    'URGENT: please look at this course now',
  ),
  safetyEscalation: staff(
    {
      body: [
        'A safety report has come in, and nobody has responded to it yet.',
        'Please make sure that someone looks at it now. If anyone may be in danger, call 911.',
        'The 988 Suicide & Crisis Lifeline answers calls and texts.',
      ],
    },
    'URGENT: nobody has looked at this course yet',
  ),
  clientUnwell: staff(
    {
      body: [
        'A client answered that they are not well. Please call them now.',
        'What they said is on the page of the course. If they may be in danger, call 911.',
        'The 988 Suicide & Crisis Lifeline answers calls and texts.',
      ],
    },
    'URGENT: a client asks to be called',
  ),
  clientMeasured: staff(
    {
      body: [
        'What a client measured at home is outside the prescriber’s limits. Please call them now.',
        'The page of the course shows it. If they may be in danger, call 911.',
      ],
    },
    'URGENT: a client waits for a call',
  ),
  supportPersonAbsent: staff(
    {
      body: [
        'The support person cannot be there.',
        'The session must not start without one. Please find a new time with the client; no fee applies.',
      ],
      time: 'start',
    },
    'A session cannot start as planned',
  ),
  sessionOutcomeOwed: staff(
    {
      body: [
        [
          'The outcome of the session on {start} is not recorded.',
          'The outcome of a session is not recorded.',
        ],
        'Please record whether it took place.',
      ],
      time: 'by',
    },
    'An outcome needs to be recorded',
  ),
  staffSessionBooked: staff(
    {
      body: [
        'A session was booked at short notice.',
        'Please make sure that you can hold it, and tell everyone who has to prepare for it or travel.',
      ],
      time: 'start',
    },
    'A session is booked at short notice',
  ),
  staffSessionOff: staff(
    {
      body: [
        ['The session on {start} is off at short notice.', 'A session is off at short notice.'],
        'Please stop anyone who is preparing for it or on the way.',
      ],
    },
    'A session is off at short notice',
  ),
  staffSessionMoved: staff(
    {
      body: [
        'A session was moved or changed at short notice.',
        'Please check your plans for it, and stop anyone who is preparing for the earlier time or on the way.',
      ],
      time: 'start',
    },
    'A session has changed at short notice',
  ),
  staffSessionMissed: staff(
    {
      body: [
        ['The client did not come to the session on {start}.', 'The client did not come to a session.'],
        'Please make sure that someone calls them today and asks how they are.',
      ],
    },
    'A session was missed',
  ),
  staffClientWithdrew: staff(
    {
      body: [
        'The client has ended the course.',
        'Its sessions have been canceled. Please see what is left to do.',
      ],
    },
    'The course has ended',
  ),
} satisfies Record<string, Template>;

export const partnerTemplates = {
  referral: {
    to: 'partner',
    subject: 'A request from {practice} ({reference})',
    body: [
      'Something waits for your decision. Its reference is {reference}.',
      'Please open it with the link below. If the link does not work, call us at {phone}.',
    ],
    link: 'Open the page',
    page: 'referral',
  },
} satisfies Record<string, Template>;
