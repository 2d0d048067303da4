import type { Mail } from '../../../src/messages/compose';
import { forbiddenWord } from '../../../src/catalog/revealingWords';

/** Everything in a mail that a client, or someone looking over their shoulder, can see, part by part. */
export function seenParts(mail: Mail): Record<string, string> {
  return {
    subject: mail.subject,
    sender: mail.from.name,
    text: mail.text,
    html: mail.html,
    headers: JSON.stringify(mail.headers),
    messageId: mail.messageId,
    calendar: (mail.icalEvent?.content ?? '').replace(/\r\n[ \t]/g, ''),
    filename: mail.icalEvent?.filename ?? '',
  };
}

/** Each revealing part, with the word that reveals. */
export function leaksOf(mail: Mail): string[] {
  return Object.entries(seenParts(mail)).flatMap(([part, seen]) => {
    const word = forbiddenWord(seen);
    return word ? [`${part}: ${word}`] : [];
  });
}
