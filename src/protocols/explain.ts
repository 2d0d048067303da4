/** A mistake in the shape of a protocol's file, in words for the person who wrote it. */
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

/** Why a leaf is no stated value: it has no origin, or half of one, or two. Undefined when it has one. */
function withoutOrigin(leaf: unknown): string | undefined {
  if (!isObject(leaf) || !('value' in leaf)) {
    return 'is to be an object: { "value": …, "source": "the page\'s words" } or { "value": …, "assumed": true, "why": "…" }';
  }
  const { source, assumed, why } = leaf;
  if (source !== undefined && assumed !== undefined) return 'is from the page (source) or assumed, not both';
  if (assumed !== undefined && why === undefined) return 'is assumed: say why';
  if (why !== undefined && assumed === undefined) return 'has a why: say "assumed": true beside it';
  if (source === undefined && assumed === undefined) {
    return 'has no origin: add "source" with the page\'s words, or "assumed": true and "why"';
  }
  return undefined;
}

/** One mistake as the schema found it, told as one or more that a person can mend. */
export function explain(raw: unknown, issue: Issue, within: readonly PropertyKey[] = []): ProtocolProblem[] {
  const path = [...within, ...issue.path];
  const found = at(raw, path);
  if (found === undefined) return [{ path: pathOf(path), message: 'is missing' }];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0)
    return [{ path: pathOf(path), message: issue.message }];
  const origin = withoutOrigin(found);
  if (origin !== undefined) return [{ path: pathOf(path), message: origin }];
  // The origin is whole, so the branch it names is the one that was meant: 0 the page, 1 an assumption.
  const meant = issue.errors[isObject(found) && 'source' in found ? 0 : 1] ?? [];
  return meant.flatMap((inner) => explain(raw, inner, path));
}
