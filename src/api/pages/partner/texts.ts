/** Everything that the pages for those who decide without an account say. They are professionals: plain American English. */
import type { RecordPart } from '../../../vocabulary/prescriberAsked';

export const TEXTS = {
  /** Of every page: it stands in the list of tabs. */
  title: 'A request for you',

  first: {
    waits:
      'Something waits for you. Before this page shows it, we send a code to the e-mail address that we have on file for you.',
    send: 'Send me a code',
    have: 'I have a code',
    openly: 'Something waits for you. Go on only if the e-mail was sent to you.',
    open: 'Go on',
  },
  code: {
    sent: 'A code is on its way to the e-mail address on file. It works for 15 minutes. The e-mail comes within a minute or two.',
    label: 'The six digits of the code',
    go: 'Continue',
    again: 'Send me another code',
    wrong: 'That is not the code. Please try again.',
    over: 'This code no longer works: it is too old, was used, or was wrong too often. Please ask for another one.',
    tooMany: 'We have sent as many codes as we can for today. Please try again tomorrow, or call us.',
    unsent: 'We could not send the code. Please try again in a few minutes, or call us.',
    mail: (code: string) => [
      `Your code is ${code}. It works for 15 minutes.`,
      'Enter it only on the page from which you asked for it. We never ask for it by telephone.',
    ],
  },

  who: 'Client',
  reference: (reference: string) => `reference ${reference}`,
  since: (day: string) => `Asked since ${day}.`,
  due: (day: string) => `Due by ${day}.`,
  informationAsked: (day: string) =>
    `You asked for more information on ${day}. The practice has not reported yet that it was sent. You can decide all the same.`,
  barred: 'You cannot approve yet:',
  decide: 'What you can answer',
  facts: 'What it is decided by',
  parts: {
    measures: 'Questionnaires',
    vitals: 'Vital signs',
    incidents: 'Incidents',
    steps: 'Decisions and orders so far',
  } satisfies Record<RecordPart, string>,
  none: {
    measures: 'None were answered.',
    vitals: 'None were taken.',
    incidents: 'None were reported.',
    steps: 'Nothing was decided yet.',
  } satisfies Record<RecordPart, string>,
  table: { day: 'Day', total: 'Total', pressure: 'Blood pressure', pulse: 'Pulse', when: 'When' },
  blanks: (count: number) => `${count} left blank`,
  more: (count: number) => `And ${count} before these.`,
  by: (role: string) => `by the ${role}`,

  optional: 'optional',
  note: { label: 'Note', help: 'Short, and only what the practice needs to know.' },
  why: { label: 'Reason', help: 'Short, and only what the practice needs to know.' },
  needs: { label: 'What do you need?', help: 'The practice reads it and sends it to you.' },
  fields: {
    examined: 'How the client was examined',
    examinedWords: { inPerson: 'In person', telehealth: 'By telehealth' },
    maxDosings: 'The most dosing sessions that this covers, with those already done',
    route: 'Route',
    validUntil: 'Valid until',
    sessions: 'How many more preparation sessions',
    order: 'Reference of the order, without the dose',
    orderHelp: 'Letters, digits, or . _ -',
    day: 'The day on which it took place',
    dayHelp: 'Left empty: today.',
    doses: 'How many doses',
    expires: 'Expires on',
    untilHelp: 'Left empty: as the protocol says.',
  },
  choices: {
    approve: 'Approve',
    renew: 'Renew the approval',
    ask: 'Ask for more information',
    prepare: 'Ask for more preparation first',
    decline: 'Decline',
    confirm: 'Confirm the dose',
    change: 'Change the order',
    endSeries: 'End the series',
    followUp: 'Record the follow-up',
    prescribe: 'Record the prescription',
    replace: 'Record the prescription that replaces the lost supply',
    shipped: 'Record that it was shipped',
    lost: 'Report that it was lost on its way',
  },

  missing: 'Please fill in what is required. Nothing was recorded.',
  refused: 'This was not recorded:',
  another:
    'This was answered already, or something changed since you opened the page. Nothing was recorded. This is what is asked now:',
  notYet:
    'What you pressed was not recorded: this page was open for too long. What you filled in is kept. Please go on, and press once more at the end.',
  pressAgain: 'Nothing was recorded yet. Here is what you filled in. Please look at it, and press once more.',
  newerLink:
    'What you pressed was not recorded: this link no longer works. There is a newer one in your e-mails, or you can ask for one here.',
  wrote: 'What you wrote',
  newLink: 'Send me a new link',
  answered:
    'This has been answered already, or it is no longer needed. What you pressed was not recorded. If you want to say something else, please call us.',
  said: (choice: string) => `Thank you. We have recorded it: ${choice.toLowerCase()}.`,
  close: 'You can close this page. If you want to change it, please call us.',
  later:
    'This page does not answer right now. Nothing is lost. Please try again in a few minutes, or call us.',
  again: 'Try again',
  enough: 'There were too many answers from this link today. Please call us.',
  /** The e-mail that somebody gets who asks for a new link when nothing is asked any more. */
  nothingAsked: 'You asked for a new link. What it was for has been answered, or it is no longer needed.',
  renewed: 'Here is the new link that you asked for.',
};
