/** The differences between two versions of a protocol, in sentences for the people who decide on it. */
import { isObject, sameJson } from '../vocabulary/json';
import { capital, fieldWords, formatValue, questionIn, type Unit } from './fieldWords';
import type { Protocol } from '../catalog/protocol';

export interface Difference {
  /** Where in the protocol, such as `dosing.planned`. */
  path: string;
  /** Absent: the first version does not have it. */
  before?: unknown;
  /** Absent: the second version does not have it. */
  after?: unknown;
  sentence: string;
}

type Leaves = Map<string, unknown>;

/** A fee counts as one value; partner fees and packages are matched by their code. */
function collect(value: unknown, path: string, into: Leaves): Leaves {
  if (isObject(value) && !('kind' in value && path.startsWith('fees.'))) {
    for (const [key, inner] of Object.entries(value)) collect(inner, path ? `${path}.${key}` : key, into);
  } else if (Array.isArray(value) && value.every((each) => isObject(each) && 'code' in each)) {
    for (const each of value as { code: string }[]) into.set(`${path}.${each.code}`, each);
  } else into.set(path, value);
  return into;
}

const leaves = (protocol: Protocol): Leaves => collect(protocol, '', new Map<string, unknown>());

function sentence(path: string, was: unknown, is: unknown): string {
  const { what, unit } = fieldWords(path);
  const name = capital(what);
  if (was === undefined) return `${name}: added (${single(is, unit)}).`;
  if (is === undefined) return `${name}: removed (was ${single(was, unit)}).`;
  const [now, then] = [formatValue(is, unit), formatValue(was, unit)];
  return now === then
    ? `${name}: the question to the practice changed from ${questionIn(was)} to ${questionIn(is)}.`
    : `${name}: changed from ${then} to ${now}.`;
}

/** A value with nothing to compare it to, where "yes" or "no" would be unclear. */
function single(value: unknown, unit: Unit): string {
  if (typeof value === 'boolean') return value ? 'required' : 'not required';
  return formatValue(value, unit);
}

/** Every value in which `b` differs from `a`, in the order of the file. Differences of origin are ignored. */
export function diffProtocols(a: Protocol, b: Protocol): Difference[] {
  const before = leaves(a);
  const after = leaves(b);
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((path) => {
    const was = before.get(path);
    const is = after.get(path);
    if (sameJson(was, is)) return [];
    return [
      {
        path,
        ...(was !== undefined && { before: was }),
        ...(is !== undefined && { after: is }),
        sentence: sentence(path, was, is),
      },
    ];
  });
}
