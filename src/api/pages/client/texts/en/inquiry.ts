import type { ReachedBy, CriterionAnswer } from '../../../../../vocabulary/inquiries';

/** The public form for people who are not clients yet. */
export const inquiry = {
  title: 'Write to us',
  notWatched: (days: number) =>
    `Nobody watches this around the clock. We read it on working days, and answer within ${days === 1 ? 'one working day' : `${days} working days`}. If it cannot wait, call us.`,
  name: 'Your name',
  reach: 'Give us an e-mail address or a telephone number, or both.',
  email: 'Your e-mail address',
  phone: 'Your telephone number',
  reachedBy: 'How would you like us to answer?',
  ways: { email: 'By e-mail', phone: 'By telephone', either: 'Either is fine' } satisfies Record<
    ReachedBy,
    string
  >,
  questions: 'A few questions',
  questionsHelp: 'You can leave any question blank.',
  answers: { yes: 'Yes', no: 'No', unsure: 'I am not sure' } satisfies Record<CriterionAnswer, string>,
  message: 'What you would like to tell us (you can leave this blank)',
  messageHelp: 'Please leave out details about your health. You can tell us those when we talk.',
  empty: 'Leave this field empty',
  send: 'Send',
  sentTitle: 'Thank you',
  sent: 'Your message is with us. We will get back to you. You can close this page.',
  closedTitle: 'Call us',
  closed: 'This form is not available. Please call us.',
  wrong: 'Please check what is marked below. Nothing you typed is lost.',
  pressAgain: 'Please look over what you typed, then press the button once more. Nothing is lost.',
  tooOften: 'We cannot take more messages by this form right now. Please try again later, or call us.',
  later:
    'This form does not answer right now. Nothing you typed is lost. Please press the button again in a few minutes, or call us.',
  problems: {
    name: 'Please give your name.',
    email: 'This is not an e-mail address.',
    phone: 'Please give one telephone number, with its area code.',
    reach: 'Please give an e-mail address or a telephone number.',
    reachedBy: 'Please choose one. For that, we need the address or the number.',
    message: 'This is too long. Please make it shorter.',
  },
};
