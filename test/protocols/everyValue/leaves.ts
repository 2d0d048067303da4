/** Every value of a protocol, each with other values that make a valid protocol too. */
import { z } from 'zod';
import { plain } from '../../../src/catalog/stated';
import { ProtocolSchema, type Protocol } from '../../../src/catalog/protocol';
import { checkConsistency } from '../../../src/protocols/check';

/** One value, and valid protocols that differ from the original in it alone, the likeliest first. */
export interface Leaf {
  path: string;
  others: Protocol[];
}

interface Other {
  path: string;
  value: unknown;
}

const SCHEMA = plain(ProtocolSchema);
const REMOVED = undefined;

/** Another number that may show where its neighbors do not: a threshold, or a count of days. */
const otherNumbers = (value: number): number[] => [
  value + 1,
  value * 2,
  Math.floor(value / 2),
  value - 1,
  value * 100,
  0,
];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function inEntries(path: string, value: readonly unknown[], element: z.ZodType): Other[] {
  return value.flatMap((entry, at) => [
    { path: `${path}.${at}`, value: REMOVED },
    ...others(`${path}.${at}`, entry, element),
  ]);
}

function inFields(path: string, value: Record<string, unknown>, shape: Record<string, z.ZodType>): Other[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const schema = shape[key];
    if (!schema || inner === undefined) return [];
    return others(path ? `${path}.${key}` : key, inner, schema);
  });
}

/** Other values for each leaf below `path`, whether or not they are valid. */
function others(path: string, value: unknown, schema: z.ZodType): Other[] {
  if (schema instanceof z.ZodOptional) {
    const inner = others(path, value, schema.unwrap() as z.ZodType);
    return inner.some((other) => other.path === path) || !isObject(value)
      ? [...inner, { path, value: REMOVED }]
      : inner;
  }
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return inEntries(path, value, schema.element as z.ZodType);
  }
  if (schema instanceof z.ZodRecord && isObject(value)) {
    return Object.keys(value).flatMap((key) =>
      others(`${path}.${key}`, value[key], schema.valueType as z.ZodType),
    );
  }
  if (schema instanceof z.ZodDiscriminatedUnion && isObject(value)) {
    const options = schema.options as z.ZodObject[];
    const option = options.find((each) => (each.shape as { kind: z.ZodLiteral }).kind.value === value.kind);
    const { kind: _kind, ...shape } = (option?.shape ?? {}) as Record<string, z.ZodType>;
    const { kind: _of, ...rest } = value;
    return [
      ...[{ kind: 'flat', cents: 12_300 }, { kind: 'none' }].flatMap((other) =>
        other.kind === value.kind ? [] : [{ path, value: other }],
      ),
      ...inFields(path, rest, shape),
    ];
  }
  if (schema instanceof z.ZodObject && isObject(value)) {
    return inFields(path, value, schema.shape);
  }
  if (typeof value === 'number') {
    return otherNumbers(value).flatMap((other) => (other === value ? [] : [{ path, value: other }]));
  }
  if (typeof value === 'boolean') return [{ path, value: !value }];
  if (schema instanceof z.ZodEnum) {
    return schema.options.filter((other) => other !== value).map((other) => ({ path, value: other }));
  }
  if (typeof value === 'string')
    return [`${value}-other`, `${value}, another`].map((other) => ({ path, value: other }));
  throw new Error(`no other value for ${path}: ${JSON.stringify(value)}`);
}

/** A copy with another value at `path`; an entry of a list that is `undefined` is removed. */
export function changed<T>(whole: T, path: string, value: unknown): T {
  const copy = structuredClone(whole);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let node = copy as Record<string, unknown>;
  for (const key of keys) node = node[key] as Record<string, unknown>;
  if (Array.isArray(node) && value === REMOVED) node.splice(Number(last), 1);
  else if (value === REMOVED) Reflect.deleteProperty(node, last);
  else node[last] = value;
  return copy;
}

const isValid = (protocol: Protocol): boolean =>
  SCHEMA.safeParse(protocol).success && checkConsistency(protocol).length === 0;

/** How many other values of a leaf are tried. */
const OTHERS = 3;

/** All leaves of a protocol, or the one at `only`. One without any valid other value has none to try. */
export function leavesOf(protocol: Protocol, only?: string): Leaf[] {
  const found = new Map<string, Protocol[]>();
  for (const { path, value } of others('', protocol, SCHEMA)) {
    const valid = found.get(path) ?? [];
    if (only !== undefined && path !== only) continue;
    found.set(path, valid);
    const other = only !== undefined && valid.length < OTHERS ? changed(protocol, path, value) : undefined;
    if (other && isValid(other)) valid.push(other);
  }
  return [...found].map(([path, valid]) => ({ path, others: valid }));
}
