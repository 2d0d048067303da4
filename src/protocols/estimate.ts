/** The expected cost of a course, from its protocol. Integer cents. course.md §7 */
import { costAtSinglePrices, singlePricesOf } from '../course/money/packages';
import { exactBounds, feeLines, isInsurable, selfPayFee, type Bounds } from '../course/money/prices';
import { SESSION_KINDS } from '../vocabulary/sessionKinds';
import type { SessionKind } from '../course/state';
import type { EstimateClient } from './estimateClient';
import type { Fee, Protocol } from '../catalog/protocol';

export type { Bounds } from '../course/money/prices';

export interface EstimateLine {
  payTo: string;
  label: string;
  quantity: number;
  /** Price of one; the two are equal unless the fee is a range. */
  fromCents: number;
  toCents: number;
}

export interface EstimateScenario {
  followUps: number;
  partnerCents: number;
  allInFromCents: number;
  allInToCents: number;
}

/** Several dosing sessions for one price, compared with their single prices where those are exact. */
export interface PackageOffer {
  code: string;
  label: string;
  infusions: number;
  includesConsult: boolean;
  cents: number;
  /** The price of as many sessions one by one, plus the consult if it is included. */
  listCents?: number;
  savesCents?: number;
  /** The same for this client's course: the package and any further sessions, compared with single prices. */
  course?: {
    dosings: number;
    cents: number;
    /** Negative when the package costs more. */
    savesCents: number;
    unused: number;
  };
}

export interface Estimate {
  protocol: { id: string; version: number };
  currency: Protocol['currency'];
  practice: EstimateLine[];
  partner: EstimateLine[];
  /** What insurance may pay of the partner's charges, in words. */
  partnerCoverage?: string;
  practiceFromCents: number;
  practiceToCents: number;
  /** The practice's total for a course of one cycle, and for each further cycle. */
  firstCycle: Bounds;
  furtherCycle: Bounds;
  scenarios: EstimateScenario[];
  packages: PackageOffer[];
  /** What is billed to insurance: it has no stated price and is not in the totals. */
  insurance: { label: string; quantity: number; ask: string }[];
  /** Other costs the client may have, in words. */
  notIncluded: string[];
}

/** The practice has not entered a price: there is no estimate, because prices are never made up. */
export class EstimateRefused extends Error {
  readonly code = 'price-unknown';
}

type Counts = [kind: SessionKind, quantity: number, label?: string | undefined][];

/** How many sessions of each kind; the client's own numbers take precedence. */
function counts(protocol: Protocol, client: EstimateClient, cycles: number): Counts {
  const { fees, preparation, integration } = protocol;
  const { opening } = preparation;
  return [
    ['medical', fees.medical.kind === 'none' ? 0 : 1],
    ...(opening ? ([['preparation', opening.sessions, opening.label]] satisfies Counts) : []),
    ['preparation', client.preparations ?? preparation.minimum],
    ['dosing', cycles],
    ['integration', cycles * integration.perCycle],
  ];
}

const packageOf = ({ packages }: Protocol, client: EstimateClient) =>
  packages?.find(({ code }) => code === client.package);

/** The counts without the sessions a package pays for. */
function unpackaged(protocol: Protocol, client: EstimateClient, all: Counts): Counts {
  const offer = packageOf(protocol, client);
  if (!offer) return all;
  const paid: Partial<Record<SessionKind, number>> = {
    dosing: offer.infusions,
    medical: offer.includesConsult ? 1 : 0,
  };
  return all.map(([kind, quantity, label]) => [kind, Math.max(0, quantity - (paid[kind] ?? 0)), label]);
}

/** Billed to the client's insurance rather than to the client. */
const isInsured = (fee: Fee, { payer }: EstimateClient): boolean =>
  isInsurable(fee) && (fee.kind === 'insurance' ? payer !== 'selfPay' : payer === 'insurance');

const labels = ({ preparation, screening, dosing }: Protocol): Record<string, string> => ({
  preparation: preparation.label,
  medical: screening.label ?? 'Medical evaluation',
  dosing: dosing.label,
  'dosing-first-hour': `${dosing.label}, first hour`,
  'dosing-longer': `${dosing.label}, additional time`,
  integration: 'Integration session',
});

const labelOf = (protocol: Protocol, code: string): string => labels(protocol)[code] ?? code;

const practiceLine = (label: string, quantity: number, { fromCents, toCents }: Bounds): EstimateLine => ({
  payTo: 'practice',
  label,
  quantity,
  fromCents,
  toCents,
});

function kindLines(
  protocol: Protocol,
  client: EstimateClient,
  kind: SessionKind,
  quantity: number,
  label = labelOf(protocol, kind),
): EstimateLine[] {
  const fee = protocol.fees[kind];
  if (quantity === 0) return [];
  if (isInsured(fee, client)) {
    const { copayCents } = client;
    return copayCents === undefined
      ? []
      : [practiceLine(`Copay: ${label}`, quantity, exactBounds(copayCents))];
  }
  if (fee.kind === 'range') return [practiceLine(label, quantity, fee)];
  return feeLines(selfPayFee(fee), kind, protocol.estimate.dosingMinutes).map(({ code, cents }) =>
    practiceLine(code === kind ? label : labelOf(protocol, code), quantity, exactBounds(cents)),
  );
}

const sessionLines = (protocol: Protocol, client: EstimateClient, all: Counts): EstimateLine[] =>
  all.flatMap(([kind, quantity, label]) => kindLines(protocol, client, kind, quantity, label));

const ofCycles = (protocol: Protocol, client: EstimateClient, cycles: number): EstimateLine[] =>
  sessionLines(protocol, client, counts(protocol, client, cycles));

/** The client's package, the sessions it does not cover, and travel fees for house calls. */
function practiceLines(protocol: Protocol, client: EstimateClient, cycles: number): EstimateLine[] {
  const offer = packageOf(protocol, client);
  const { houseCalls = 0, travelCents } = client;
  return [
    ...(offer ? [practiceLine(offer.label, 1, exactBounds(offer.cents))] : []),
    ...sessionLines(protocol, client, unpackaged(protocol, client, counts(protocol, client, cycles))),
    ...(travelCents === undefined
      ? []
      : [practiceLine('Travel fee for a house call', houseCalls, exactBounds(travelCents))]),
  ];
}

function refuseUnknown({ fees }: Protocol, client: EstimateClient): void {
  const missing = SESSION_KINDS.flatMap((kind) => {
    const fee = isInsured(fees[kind], client) ? fees[kind] : selfPayFee(fees[kind]);
    return fee.kind === 'unknown' ? [`  fees.${kind}: ${fee.ask}`] : [];
  });
  if (missing.length === 0) return;
  throw new EstimateRefused(
    `The estimate needs prices that are missing. The practice must enter in its protocol:\n${missing.join('\n')}`,
  );
}

const insuranceLines = (protocol: Protocol, client: EstimateClient, cycles: number): Estimate['insurance'] =>
  counts(protocol, client, cycles).flatMap(([kind, quantity, label = labelOf(protocol, kind)]) => {
    const fee = protocol.fees[kind];
    if (quantity === 0 || !isInsured(fee, client)) return [];
    const ask = fee.kind === 'insurance' ? fee.ask : 'the part the plan does not cover';
    return [{ label, quantity, ask }];
  });

function exclusions(
  { estimate: { notIncluded = [] } }: Protocol,
  { houseCalls, travelCents, copayCents }: EstimateClient,
  insured: boolean,
): string[] {
  const share = copayCents === undefined ? 'deductible and copay' : 'deductible';
  return [
    ...notIncluded,
    ...(insured
      ? [`Your share of what is billed to insurance: your ${share}, and anything your plan does not cover`]
      : []),
    ...(houseCalls !== undefined && travelCents === undefined
      ? ['Travel fees for house calls: quoted separately']
      : []),
  ];
}

function offers(protocol: Protocol, cycles: number): PackageOffer[] {
  return (protocol.packages ?? []).map((offer) => {
    const { infusions, cents } = offer;
    const singles = singlePricesOf(protocol, offer);
    if (!singles) return offer;
    const listCents = costAtSinglePrices(singles, infusions);
    const withIt = cents + Math.max(0, cycles - infusions) * singles.each;
    return {
      ...offer,
      listCents,
      savesCents: listCents - cents,
      course: {
        dosings: cycles,
        cents: withIt,
        savesCents: costAtSinglePrices(singles, cycles) - withIt,
        unused: Math.max(0, infusions - cycles),
      },
    };
  });
}

/** The number of refills that so many dosing sessions need after the starter doses. */
const refillsFor = ({ supply: { starterDoses, refillDoses } }: Protocol, dosings: number): number =>
  refillDoses === 0 ? 0 : Math.ceil(Math.max(0, dosings - starterDoses) / refillDoses);

const total = (lines: readonly EstimateLine[], bound: keyof Bounds): number =>
  lines.reduce((sum, line) => sum + line.quantity * line[bound], 0);

const bounds = (lines: readonly EstimateLine[]): Bounds => ({
  fromCents: total(lines, 'fromCents'),
  toCents: total(lines, 'toCents'),
});

/**
 * @throws EstimateRefused when a price this client pays is unknown, naming every price to enter. The client
 * must fit the protocol: see `readClient`.
 */
export function estimate(protocol: Protocol, client: EstimateClient = {}): Estimate {
  refuseUnknown(protocol, client);
  const cycles = client.dosings ?? protocol.dosing.planned;
  const practice = practiceLines(protocol, client, cycles);
  const payTo = protocol.screening.partner;
  const { partnerCoverage } = protocol.estimate;
  const timesFor = (followUps: number) => ({
    once: 1,
    perRefill: refillsFor(protocol, cycles),
    perFollowUp: followUps,
  });
  const partner = protocol.partnerFees.flatMap(({ label, cents, times }) => {
    const quantity = timesFor(client.followUps ?? 1)[times];
    return quantity === 0 ? [] : [{ payTo, label, quantity, ...exactBounds(cents) }];
  });
  const insurance = insuranceLines(protocol, client, cycles);
  const all = bounds(practice);
  const first = bounds(ofCycles(protocol, client, 1));
  const two = bounds(ofCycles(protocol, client, 2));
  const partnerFor = (followUps: number): number =>
    protocol.partnerFees.reduce((sum, { cents, times }) => sum + cents * timesFor(followUps)[times], 0);
  const followUpCounts = client.followUps === undefined ? protocol.estimate.followUps : [client.followUps];
  return {
    protocol: { id: protocol.id, version: protocol.version },
    currency: protocol.currency,
    practice,
    partner,
    ...(partnerCoverage !== undefined && { partnerCoverage }),
    practiceFromCents: all.fromCents,
    practiceToCents: all.toCents,
    firstCycle: first,
    furtherCycle: { fromCents: two.fromCents - first.fromCents, toCents: two.toCents - first.toCents },
    scenarios: followUpCounts.map((followUps) => {
      const partnerCents = partnerFor(followUps);
      return {
        followUps,
        partnerCents,
        allInFromCents: all.fromCents + partnerCents,
        allInToCents: all.toCents + partnerCents,
      };
    }),
    packages: offers(protocol, cycles),
    insurance,
    notIncluded: exclusions(protocol, client, insurance.length > 0),
  };
}
