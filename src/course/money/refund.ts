/** The refund if the course ended now, with the reasons line by line. Integer cents. course.md §7 */
import { billedCents, chargedBackCents } from './ledger';
import { singlePriceCents, refundablePackageCents, usedAtSinglePricesCents } from './packages';
import type { Course, PackageHeld } from '../state';

export const REFUND_LINES = [
  'paid',
  'refunded',
  'chargedBack',
  'charged',
  'consult',
  'infusions',
  'notBelowZero',
] as const;

export interface RefundLine {
  what: (typeof REFUND_LINES)[number];
  sentence: string;
  /** Added to the refund; subtracted from it if negative. */
  cents: number;
}

export interface Refund {
  /** They add up to `cents`. */
  lines: RefundLine[];
  /** Never below 0. */
  cents: number;
}

const line = (what: RefundLine['what'], sentence: string, cents: number): RefundLine[] =>
  cents === 0 ? [] : [{ what, sentence, cents }];

const infusionsInWords = (number: number): string => (number === 1 ? '1 infusion' : `${number} infusions`);

/** What the practice keeps of a package: the consult and the infusions given, at single-session prices. */
function keptOfPackage(course: Course, held: PackageHeld): RefundLine[] {
  const { code, consult, consultCents, given: infusions } = held;
  const back = held.unearnedCents ?? refundablePackageCents(course, held);
  const over = usedAtSinglePricesCents(course, held) - (held.cents - back);
  return [
    ...line('consult', `Package ${code}: the consult took place.`, consult === undefined ? 0 : -consultCents),
    ...line(
      'infusions',
      `Package ${code}: ${infusionsInWords(infusions.length)} given, at the single-session price.`,
      -infusions.length * singlePriceCents(course, 'dosing'),
    ),
    ...line('notBelowZero', `Package ${code}: the practice keeps no more than its price.`, over),
  ];
}

/** The refund a course would owe if it ended now; for a course that has ended, the refund still owed. */
export function refund(course: Course): Refund {
  const { money, packages } = course;
  const back = packages.reduce((sum, held) => sum + (held.unearnedCents ?? 0), 0);
  const besides = billedCents(money) - money.packageCents + back;
  const lines = [
    ...line('paid', 'Paid so far.', money.paidCents),
    ...line('refunded', 'Refunded so far.', -money.refundedCents),
    ...line('chargedBack', 'Taken back by the client’s bank.', -chargedBackCents(money)),
    ...line('charged', 'Charged apart from packages, less waivers.', -besides),
    ...packages.flatMap((held) => keptOfPackage(course, held)),
  ];
  const left = lines.reduce((sum, { cents }) => sum + cents, 0);
  return {
    lines: [
      ...lines,
      ...line(
        'notBelowZero',
        'The client owes more than was paid, so nothing is refunded.',
        Math.max(0, -left),
      ),
    ],
    cents: Math.max(0, left),
  };
}
