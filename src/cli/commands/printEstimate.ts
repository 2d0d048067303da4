/** Prints an estimate for people: what is paid to whom, and what the totals leave out. */
import type { Estimate, EstimateLine, PackageOffer } from '../../protocols/estimate';
import { dollarRange, dollars } from '../../course/money/prices';

const row = (what: string, amount: string): string => `  ${what.padEnd(49)} ${amount.padStart(24)}`;

const line = ({ label, quantity, fromCents, toCents }: EstimateLine): string =>
  row(
    `${String(quantity).padStart(2)} × ${label}`,
    dollarRange({ fromCents: fromCents * quantity, toCents: toCents * quantity }),
  );

const saved = (cents: number): string =>
  cents < 0 ? `costs ${dollars(-cents)} more` : `saves ${dollars(cents)}`;

const forCourse = ({ dosings, cents, savesCents, unused }: NonNullable<PackageOffer['course']>): string =>
  `for a course of ${dosings}: ${dollars(cents)}, ${saved(savesCents)}${unused > 0 ? `; ${unused} would be left over` : ''}`;

/** An empty line, a heading and its lines; nothing if there are no lines. */
const part = (heading: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : ['', heading, ...lines];

export function printEstimate(estimate: Estimate): string {
  const { protocol, practice, partner, practiceFromCents, practiceToCents, scenarios } = estimate;
  const whole = { fromCents: practiceFromCents, toCents: practiceToCents };
  return [
    `${protocol.id}, version ${protocol.version}: estimate for one course`,
    ...part('Paid to the practice', [
      ...practice.map(line),
      row('Total', dollarRange(whole)),
      row('Course with one cycle', dollarRange(estimate.firstCycle)),
      row('Each additional cycle', dollarRange(estimate.furtherCycle)),
    ]),
    ...part(
      'Billed to insurance (not in the totals)',
      estimate.insurance.map(({ label, quantity }) => `  ${String(quantity).padStart(2)} × ${label}`),
    ),
    ...part(
      'Packages',
      estimate.packages.flatMap(({ label, infusions, includesConsult, cents, listCents, course }) => [
        row(`${label}: ${infusions}${includesConsult ? ' and the consult' : ''}`, dollars(cents)),
        ...(listCents === undefined ? [] : [`    paid one by one: ${dollars(listCents)}`]),
        ...(course ? [`    ${forCourse(course)}`] : []),
      ]),
    ),
    ...(partner.length === 0
      ? []
      : [
          ...part(`Paid to ${partner[0]?.payTo ?? 'the partner'} per visit`, [
            ...partner.map(line),
            ...(estimate.partnerCoverage === undefined ? [] : [`  ${estimate.partnerCoverage}`]),
          ]),
          ...part(
            'Grand total',
            scenarios.map(({ followUps, allInFromCents, allInToCents }) =>
              row(
                `with ${followUps} medical follow-up${followUps === 1 ? '' : 's'}`,
                dollarRange({ fromCents: allInFromCents, toCents: allInToCents }),
              ),
            ),
          ),
        ]),
    ...part(
      'Not included',
      estimate.notIncluded.map((what) => `  - ${what}`),
    ),
  ].join('\n');
}
