/** Finds prices that contradict each other. */
import { costAtSinglePrices, singlePricesOf } from '../../course/money/packages';
import { dollars } from '../../course/money/prices';
import type { ProtocolProblem } from '../explain';
import { wrong, type Rule } from './rule';

/** Codes that are used twice. */
const repeated = (codes: readonly string[], folder: string, what: string): ProtocolProblem[] =>
  codes.flatMap((code, index) =>
    wrong(
      codes.indexOf(code) !== index,
      `${folder}.${index}.code`,
      `must be unique: another ${what} has the code “${code}”`,
    ),
  );

const fees: Rule = ({ fees: { payWhen, ...each }, packages = [] }) => [
  ...Object.entries(each).flatMap(([kind, fee]) => [
    ...wrong(
      fee.kind === 'range' && fee.fromCents > fee.toCents,
      `fees.${kind}`,
      'the upper amount must not be below the lower amount',
    ),
    ...wrong(
      fee.kind === 'flat' && fee.due === 'before' && kind !== 'medical',
      `fees.${kind}.due`,
      'must not be set: only the medical evaluation can be due in advance',
    ),
  ]),
  ...wrong(
    payWhen === 'package' && packages.length === 0,
    'fees.payWhen',
    'must not be "package", because there are no packages',
  ),
];

const packages: Rule = (protocol) => [
  ...(protocol.packages ?? []).flatMap((offer, index) => {
    const { code, infusions, cents } = offer;
    const singles = singlePricesOf(protocol, offer);
    if (!singles) return [];
    const list = costAtSinglePrices(singles, infusions);
    return wrong(
      cents > list,
      `packages.${index}.cents`,
      `must not exceed ${dollars(list)}, the price of the sessions in “${code}” one by one`,
    );
  }),
  ...repeated(
    (protocol.packages ?? []).map(({ code }) => code),
    'packages',
    'package',
  ),
];

const partnerFees: Rule = ({ partnerFees: each }) =>
  repeated(
    each.map(({ code }) => code),
    'partnerFees',
    'fee',
  );

const cancellation: Rule = ({ cancellation: { feeCents, feeFor } }) =>
  wrong(
    feeCents > 0 && feeFor.length === 0,
    'cancellation.feeFor',
    'must name what the late cancellation fee applies to',
  );

export const MONEY: readonly Rule[] = [fees, packages, partnerFees, cancellation];
