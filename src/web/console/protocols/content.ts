/** A draft of a protocol as a file has it: reading and changing one value in it. */
export type Content = Readonly<Record<string, unknown>>;

type Node = Readonly<Record<string, unknown>> | readonly unknown[];

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const child = (node: unknown, key: string): unknown =>
  isNode(node) ? (node as Readonly<Record<string, unknown>>)[key] : undefined;

export const at = (content: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>(child, content);

/** The content with another value at the path; `undefined` takes it out, with a group that has nothing left. */
export const withAt = (content: Content, path: string, value: unknown): Content =>
  put(content, path.split('.'), value) as Content;

function put(node: unknown, [key = '', ...rest]: string[], value: unknown): Node {
  const next = rest.length === 0 ? value : put(child(node, key), rest, value);
  if (Array.isArray(node)) return node.map((each: unknown, index) => (String(index) === key ? next : each));
  const { [key]: _before, ...others } = (node ?? {}) as Record<string, unknown>;
  const empty = rest.length > 0 && isNode(next) && Object.keys(next).length === 0;
  if (next === undefined || empty) return others;
  return { ...(node as object | undefined), [key]: next };
}

/** A value with where it comes from. */
export interface Leaf {
  value: unknown;
  source?: string;
  assumed?: true;
  why?: string;
}

/** `packages.*.cents` for each package that the content has; any other path as it is. */
export function placesOf(content: Content, pattern: string): string[] {
  const [list, rest] = pattern.split('.*.');
  if (list === undefined || rest === undefined) return [pattern];
  const entries = content[list];
  return Array.isArray(entries) ? entries.map((_, index) => `${list}.${index}.${rest}`) : [];
}
