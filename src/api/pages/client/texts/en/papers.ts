import type { ConsentKind } from '../../../../../catalog/shapes';

/** What clients sign, by what it is about. */
export const consents: Record<ConsentKind, string> = {
  treatment: 'Your treatment',
  telehealth: 'Sessions by video',
  electronicMessages: 'Messages by e-mail',
  supportPersonContact: 'Contact with the person staying with you',
  part2: 'Sharing records of substance use care (42 CFR Part 2)',
};

export const consent = {
  title: 'A text to read and sign',
  name: (what: string) => `Read and sign: ${what}`,
  none: 'This text is not here yet. Please call us.',
  typed: 'Your full name, as your signature',
  means:
    'By typing your name and pressing the button, you agree to this text. We note the date and the time. You do not have to sign here: you can call us and sign on paper.',
  copy: 'Send me an e-mail with a link to my copy',
  yes: 'I have read this, and I sign it',
  saidYes: 'Thank you. Your signature is noted. You find the text under “Your documents” at any time.',
  changed: 'This text has changed since you opened it. Please read it again, then sign.',
  nameMissing: 'Please type your full name.',
};

export const copy = {
  sent: 'The e-mail is on its way.',
  unsent: 'We could not send the e-mail. Call us if you want a copy.',
};

export const documents = {
  title: 'Your documents',
  file: 'document',
  one: 'Your document',
  none: 'There are no documents yet.',
  more: 'If something is missing or wrong, or if you want to take a signature back, please call us.',
  read: 'Read',
  all: 'All your documents',
  print: 'You can print this page from your browser, or save the document as a file.',
  save: 'Save as a file',
  consent: (what: string) => `What you signed: ${what}`,
  signed: (when: string) => `Signed on ${when}`,
  revoked: (when: string) => `Taken back on ${when}`,
  given: (when: string) => `Given to you on ${when}`,
  as: 'Signed as',
  signedOn: 'Signed on',
  revokedOn: 'Taken back on',
  version: 'Version of the text',
  check: 'Check number of the text (SHA-256)',
  onPaper:
    'You signed this with us, not on these pages. We keep the signed text, and you can ask us for a copy.',
  estimate: {
    title: 'Your cost estimate',
    says: (amount: string) => `We expect your care with us to cost ${amount}.`,
    more: 'This is what the estimate comes to. We gave it to you with all its lines, and you can ask us for it again at any time.',
  },
  instructions: {
    title: 'What to do before your appointment',
    says: 'We sent you instructions on food and medication. You can ask us for them again at any time.',
  },
  reference: 'Reference',
  givenOn: 'Given to you on',
  readOn: 'You confirmed that you read it on',
  notYet: 'Not yet',
};
