/** Every value of a protocol states its origin: the practice's web page, or an assumption of ours. */
import { z } from 'zod';

/** A value with its origin. Parsing yields the plain value. */
export const stated = <T extends z.ZodType>(value: T) =>
  z
    .union([
      z.strictObject({ value, source: z.string().min(3) }),
      z.strictObject({ value, assumed: z.literal(true), why: z.string().min(3) }),
    ])
    .transform((leaf) => (leaf as { value: z.output<T> }).value);

/** The schema inside `stated`: it is a pipe from either of two forms to the value they hold. */
export function valueOf(schema: z.ZodType): z.ZodType | undefined {
  if (!(schema instanceof z.ZodPipe) || !(schema.in instanceof z.ZodUnion)) return undefined;
  const [form] = schema.in.options;
  return form instanceof z.ZodObject ? (form.shape as Record<string, z.ZodType>).value : undefined;
}

/** The same schema for values without origins: what a schema of stated values parses to. */
export function plain(schema: z.ZodType): z.ZodType {
  const value = valueOf(schema);
  if (value) return value;
  if (schema instanceof z.ZodOptional) return plain(schema.unwrap() as z.ZodType).optional();
  if (schema instanceof z.ZodArray) return z.array(plain(schema.element as z.ZodType));
  if (!(schema instanceof z.ZodObject)) return schema;
  const shape = Object.entries<z.ZodType>(schema.shape);
  return z.strictObject(Object.fromEntries(shape.map(([key, inner]) => [key, plain(inner)])));
}

export type Origin = { source: string } | { assumed: true; why: string };

/** Where each value of a protocol file comes from, by its path (`dosing.planned`). */
export function origins(raw: unknown, path = ''): Map<string, Origin & { value: unknown }> {
  const found = new Map<string, Origin & { value: unknown }>();
  if (typeof raw !== 'object' || raw === null) return found;
  if ('value' in raw && 'source' in raw && typeof raw.source === 'string') {
    return found.set(path, { value: raw.value, source: raw.source });
  }
  if ('value' in raw && 'assumed' in raw && 'why' in raw && typeof raw.why === 'string') {
    return found.set(path, { value: raw.value, assumed: true, why: raw.why });
  }
  for (const [key, inner] of Object.entries(raw)) {
    for (const [at, origin] of origins(inner, path ? `${path}.${key}` : key)) found.set(at, origin);
  }
  return found;
}
