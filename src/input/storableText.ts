/**
 * Text that a database keeps as it came. PostgreSQL holds no NUL and no half of a surrogate pair; whoever sent one
 * is told, where the text comes in: a request, a signal past the API, a file. Stored otherwise it would be another text.
 */

/** Where such text stands, and why it is refused. */
export interface TextProblem {
  field: string;
  message: string;
}

const MESSAGE = 'must not contain a NUL character or half of a surrogate pair';

// Of a pair that is whole, `u` sees the character.
const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Cs}/u.test(text);
const shown = (key: string): string => key.replaceAll('\0', '\uFFFD').replaceAll(/\p{Cs}/gu, '\uFFFD');

/** Every text within `value`, names of fields too, that cannot be stored. Nested however deep. */
export function textProblems(value: unknown): TextProblem[] {
  const problems: TextProblem[] = [];
  const open: [path: string, value: unknown][] = [['', value]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, each] = next;
    if (typeof each === 'string' && !isStorable(each)) problems.push({ field: path, message: MESSAGE });
    if (typeof each !== 'object' || each === null) continue;
    for (const [key, inner] of Object.entries(each)) {
      const field = path === '' ? shown(key) : `${path}.${shown(key)}`;
      if (!isStorable(key)) problems.push({ field, message: MESSAGE });
      open.push([field, inner]);
    }
  }
  return problems.map(({ field, message }) => ({ field: field || '(body)', message }));
}
