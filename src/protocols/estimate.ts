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

export interface Estimate {
  protocol: { id: string; version: number };
  currency: string;
  practice: EstimateLine[];
  partner: EstimateLine[];
  practiceFromCents: number;
  practiceToCents: number;
  scenarios: EstimateScenario[];
}

/** A price the practice has not entered: an estimate is refused, never invented. */
export class EstimateRefused extends Error {
  readonly code = 'price-unknown';
}

const count = (protocol: Protocol): [SessionKind, number][] => [
  ['preparation', protocol.preparation.minimum],
  ['dosing', protocol.dosing.planned],
  ['integration', protocol.dosing.planned * protocol.integration.perCycle],
];

const labels = ({ preparation, dosing }: Protocol): Record<string, string> => ({
  preparation: preparation.label,
  dosing: dosing.label,
  'dosing-first-hour': `${dosing.label}, first hour`,
  'dosing-longer': `${dosing.label}, additional time`,
  integration: 'Integration session',
});

function practiceLines(protocol: Protocol): EstimateLine[] {
  return count(protocol).flatMap(([kind, quantity]) => {
    const fee = protocol.fees[kind];
    if (fee.kind === 'unknown') throw new EstimateRefused(`${kind}: ${fee.ask}`);
    const label = (code: string) => labels(protocol)[code] ?? code;
    if (fee.kind === 'range') {
      return [
        { payTo: 'practice', label: label(kind), quantity, fromCents: fee.fromCents, toCents: fee.toCents },
      ];
    }
    return feeLines(fee, kind, protocol.estimate.dosingMinutes).map(({ code, cents }) => ({
      payTo: 'practice',
      label: label(code),
      quantity,
      fromCents: cents,
      toCents: cents,
    }));
  });
}

const total = (lines: readonly EstimateLine[], bound: 'fromCents' | 'toCents'): number =>
  lines.reduce((sum, line) => sum + line.quantity * line[bound], 0);

/** @throws EstimateRefused when the protocol leaves a price unknown */
export function estimate(protocol: Protocol): Estimate {
  const practice = practiceLines(protocol);
  const payTo = protocol.screening.partner;
  const partner = protocol.partnerFees.map(({ label, cents }) => ({
    payTo,
    label,
    quantity: 1,
    fromCents: cents,
    toCents: cents,
  }));
  const practiceFromCents = total(practice, 'fromCents');
  const practiceToCents = total(practice, 'toCents');
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
    practiceFromCents,
    practiceToCents,
    scenarios: protocol.estimate.followUps.map((followUps) => {
      const partnerCents = partnerFor(followUps);
      return {
        followUps,
        partnerCents,
        allInFromCents: practiceFromCents + partnerCents,
        allInToCents: practiceToCents + partnerCents,
      };
    }),
  };
}
