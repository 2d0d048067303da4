import type { Protocol } from '../catalog/protocol';
import type { FieldProblem } from '../vocabulary/fieldProblem';

/** The prices that nobody has entered yet. Nothing could be charged in a course with such a protocol. */
export const missingPrices = ({ fees: { payWhen: _when, ...fees } }: Protocol): FieldProblem[] =>
  Object.entries(fees).flatMap(([kind, fee]) =>
    fee.kind === 'unknown' ? [{ field: `fees.${kind}`, message: fee.ask }] : [],
  );
