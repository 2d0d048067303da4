/** Explains a mistake in the shape of a protocol's file to the person who wrote it. */
import { isObject } from '../vocabulary/json';
import type { z } from 'zod';

export interface ProtocolProblem {
  /** Where in the file, such as `dosing.planned`. */
  path: string;
  message: string;
}

type Issue = z.core.$ZodIssue;

const at = (raw: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Record<string, unknown>)[String(key)]
        : undefined,
    raw,
  );

const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join('.');

/** What is wrong with the origin of a value: none, half of one, or two. Undefined when it has exactly one. */
function withoutOrigin(leaf: unknown): string | undefined {
  if (!isObject(leaf) || !('value' in leaf)) {
    return 'must be an object: { "value": …, "source": "the page\'s words" } or { "value": …, "assumed": true, "why": "…" }';
  }
  const { source, assumed, why } = leaf;
  if (source !== undefined && assumed !== undefined)
    return 'must be from the page ("source") or assumed, not both';
  if (assumed !== undefined && why === undefined) return 'must have "why", because it is assumed';
  if (why !== undefined && assumed === undefined) return 'must have "assumed": true, because it has "why"';
  if (source === undefined && assumed === undefined) {
    return 'has no origin: add "source" with the page\'s words, or "assumed": true and "why"';
  }
  return undefined;
}

/** Turns one issue of the schema into one or more mistakes that a person can fix. */
export function explain(raw: unknown, issue: Issue, within: readonly PropertyKey[] = []): ProtocolProblem[] {
  const path = [...within, ...issue.path];
  const found = at(raw, path);
  if (found === undefined) return [{ path: pathOf(path), message: 'is missing' }];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0)
    return [{ path: pathOf(path), message: issue.message }];
  const origin = withoutOrigin(found);
  if (origin !== undefined) return [{ path: pathOf(path), message: origin }];
  // The origin is complete, so it names the intended branch: 0 is the page, 1 an assumption.
  const branch = issue.errors[isObject(found) && 'source' in found ? 0 : 1] ?? [];
  return branch.flatMap((inner) => explain(raw, inner, path));
}
