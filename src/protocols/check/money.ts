/** What a protocol says of prices that cannot be meant. */
import { oneByOne, singlesBeside } from '../../course/money/packages';
import { dollars } from '../../course/money/prices';
import type { ProtocolProblem } from '../explain';
import { wrong, type Rule } from './rule';

/** Codes that stand twice. */
const repeated = (codes: readonly string[], folder: string, what: string): ProtocolProblem[] =>
  codes.flatMap((code, index) =>
    wrong(
      codes.indexOf(code) !== index,
      `${folder}.${index}.code`,
      `${code} is the code of another ${what} too`,
    ),
  );

const fees: Rule = ({ fees: { payWhen, ...each }, packages = [] }) => [
  ...Object.entries(each).flatMap(([kind, fee]) => [
    ...wrong(
      fee.kind === 'range' && fee.fromCents > fee.toCents,
      `fees.${kind}`,
      'the range ends below where it begins',
    ),
    ...wrong(
      fee.kind === 'flat' && fee.due === 'before' && kind !== 'medical',
      `fees.${kind}.due`,
      'only the medical evaluation can be due before it takes place',
    ),
  ]),
  ...wrong(
    payWhen === 'package' && packages.length === 0,
    'fees.payWhen',
    'it is paid by package, and there is no package',
  ),
];

const packages: Rule = (protocol) => [
  ...(protocol.packages ?? []).flatMap((offer, index) => {
    const { code, infusions, cents } = offer;
    const singles = singlesBeside(protocol, offer);
    if (!singles) return [];
    const list = oneByOne(singles, infusions);
    return wrong(
      cents > list,
      `packages.${index}.cents`,
      `${code} costs ${dollars(cents)}, more than its sessions one by one (${dollars(list)})`,
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
    'there is a fee, and nothing it is asked for',
  );

export const MONEY: readonly Rule[] = [fees, packages, partnerFees, cancellation];
