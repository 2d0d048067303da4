/** Reads JSON that people write by hand: a mistake is reported with its line, and a repeated name is refused. */
import { readFileSync } from 'node:fs';
import { printParseErrorCode, visit } from 'jsonc-parser';
import { textProblems } from './storableText';

/** A file that cannot be read, or text that is not valid JSON; the message says where and why. */
export class JsonFileError extends Error {
  readonly code = 'json-unreadable';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'JsonFileError';
  }
}

const WHY: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a name in double quotes is missing, or there is an extra comma',
  ValueExpected: 'a value is missing, or there is an extra comma',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace } is missing',
  CloseBracketExpected: 'a closing bracket ] is missing',
  EndOfFileExpected: 'there is unexpected text after the end',
  InvalidCommentToken: 'JSON cannot contain comments',
  UnexpectedEndOfString: 'a closing double quote is missing',
  InvalidNumberFormat: 'this is not a number',
};

interface Mistake {
  line: number;
  column: number;
  why: string;
}

/** The first mistake in the text: a syntax error, or a name that is used twice in one object. */
function mistakeIn(text: string): Mistake | undefined {
  const found: Mistake[] = [];
  const names: Set<string>[] = [];
  const note = (why: string, line: number, column: number): void => {
    found.push({ line: line + 1, column: column + 1, why });
  };
  visit(
    text,
    {
      onObjectBegin: () => {
        names.push(new Set());
      },
      onObjectEnd: () => {
        names.pop();
      },
      onObjectProperty: (name, _offset, _length, line, column) => {
        if (names.at(-1)?.has(name)) note(`“${name}” is defined twice`, line, column);
        names.at(-1)?.add(name);
      },
      onError: (error, _offset, _length, line, column) => {
        note(WHY[printParseErrorCode(error)] ?? 'this is not valid JSON', line, column);
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
  return found[0];
}

/** @throws JsonFileError with line and column; `name` is the name of the text in the message */
export function parseJson(text: string, name: string): unknown {
  const whole = text.replace(/^\uFEFF/, '');
  const mistake = mistakeIn(whole);
  if (mistake) {
    const { line, column, why } = mistake;
    throw new JsonFileError(`${name}, line ${line}, column ${column}: ${why}.`);
  }
  const value = JSON.parse(whole) as unknown;
  const [unstorable] = textProblems(value);
  if (unstorable) throw new JsonFileError(`${name}: ${unstorable.field} ${unstorable.message}.`);
  return value;
}

/** @throws JsonFileError */
export function readJsonFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? 'the file does not exist' : code === 'EISDIR' ? 'this is a folder' : message;
    throw new JsonFileError(`${file} cannot be read: ${why}.`, { cause: error });
  }
  return parseJson(text, file);
}
