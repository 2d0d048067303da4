/** The fields of a protocol in the order of a course: what each one is, and what may be entered. */
import { z } from 'zod';
import { ProtocolSchema } from '../catalog/protocol';
import { valueOf } from '../catalog/stated';
import { choiceWords, fieldWords, type Unit } from './fieldWords';

export interface ProtocolField {
  /** `dosing.planned`; an entry of a list as `packages.*.cents`. */
  path: string;
  section: string;
  what: string;
  unit: Unit;
  /** It may be left out. */
  optional: boolean;
  /** It needs an origin: the words of the page, or why it is assumed. */
  stated: boolean;
  help?: string;
  /** The value alone, as JSON Schema. */
  schema: Record<string, unknown>;
  /** What can be chosen from, in words. */
  choices?: { value: string; words: string }[];
}

/** Which parts of the file belong together, in the order of a course. */
const SECTIONS: readonly [title: string, parts: readonly string[]][] = [
  ['The protocol', ['title', 'page']],
  ['Start of the course', ['setting', 'consents', 'estimateRequired', 'coverage', 'instructions']],
  ['Referral and medical evaluation', ['screening']],
  ['Preparation', ['preparation']],
  ['Medication', ['supply']],
  ['Dosing', ['dosing']],
  ['Integration', ['integration']],
  ['Follow-up, questionnaires and reviews', ['followUp', 'measures', 'review']],
  ['Boosters', ['maintenance']],
  ['Money', ['fees', 'packages', 'cancellation', 'partnerFees', 'estimate']],
  ['Messages, deadlines and tasks', ['clocks']],
];

/** Named by the version itself. */
const FIXED = new Set(['id', 'version', 'currency']);

export const sectionOf = (path: string): string =>
  SECTIONS.find(([, parts]) => parts.includes(path.split('.')[0] ?? ''))?.[0] ?? 'The protocol';

const place = (path: string): number =>
  SECTIONS.flatMap(([, parts]) => parts).indexOf(path.split('.')[0] ?? '');

/** In the order of a course; within a part, as in the file. */
export const inOrderOfCourse = <T extends { path: string }>(each: readonly T[]): T[] =>
  [...each].sort((a, b) => place(a.path) - place(b.path));

function fieldsIn(schema: z.ZodType, path: string, optional: boolean, help?: string): ProtocolField[] {
  const said = schema.description ?? help;
  if (schema instanceof z.ZodOptional) return fieldsIn(schema.unwrap() as z.ZodType, path, true, said);
  const value = valueOf(schema);
  if (value) return [field(value, path, optional, true, said)];
  if (schema instanceof z.ZodArray) return fieldsIn(schema.element as z.ZodType, `${path}.*`, false);
  if (!(schema instanceof z.ZodObject)) return [field(schema, path, optional, false, said)];
  return Object.entries<z.ZodType>(schema.shape).flatMap(([key, inner]) =>
    FIXED.has(path ? `${path}.${key}` : key)
      ? []
      : fieldsIn(inner, path ? `${path}.${key}` : key, optional, path ? said : undefined),
  );
}

function field(
  value: z.ZodType,
  path: string,
  optional: boolean,
  stated: boolean,
  help?: string,
): ProtocolField {
  const schema = z.toJSONSchema(value, { io: 'input' }) as Record<string, unknown>;
  const list = enumOf(schema);
  const said = help ?? value.description;
  return {
    ...{ path, section: sectionOf(path), ...fieldWords(path), optional, stated },
    ...(said !== undefined && { help: said }),
    schema,
    ...(list && { choices: list.map((each) => ({ value: each, words: choiceWords(each) })) }),
  };
}

function enumOf(schema: Record<string, unknown>): string[] | undefined {
  const { items } = schema as { items?: { enum?: string[] } };
  return (schema.enum as string[] | undefined) ?? items?.enum;
}

let all: ProtocolField[] | undefined;

/** Built once: what a protocol can say does not change while a release runs. */
export const protocolFields = (): readonly ProtocolField[] =>
  (all ??= inOrderOfCourse(fieldsIn(ProtocolSchema, '', false)));
