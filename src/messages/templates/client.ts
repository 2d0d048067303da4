/**
 * E-mails to clients: a time, whom to call, a page to answer on, and never what the care is about. A test checks every
 * text against the words in `../../catalog/revealingWords.ts`. domain-report.md §E
 */
import type { Template } from './template';

/** Without a page of its own, a text leads to the one that shows what is next and what is asked. */
const client = (template: Omit<Template, 'to'>): Template => ({
  to: 'client',
  page: 'overview',
  ...template,
});

const REMINDER = 'A reminder from {practice}';
const UPDATE = 'An update from {practice}';
const MESSAGE = 'A message from {practice}';

const CHANGE = 'If this time no longer works for you, call us at {phone}.';
const PAGE = 'Open your page';
const QUESTIONS = 'If you have a question, call us at {phone}.';

export const clientTemplates = {
  sessionBooked: client({
    subject: UPDATE,
    body: ['Your appointment with us is booked.', CHANGE],
    time: 'start',
    page: 'appointment',
    link: 'See your appointment',
    calendar: 'REQUEST',
  }),
  sessionMoved: client({
    subject: UPDATE,
    body: ['Your appointment with us has changed. This is the only one that applies now.', CHANGE],
    time: 'start',
    page: 'appointment',
    link: 'See your appointment',
    calendar: 'REQUEST',
  }),
  sessionCancelled: client({
    subject: UPDATE,
    body: [
      ['Your appointment on {start} is canceled.', 'Your appointment with us is canceled.'],
      'To find another time, call us at {phone}.',
    ],
    link: PAGE,
    calendar: 'CANCEL',
  }),
  sessionCalledOff: client({
    subject: UPDATE,
    body: [
      ['Your appointment on {start} is canceled.', 'Your appointment with us is canceled.'],
      'You do not need to do anything. If you have a question, call us at {phone}.',
    ],
    link: PAGE,
    calendar: 'CANCEL',
  }),
  sessionReminder: client({
    subject: REMINDER,
    body: ['You have an upcoming appointment with us.', CHANGE],
    time: 'start',
    page: 'appointment',
    link: 'See your appointment',
    notice: true,
  }),
  supportPersonAsk: client({
    subject: REMINDER,
    body: [
      [
        'Please confirm that the person staying with you will be there on {start}.',
        'Please confirm that the person staying with you at your next appointment will be there.',
      ],
      'If they cannot come, tell us or call us at {phone}, and we will help.',
    ],
    page: 'supportPerson',
    link: 'Answer',
    notice: true,
  }),
  integrationInvite: client({
    subject: MESSAGE,
    body: [
      [
        'It is time to book your next appointment. It should take place before {by}.',
        'It is time to book your next appointment.',
      ],
      [
        'Choose a time on {page}. If none suits you, call us at {phone}.',
        'Please call us at {phone}, and we will find a time with you.',
      ],
    ],
    link: PAGE,
    notice: true,
  }),
  integrationWarning: client({
    subject: REMINDER,
    body: [
      [
        'Your next appointment is not booked yet. It should take place before {by}.',
        'Your next appointment is not booked yet, and it should take place soon.',
      ],
      [
        'Please choose a time on {page} today. If none suits you, call us at {phone}.',
        'Please call us at {phone} today, and we will find a time with you.',
      ],
    ],
    link: PAGE,
    notice: true,
  }),
  checkIn: client({
    subject: MESSAGE,
    body: [
      'How are you today? A word from you helps us be there for you.',
      'Call us at {phone} whenever you like. In an emergency, call 911.',
    ],
    page: 'checkIn',
    link: 'Answer',
    notice: true,
  }),
  followUpDue: client({
    subject: REMINDER,
    body: [
      [
        'It is time for your regular appointment with us. It should take place before {by}.',
        'It is time for your regular appointment with us.',
      ],
      'Please call us at {phone}, and we will find a time with you.',
    ],
    link: PAGE,
    notice: true,
  }),
  boosterNotice: client({
    subject: MESSAGE,
    body: [
      [
        'If you would like another appointment with us, you can have one between {start} and {by}.',
        'If you would like another appointment with us, you can have one until {by}.',
        'If you would like another appointment with us, you can have one in the coming weeks.',
      ],
      'It is up to you. To choose a time, call us at {phone}.',
    ],
    link: PAGE,
    notice: true,
  }),
  boosterClosing: client({
    subject: REMINDER,
    body: [
      [
        'If you would like another appointment with us, you can have one until {by}.',
        'If you would like another appointment with us, you can have one in the next few days.',
      ],
      'It is up to you. To choose a time, call us at {phone}.',
    ],
    link: PAGE,
    notice: true,
  }),
  boosterMissed: client({
    subject: MESSAGE,
    body: [
      'It has been a while since your last appointment with us. How would you like to continue?',
      'Whatever you prefer is fine. Call us at {phone} to let us know.',
    ],
    link: PAGE,
    notice: true,
  }),
  reachOut: client({
    subject: MESSAGE,
    body: [
      'We have not heard from you in a while and would like to know how you are doing.',
      'Call us at {phone} whenever you like.',
    ],
    link: PAGE,
    notice: true,
  }),
  measureReady: client({
    subject: MESSAGE,
    body: [
      'A few questions are ready for you. They take about five minutes.',
      'You can answer them on your phone. If you would rather talk, call us at {phone}.',
    ],
    page: 'questionnaire',
    link: 'Answer the questions',
    notice: true,
  }),
  supplyDelayed: client({
    subject: UPDATE,
    body: [
      'Something we arranged for you is delayed. We are working on it.',
      'You do not need to do anything right now. If you have a question, call us at {phone}.',
    ],
    link: PAGE,
  }),
  orderChanged: client({
    subject: UPDATE,
    body: ['There is something new for you to read. Please read and confirm it.', QUESTIONS],
    page: 'changedOrder',
    link: 'Read it',
  }),
  instructionsReady: client({
    subject: UPDATE,
    body: [
      'There is something for you to read before your next appointment with us.',
      'Please read and confirm it. If you have a question, call us at {phone}.',
    ],
    page: 'instructions',
    link: 'Confirm',
  }),
  estimateReady: client({
    subject: UPDATE,
    body: ['A cost estimate is ready for you. Please read and confirm it.', QUESTIONS],
    page: 'estimate',
    link: 'Read it',
  }),
  paymentDue: client({
    subject: MESSAGE,
    body: [
      'There is an open amount on your account with us.',
      'If you have a question about it, or would like to pay, call us at {phone}.',
    ],
    link: PAGE,
  }),
  welcome: client({
    subject: 'Welcome to {practice}',
    body: ['Welcome. Your page shows what comes next, and when.', QUESTIONS],
    link: PAGE,
  }),
  courseDeclined: client({
    subject: UPDATE,
    body: [
      'We have an update for you and would like to talk with you about it.',
      'Please call us at {phone}. Together we will look at what can come next.',
    ],
    link: PAGE,
  }),
  courseEndedEarly: client({
    subject: MESSAGE,
    body: [
      'We have noted that your time with us has ended. You will not get any more reminders from us.',
      'If you have a question, or would like your records, call us at {phone}.',
    ],
    link: PAGE,
  }),
  courseEnded: client({
    subject: MESSAGE,
    body: [
      'Your time with us has come to an end. Thank you for your trust.',
      'If you would like your records, call us. You can always call us at {phone}.',
    ],
    link: PAGE,
  }),
} satisfies Record<string, Template>;
