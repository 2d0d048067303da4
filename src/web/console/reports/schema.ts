/** The part of JSON Schema that the catalog of signals uses. */
export interface Schema {
  type?: string;
  enum?: string[];
  const?: unknown;
  format?: string;
  description?: string;
  default?: unknown;
  example?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  maxLength?: number;
  items?: Schema;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
}

export type Kind =
  | 'choice'
  | 'several'
  | 'instant'
  | 'money'
  | 'number'
  | 'yes'
  | 'yesNo'
  | 'answers'
  | 'dates'
  | 'group'
  | 'text';

/** What a field needs to be entered with. A value that may also be null is entered like any other; empty is null. */
export function kindOf(name: string, schema: Schema): Kind {
  const { type, items, format } = plain(schema);
  if (schema.const === true || plain(schema).const === true) return 'yes';
  if (plain(schema).enum) return 'choice';
  if (type === 'object') return 'group';
  if (type === 'array') return items?.enum ? 'several' : items?.format === 'date' ? 'dates' : 'answers';
  if (type === 'boolean') return 'yesNo';
  if (type === 'integer' || type === 'number') return /cents$/i.test(name) ? 'money' : 'number';
  return format === 'date-time' ? 'instant' : 'text';
}

/** Without the null that it may be instead. */
export const plain = (schema: Schema): Schema => schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;

export const mayBeNull = (schema: Schema): boolean =>
  schema.anyOf?.some(({ type }) => type === 'null') ?? false;

/** What was entered, by field. */
export type Values = Record<string, unknown>;
