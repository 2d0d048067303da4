/** Reads a payload by the catalog. */
import { z } from 'zod';
import { textProblems } from '../../input/storableText';
import type { FieldProblem } from '../../vocabulary/fieldProblem';
import { envelopeShape } from '../shapes';
import { CATALOG, isSignalName, type Signal, type SignalName } from '.';

/** The schema of a whole signal without its name (the payload of a Temporal Signal). */
export function signalSchema(name: SignalName) {
  return z.strictObject({ ...envelopeShape, ...CATALOG[name].fields });
}

/** Checks a payload against the catalog: shape and role. Never throws. */
export function parseSignal(
  name: string,
  payload: unknown,
): { signal: Signal } | { problems: FieldProblem[] } {
  if (!isSignalName(name)) return { problems: [{ field: 'name', message: `there is no signal "${name}"` }] };
  const unstorable = textProblems(payload);
  if (unstorable.length > 0) return { problems: unstorable };
  const read = signalSchema(name).safeParse(payload);
  if (!read.success) {
    return {
      problems: read.error.issues.map((issue) => ({
        field: issue.path.join('.') || '(body)',
        message: issue.message,
      })),
    };
  }
  if (!CATALOG[name].by.includes(read.data.by.role)) {
    const allowed = CATALOG[name].by.join(', ');
    return { problems: [{ field: 'by.role', message: `only ${allowed} may report ${name}` }] };
  }
  return { signal: { name, ...read.data } as Signal };
}
