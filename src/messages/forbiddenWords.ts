/**
 * Words that reveal what a client is in care for. A client's message must not contain any of them: not in its
 * subject, text, HTML or calendar file. A practice whose name contains one needs a neutral sender name.
 */
const WORDS = [
  'ketamine',
  'esketamine',
  'spravato',
  'kap',
  'psychedelic\\w*',
  'dos(?:e|es|ed|age|ing|ings)',
  'drugs?',
  'medicines?',
  'medications?',
  'medical\\w*',
  'lozenges?',
  'troches?',
  'infusions?',
  'injections?',
  'prescri\\w+',
  'pharmac\\w+',
  'shipments?',
  'diagnos\\w+',
  'depress\\w+',
  'anxiety',
  'ptsd',
  'trauma',
  'suicid\\w*',
  'crisis',
  '\\w*therap\\w+',
  'psych\\w*',
  'treatments?',
  'protocols?',
  'preparations?',
  'integrations?',
  'boosters?',
  'sessions?',
  'referrals?',
  'support persons?',
];

const REVEALING = new RegExp(`(?<![a-z])(?:${WORDS.join('|')})(?![a-z])`, 'i');

/** The first revealing word in a text for a client, or undefined. */
export function forbiddenWord(text: string): string | undefined {
  return REVEALING.exec(text)?.[0];
}
