/** What differs between two versions of a protocol, in sentences for the people who decide on it. */
import { isObject, sameJson } from '../vocabulary/json';
import { asked, fieldWords, formatValue, type Unit } from './fieldWords';
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

/** Fees are one value each; whatever is kept by code (partner fees, packages) is found again by its code. */
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
  if (was === undefined) return `New: ${what}${alone('is', is, unit)}.`;
  if (is === undefined) return `No more: ${what}${alone('was', was, unit)}.`;
  const [now, then] = [formatValue(is, unit), formatValue(was, unit)];
  return now === then
    ? `${capital(what)}: asked for as ${asked(is)} instead of ${asked(was)}.`
    : `${capital(what)}: ${now} instead of ${then}.`;
}

/** A value that stands alone: yes and no are no answer where nothing stands beside it. */
function alone(verb: 'is' | 'was', value: unknown, unit: Unit): string {
  if (typeof value === 'boolean') return ` ${verb} ${value ? '' : 'not '}asked for`;
  return verb === 'is' ? `: ${formatValue(value, unit)}` : `: it was ${formatValue(value, unit)}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Every value in which `b` differs from `a`, in the order of the file; where it comes from does not count. */
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
