/** Which passwords are refused because somebody who tries the usual ones would soon find them. Without any other server. */
import { effectiveLength } from './guessing';

/** NIST SP 800-63B §5.1.1.2 asks for eight, with a limit of attempts; a stolen hash has no such limit. */
export const SHORTEST_PASSWORD = 12;
/** Signs that have to be left after everything that is guessed as a whole. */
const LEAST_EFFECTIVE = 8;
/** Shorter words of a name are in too many others. */
const SHORTEST_WORD = 4;

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (texts: readonly string[]): string[] =>
  texts
    .flatMap((text) => plain(text).split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= SHORTEST_WORD);

/**
 * What is wrong with a password, to follow the name of its field; undefined if nothing is. `about`: names and
 * addresses of the person and the practice, whose words it must not contain.
 */
export function passwordProblem(password: string, about: readonly string[]): string | undefined {
  const typed = password.normalize('NFKC');
  if (Array.from(typed).length < SHORTEST_PASSWORD)
    return `must have at least ${SHORTEST_PASSWORD} characters; several words are easy to remember`;
  const found = wordsOf(about).find((word) => plain(typed).includes(word));
  if (found !== undefined)
    return `must not contain words of your name, your address or the practice, such as “${found}”`;
  return effectiveLength(plain(typed)) < LEAST_EFFECTIVE
    ? 'must be harder to guess: not common words, repeated or neighboring signs, and years'
    : undefined;
}
