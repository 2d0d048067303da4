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

/** Parts of words that reveal it wherever they stand in a name or an address: there, words run into each other. */
const INSIDE = [
  ...['ketamin', 'spravato', 'psychedel', 'psilocyb', 'mdma', 'infusion', 'lozenge', 'microdos', 'dosing'],
  ...['therap', 'psych', 'depress', 'anxiet', 'trauma', 'ptsd', 'suicid', 'pharmac', 'prescri', 'medicat'],
  // Not in a market, a rocket, a ticket or a basket.
  '(?<!mar|roc|tic|bas|pac|jac|buc|bloc|poc|soc|blan)keta',
  // Not in a kapok or a Kaplan: before a word of a practice, or at the end of another.
  'kap(?=care|clinic|center|centre|health|wellness|med|institute|collective|practice|house|home)',
  '(?<=my|the|get|your)kap(?![a-z])',
];
const REVEALING_INSIDE = new RegExp(INSIDE.join('|'), 'i');

/** What in a sender's name, address or domain reveals the kind of care, or undefined. */
export function revealingPart(sender: string): string | undefined {
  const words = sender.replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=KAP)(?=[A-Z]?[a-z])|[\d_.@-]+/g, ' ');
  return REVEALING_INSIDE.exec(sender)?.[0] ?? forbiddenWord(words);
}

/** How to write a sender that reveals nothing. */
export const NEUTRAL_SENDER = 'must not reveal the kind of care; choose a neutral one, such as';

/** What of a practice's sender reveals the kind of care, in words; empty if nothing does. */
export const revealingSender = (
  sender: { senderName: string; senderAddress: string } | undefined,
): string[] => [
  ...(sender && revealingPart(sender.senderName) ? ['sender name'] : []),
  ...(sender && revealingPart(sender.senderAddress) ? ['sender address'] : []),
];
