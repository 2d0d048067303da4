/**
 * E-mails to clients: a time, whom to call, where to sign in, and never what the care is about. A test checks every
 * text against the words in `../../catalog/revealingWords.ts`. domain-report.md §E
 */
import type { Template } from './template';

const client = (template: Omit<Template, 'to'>): Template => ({ to: 'client', ...template });

const REMINDER = 'A reminder from {practice}';
const UPDATE = 'An update from {practice}';
const MESSAGE = 'A message from {practice}';

const CHANGE = 'If this time no longer works for you, sign in to change it or call us at {phone}.';
const QUESTIONS = 'If you have a question, call us at {phone}.';

export const clientTemplates = {
  sessionBooked: client({
    subject: UPDATE,
    body: ['Your appointment with us is booked.', CHANGE],
    time: 'start',
    link: 'Sign in',
    calendar: 'REQUEST',
  }),
  sessionMoved: client({
    subject: UPDATE,
    body: ['Your appointment with us has changed. This is the only one that applies now.', CHANGE],
    time: 'start',
    link: 'Sign in',
    calendar: 'REQUEST',
  }),
  sessionCancelled: client({
    subject: UPDATE,
    body: [
      ['Your appointment on {start} is canceled.', 'Your appointment with us is canceled.'],
      'To find another time, sign in or call us at {phone}.',
    ],
    link: 'Sign in',
    calendar: 'CANCEL',
  }),
  sessionCalledOff: client({
    subject: UPDATE,
    body: [
      ['Your appointment on {start} is canceled.', 'Your appointment with us is canceled.'],
      'You do not need to do anything. If you have a question, call us at {phone}.',
    ],
    link: 'Sign in',
    calendar: 'CANCEL',
  }),
  sessionReminder: client({
    subject: REMINDER,
    body: ['You have an upcoming appointment with us.', CHANGE],
    time: 'start',
    link: 'Sign in',
    notice: true,
  }),
  supportPersonAsk: client({
    subject: REMINDER,
    body: [
      [
        'Please confirm that the person staying with you will be there on {start}.',
        'Please confirm that the person staying with you at your next appointment will be there.',
      ],
      'Sign in to confirm. If they cannot come, call us at {phone} and we will help.',
    ],
    link: 'Sign in to confirm',
    notice: true,
  }),
  integrationInvite: client({
    subject: MESSAGE,
    body: [
      [
        'Please choose a time for your next appointment. It should take place before {by}.',
        'Please choose a time for your next appointment.',
      ],
      'If none of the times work for you, call us at {phone}.',
    ],
    link: 'Choose a time',
    notice: true,
  }),
  integrationWarning: client({
    subject: REMINDER,
    body: [
      [
        'Your next appointment is not booked yet. It should take place before {by}.',
        'Your next appointment is not booked yet, and it should take place soon.',
      ],
      'Please choose a time today, or call us at {phone} and we will find one with you.',
    ],
    link: 'Choose a time',
    notice: true,
  }),
  checkIn: client({
    subject: MESSAGE,
    body: [
      'How are you today? A short note from you helps us be there for you.',
      'Sign in to write to us, or call us at {phone}. In an emergency, call 911.',
    ],
    link: 'Sign in to write to us',
    notice: true,
  }),
  followUpDue: client({
    subject: REMINDER,
    body: [
      [
        'It is time for your regular appointment with us. Please choose a time before {by}.',
        'It is time for your regular appointment with us. Please choose a time.',
      ],
      QUESTIONS,
    ],
    link: 'Choose a time',
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
      'It is up to you. To choose a time, sign in or call us at {phone}.',
    ],
    link: 'Sign in',
    notice: true,
  }),
  boosterClosing: client({
    subject: REMINDER,
    body: [
      [
        'If you would like another appointment with us, you can have one until {by}.',
        'If you would like another appointment with us, you can have one in the next few days.',
      ],
      'It is up to you. To choose a time, sign in or call us at {phone}.',
    ],
    link: 'Sign in',
    notice: true,
  }),
  boosterMissed: client({
    subject: MESSAGE,
    body: [
      'It has been a while since your last appointment with us. How would you like to continue?',
      'Whatever you prefer is fine. Sign in to let us know, or call us at {phone}.',
    ],
    link: 'Sign in',
    notice: true,
  }),
  reachOut: client({
    subject: MESSAGE,
    body: [
      'We have not heard from you in a while and would like to know how you are doing.',
      'Sign in to write to us or to choose a time, or call us at {phone}.',
    ],
    link: 'Sign in',
    notice: true,
  }),
  measureReady: client({
    subject: MESSAGE,
    body: [
      'A few questions are ready for you. They take about five minutes.',
      'Please sign in to answer them. If you would rather talk, call us at {phone}.',
    ],
    link: 'Sign in',
    notice: true,
  }),
  supplyDelayed: client({
    subject: UPDATE,
    body: [
      'Something we arranged for you is delayed. We are working on it.',
      'You do not need to do anything right now. If you have a question, call us at {phone}.',
    ],
    link: 'Sign in',
  }),
  orderChanged: client({
    subject: UPDATE,
    body: ['There is something new for you to read. Please sign in to read and confirm it.', QUESTIONS],
    link: 'Sign in to read it',
  }),
  instructionsReady: client({
    subject: UPDATE,
    body: [
      'There is something for you to read before your next appointment with us.',
      'Please sign in to read and confirm it. If you have a question, call us at {phone}.',
    ],
    link: 'Sign in to read it',
  }),
  estimateReady: client({
    subject: UPDATE,
    body: ['A cost estimate is ready for you. Please sign in to read and confirm it.', QUESTIONS],
    link: 'Sign in to read it',
  }),
  paymentDue: client({
    subject: MESSAGE,
    body: [
      'There is an open amount on your account with us.',
      'Sign in to see it. If you have a question or would like to pay in another way, call us at {phone}.',
    ],
    link: 'Sign in',
  }),
  welcome: client({
    subject: 'Welcome to {practice}',
    body: ['Welcome. Sign in to see what comes next, and when.', QUESTIONS],
    link: 'Sign in',
  }),
  courseDeclined: client({
    subject: UPDATE,
    body: [
      'We have an update for you and would like to talk with you about it.',
      'Please call us at {phone}. Together we will look at what can come next.',
    ],
    link: 'Sign in',
  }),
  courseEndedEarly: client({
    subject: MESSAGE,
    body: [
      'We have noted that your time with us has ended. You will not get any more reminders from us.',
      'You can still sign in to see your records. If you have a question, call us at {phone}.',
    ],
    link: 'Sign in',
  }),
  courseEnded: client({
    subject: MESSAGE,
    body: [
      'Your time with us has come to an end. Thank you for your trust.',
      'You can still sign in to see your records, and you can always call us at {phone}.',
    ],
    link: 'Sign in',
  }),
} satisfies Record<string, Template>;
