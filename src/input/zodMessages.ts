/**
 * Explains what is wrong with a value to the person who wrote it: a protocol, a client's file, a scenario, a request.
 * Every message follows the name of its field.
 */
import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text in double quotes',
  boolean: 'true or false',
  object: 'an object, in braces { }',
  record: 'an object, in braces { }',
  array: 'a list, in brackets [ ]',
  date: 'a date',
};

/** Formats of text. A schema with a pattern brings its own message. */
const FORMS: Readonly<Record<string, string>> = {
  date: 'must be a date such as 2027-12-24',
  email: 'must be an e-mail address',
};

const quoted = (value: unknown): string => JSON.stringify(value);
const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? `must be ${quoted(values[0])}` : `must be one of ${values.map(quoted).join(', ')}`;

const SIZED: Readonly<Record<string, [one: string, more: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
};

function limit(origin: string, bound: number | bigint, than: 'least' | 'most', inclusive = true): string {
  const sized = SIZED[origin];
  if (sized) return `must have at ${than} ${bound} ${bound === 1 ? sized[0] : sized[1]}`;
  if (!inclusive) return `must be ${than === 'least' ? 'more' : 'less'} than ${bound}`;
  return `must be ${bound} or ${than === 'least' ? 'more' : 'less'}`;
}

function namesOf(schema: unknown): unknown[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  return schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum ? schema.keyType.options : [];
}

/** The fields an object may have, if the issue includes its schema. */
function known({ inst }: { inst?: unknown }): string {
  const names = namesOf(inst);
  return names.length > 0 ? `; known fields are ${names.join(', ')}` : '';
}

/** Undefined: use zod's own message. */
function messageFor(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'too_small':
      return limit(issue.origin, issue.minimum, 'least', issue.inclusive);
    case 'too_big':
      return limit(issue.origin, issue.maximum, 'most', issue.inclusive);
    case 'invalid_format':
      return FORMS[issue.format];
    case 'unrecognized_keys':
      return `unknown field${issue.keys.length === 1 ? '' : 's'} ${issue.keys.join(', ')}${known(issue)}`;
    case 'invalid_union':
      return Array.isArray(issue.options) ? oneOf(issue.options) : undefined;
    default:
      return undefined;
  }
}

const ownMessage = z.locales.en().localeError;

z.config({ localeError: (issue) => messageFor(issue) ?? ownMessage(issue) });
