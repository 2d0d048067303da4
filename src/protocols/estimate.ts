/** What a course is expected to cost, from its protocol. Integer cents. course.md §7 */
import { feeLines } from '../course/money';
import type { SessionKind } from '../course/state';
import type { Protocol } from './schema';

export interface EstimateLine {
  payTo: string;
  label: string;
  quantity: number;
  /** Of one; equal unless the fee is a range. */
  fromCents: number;
  toCents: number;
}

export interface EstimateScenario {
  followUps: number;
  partnerCents: number;
  allInFromCents: number;
  allInToCents: number;
}

/** Several dosing sessions for one price, held against what they cost one by one. */
export interface PackageOffer {
  code: string;
  label: string;
  infusions: number;
  includesConsult: boolean;
  cents: number;
  listCents: number;
  savesCents: number;
}

export interface Bounds {
  fromCents: number;
  toCents: number;
}

export interface Estimate {
  protocol: { id: string; version: number };
  currency: string;
  practice: EstimateLine[];
  partner: EstimateLine[];
  practiceFromCents: number;
  practiceToCents: number;
  /** The practice's lines for a course of one cycle, and for each further one. */
  firstCycle: Bounds;
  furtherCycle: Bounds;
  scenarios: EstimateScenario[];
  packages: PackageOffer[];
  /** What is billed to insurance: no price is stated, and none is in the sums. */
  insurance: { label: string; quantity: number; ask: string }[];
  /** What the client may have to pay besides, in words. */
  notIncluded: string[];
}

/** A price the practice has not entered: an estimate is refused, never invented. */
export class EstimateRefused extends Error {
  readonly code = 'price-unknown';
}

const counts = (protocol: Protocol, cycles: number): [SessionKind, number][] => [
  ['medical', protocol.fees.medical.kind === 'none' ? 0 : 1],
  ['preparation', protocol.preparation.minimum],
  ['dosing', cycles],
  ['integration', cycles * protocol.integration.perCycle],
];

const labels = ({ preparation, screening, dosing }: Protocol): Record<string, string> => ({
  preparation: preparation.label,
  medical: screening.label ?? 'Medical evaluation',
  dosing: dosing.label,
  'dosing-first-hour': `${dosing.label}, first hour`,
  'dosing-longer': `${dosing.label}, additional time`,
  integration: 'Integration session',
});

const labelOf = (protocol: Protocol, code: string): string => labels(protocol)[code] ?? code;

function practiceLines(protocol: Protocol, cycles: number): EstimateLine[] {
  return counts(protocol, cycles).flatMap(([kind, quantity]) => {
    const fee = protocol.fees[kind];
    if (quantity === 0) return [];
    if (fee.kind === 'range') {
      const { fromCents, toCents } = fee;
      return [{ payTo: 'practice', label: labelOf(protocol, kind), quantity, fromCents, toCents }];
    }
    return feeLines(fee, kind, protocol.estimate.dosingMinutes).map(({ code, cents }) => ({
      payTo: 'practice',
      label: labelOf(protocol, code),
      quantity,
      fromCents: cents,
      toCents: cents,
    }));
  });
}

function refuseUnknown({ fees }: Protocol): void {
  const kinds = ['medical', 'preparation', 'dosing', 'integration'] as const;
  const asked = kinds.flatMap((kind) => {
    const fee = fees[kind];
    return fee.kind === 'unknown' ? [`  fees.${kind}: ${fee.ask}`] : [];
  });
  if (asked.length === 0) return;
  throw new EstimateRefused(
    `No estimate without prices. The practice has to enter, in its protocol:\n${asked.join('\n')}`,
  );
}

const billed = (protocol: Protocol): Estimate['insurance'] =>
  counts(protocol, protocol.dosing.planned).flatMap(([kind, quantity]) => {
    const fee = protocol.fees[kind];
    return fee.kind === 'insurance' ? [{ label: labelOf(protocol, kind), quantity, ask: fee.ask }] : [];
  });

/** What `minutes` of one session cost at a price that is exact; 0 otherwise. */
const single = (protocol: Protocol, kind: SessionKind): number =>
  feeLines(protocol.fees[kind], kind, protocol.estimate.dosingMinutes).reduce(
    (sum, { cents }) => sum + cents,
    0,
  );

function offers(protocol: Protocol): PackageOffer[] {
  return (protocol.packages ?? []).map(({ code, label, infusions, includesConsult, cents }) => {
    const consult = includesConsult ? single(protocol, 'medical') : 0;
    const listCents = infusions * single(protocol, 'dosing') + consult;
    return { code, label, infusions, includesConsult, cents, listCents, savesCents: listCents - cents };
  });
}

const total = (lines: readonly EstimateLine[], bound: keyof Bounds): number =>
  lines.reduce((sum, line) => sum + line.quantity * line[bound], 0);

const bounds = (lines: readonly EstimateLine[]): Bounds => ({
  fromCents: total(lines, 'fromCents'),
  toCents: total(lines, 'toCents'),
});

/** @throws EstimateRefused when the protocol leaves a price unknown, naming each that is to be entered */
export function estimate(protocol: Protocol): Estimate {
  refuseUnknown(protocol);
  const practice = practiceLines(protocol, protocol.dosing.planned);
  const payTo = protocol.screening.partner;
  const partner = protocol.partnerFees.map(({ label, cents }) => ({
    payTo,
    label,
    quantity: 1,
    fromCents: cents,
    toCents: cents,
  }));
  const all = bounds(practice);
  const first = bounds(practiceLines(protocol, 1));
  const two = bounds(practiceLines(protocol, 2));
  const partnerFor = (followUps: number): number =>
    protocol.partnerFees.reduce(
      (sum, { cents, times }) => sum + cents * (times === 'once' ? 1 : followUps),
      0,
    );
  return {
    protocol: { id: protocol.id, version: protocol.version },
    currency: protocol.currency,
    practice,
    partner,
    practiceFromCents: all.fromCents,
    practiceToCents: all.toCents,
    firstCycle: first,
    furtherCycle: { fromCents: two.fromCents - first.fromCents, toCents: two.toCents - first.toCents },
    scenarios: protocol.estimate.followUps.map((followUps) => {
      const partnerCents = partnerFor(followUps);
      return {
        followUps,
        partnerCents,
        allInFromCents: all.fromCents + partnerCents,
        allInToCents: all.toCents + partnerCents,
      };
    }),
    packages: offers(protocol),
    insurance: billed(protocol),
    notIncluded: protocol.estimate.notIncluded ?? [],
  };
}
