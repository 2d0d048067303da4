/**
 * How much of a password has to be guessed sign by sign. Common passwords, repeated signs, signs that follow each other in the
 * alphabet or on a keyboard, and years are tried as a whole, so each counts as a few signs only.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a common password inside another one counts. There are some thousands. */
const WORD = 2;
/** What a run of repeated or neighboring signs counts, and a year. */
const RUN = 2;
const SHORTEST_WORD = 4;
const SHORTEST_RUN = 3;

const ROWS = [
  ...['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop'],
  ...['1qaz2wsx3edc4rfv5tgb6yhn7ujm', '!@#$%^&*()'],
];
const ORDERS = ROWS.flatMap((row) => [row, Array.from(row).reverse().join('')]);

/** Digits and signs in place of letters are no better than the letters. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b' },
  ...{ '@': 'a', $: 's', '!': 'i', '+': 't' },
};

const spelled = (text: string): string => text.replace(/[^a-z]/g, (sign) => LETTERS[sign] ?? sign);

let words: ReadonlySet<string> | undefined;

/** The most common passwords, in small letters. See the file for its source. */
function commonPasswords(): ReadonlySet<string> {
  const lines = () => readFileSync(path.join(__dirname, 'commonPasswords.txt'), 'utf8').split('\n');
  return (words ??= new Set(lines().filter((line) => line !== '' && !line.startsWith('#'))));
}

/** The longest common password at the start of `text`; 0 if there is none. */
function wordAt(text: string): number {
  const all = commonPasswords();
  for (let length = Math.min(text.length, LONGEST_WORD); length >= SHORTEST_WORD; length -= 1) {
    const part = text.slice(0, length);
    if (all.has(part) || all.has(spelled(part))) return length;
  }
  return 0;
}

/** No common password is longer. */
const LONGEST_WORD = 24;

/** How many of the first signs repeat one or two signs, or follow each other; 0 if too few. */
function runAt(text: string): number {
  const repeated = /^(.{1,4}?)\1+/u.exec(text)?.[0].length ?? 0;
  let ordered = 1;
  while (ordered < text.length && ORDERS.some((order) => order.includes(text.slice(0, ordered + 1))))
    ordered += 1;
  const longest = Math.max(repeated, ordered);
  return longest >= SHORTEST_RUN ? longest : 0;
}

const yearAt = (text: string): number => (/^(?:19|20)\d\d/.test(text) ? 4 : 0);

/** How many signs `text`, in small letters, is worth. */
export function effectiveLength(text: string): number {
  // The least over all ways to divide it, from its end.
  const worth = [0];
  for (let start = text.length - 1; start >= 0; start -= 1) {
    const rest = text.slice(start);
    const after = (signs: number): number => worth[rest.length - signs] ?? 0;
    const found = [
      [wordAt(rest), WORD],
      [runAt(rest), RUN],
      [yearAt(rest), RUN],
    ].flatMap(([signs = 0, counts = 0]) => (signs > 0 ? [counts + after(signs)] : []));
    worth[rest.length] = Math.min(1 + after(1), ...found);
  }
  return worth[text.length] ?? 0;
}
