/**
 * Finds text that cannot be stored unchanged. PostgreSQL accepts neither NUL nor half of a surrogate pair, and what is
 * named `__proto__` is lost when an object is copied.
 * Such text is refused where it enters (a request, a signal that bypasses the API, a file), because it would be altered.
 */

/** Where such text is, and why it is refused. */
export interface TextProblem {
  field: string;
  message: string;
}

const MESSAGE = 'must not contain a NUL character or half of a surrogate pair';
const NO_FIELD = { name: '__proto__', message: 'is not a field of anything' };

// With the flag `u`, a complete pair matches as one character.
const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Cs}/u.test(text);
const printable = (key: string): string => key.replaceAll('\0', '\uFFFD').replaceAll(/\p{Cs}/gu, '\uFFFD');

/** Every text in `value`, field names included, that cannot be stored. Any depth of nesting. */
export function textProblems(value: unknown): TextProblem[] {
  const problems: TextProblem[] = [];
  const open: [path: string, value: unknown][] = [['', value]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, each] = next;
    if (typeof each === 'string' && !isStorable(each)) problems.push({ field: path, message: MESSAGE });
    if (typeof each !== 'object' || each === null) continue;
    for (const [key, inner] of Object.entries(each)) {
      const field = path === '' ? printable(key) : `${path}.${printable(key)}`;
      if (!isStorable(key)) problems.push({ field, message: MESSAGE });
      if (key === NO_FIELD.name) problems.push({ field, message: NO_FIELD.message });
      open.push([field, inner]);
    }
  }
  return problems.map(({ field, message }) => ({ field: field || '(body)', message }));
}
