import type { Answer } from '../../client/api';
import type { Leaf } from './content';

export type ProtocolField = Answer<'get', '/api/v1/protocol-fields'>['fields'][number];

export type Kind =
  'yesNo' | 'choice' | 'several' | 'number' | 'money' | 'numbers' | 'lines' | 'fee' | 'byKind' | 'text';

interface Schema {
  type?: string;
  enum?: string[];
  items?: { type?: string; enum?: string[] };
  oneOf?: unknown[];
  minimum?: number;
}

/** What a value is entered with. */
export function kindOf({ schema, unit }: ProtocolField): Kind {
  const { type, enum: choices, items, oneOf } = schema as Schema;
  if (oneOf) return 'fee';
  if (choices) return 'choice';
  switch (type) {
    case 'boolean':
      return 'yesNo';
    case 'integer':
      return unit === 'cents' ? 'money' : 'number';
    case 'array':
      return items?.enum ? 'several' : items?.type === 'integer' ? 'numbers' : 'lines';
    case 'object':
      return 'byKind';
    default:
      return 'text';
  }
}

/** The words that stand for what somebody here decided, until they are replaced. */
export const DECIDED = 'Decided by the practice';

const empty = (field: ProtocolField): unknown => {
  switch (kindOf(field)) {
    case 'yesNo':
      return true;
    case 'choice':
      return field.choices?.[0]?.value;
    case 'number':
    case 'money':
      return (field.schema as Schema).minimum ?? 0;
    case 'several':
    case 'numbers':
    case 'lines':
      return [];
    case 'fee':
      return { kind: 'flat', cents: 0 };
    case 'byKind':
      return {};
    case 'text':
      return '';
  }
};

/** What a value that was left out begins with. */
export const firstValue = (field: ProtocolField): unknown =>
  field.stated ? ({ value: empty(field), source: DECIDED } satisfies Leaf) : empty(field);

export const UNIT_WORDS: Partial<Record<ProtocolField['unit'], string>> = {
  days: 'days',
  businessDays: 'business days',
  hours: 'hours',
  minutes: 'minutes',
  cents: 'US dollars',
  hour: 'hour of the day, 9 to 19',
};
