/** Example bodies with the required fields only, so that an example can be sent as it is. */
import { z } from 'zod';

interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  example?: unknown;
  minimum?: number;
  items?: JsonSchema;
  minItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

/** An example of what the schema accepts, without optional fields. */
export function exampleOf(schema: z.ZodType): unknown {
  return example(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
}

function example(schema: JsonSchema): unknown {
  const { type, enum: choices, items = {}, minItems = 0, minimum = 1, anyOf, oneOf = anyOf } = schema;
  if (schema.example !== undefined) return schema.example;
  if (schema.const !== undefined) return schema.const;
  if (choices) return choices[0];
  if (oneOf?.[0]) return example(oneOf[0]);
  if (type === 'object') {
    const { properties = {}, required = [] } = schema;
    return Object.fromEntries(required.map((name) => [name, example(properties[name] ?? {})]));
  }
  if (type === 'array') return Array.from({ length: minItems }, () => example(items));
  if (type === 'integer' || type === 'number') return minimum > 0 ? minimum : 1;
  return type === 'boolean' ? true : 'example';
}
