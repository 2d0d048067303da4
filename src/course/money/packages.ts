/**
 * Packages: several infusions for one price. The client owes it when it is sold; to the practice it is a
 * liability until earned, infusion by infusion. Integer cents. course.md §7
 */
import type { LedgerEntry } from '../ledgerEntry';
import { agreedFee, exactPriceCents, isExactFee } from './prices';
import type { Course, PackageHeld, Session } from '../state';

/** The code of the credit for the unused part of a package when a course ends. */
export const UNEARNED_CODE = 'package-unearned';
/** The code of what the practice keeps then, because single-session prices are higher than a package's. */
export const REPRICED_CODE = 'package-repriced';

/** The price of one such session if it is exact; otherwise 0. */
export const singlePriceCents = (
  { protocol: { fees, estimate }, agreedFees }: Pick<Course, 'protocol' | 'agreedFees'>,
  kind: 'medical' | 'dosing',
): number => exactPriceCents(agreedFee(fees[kind], agreedFees?.[kind]), kind, estimate.dosingMinutes);

/** The single prices of a dosing session, and of the consult if the package includes one. */
export interface SinglePrices {
  each: number;
  consult: number;
}

/** Undefined if one of them is not exact, or if dosing sessions have no price of their own. */
export function singlePricesOf(
  protocol: Course['protocol'],
  { includesConsult }: { includesConsult: boolean },
): SinglePrices | undefined {
  const { dosing, medical } = protocol.fees;
  const each = singlePriceCents({ protocol }, 'dosing');
  if (each === 0 || !isExactFee(dosing)) return undefined;
  if (!includesConsult) return { each, consult: 0 };
  return isExactFee(medical) ? { each, consult: singlePriceCents({ protocol }, 'medical') } : undefined;
}

/** The cost of this many dosing sessions at single prices, including the consult. */
export const costAtSinglePrices = ({ each, consult }: SinglePrices, dosings: number): number =>
  dosings * each + consult;

/** The part of a sold package that is neither earned nor credited yet; never negative. */
export const packageLiability = ({ cents, earnedCents, unearnedCents = 0 }: PackageHeld): number =>
  cents - earnedCents - unearnedCents;

const unsettled = (held: PackageHeld): boolean => packageLiability(held) > 0;

/** The name that the protocol gives a package. */
export const packageName = ({ protocol }: Course, code: string): string =>
  protocol.packages?.find((each) => each.code === code)?.label ?? code;

/** The package that pays for the next infusion. */
export const activePackage = ({ packages }: Course): PackageHeld | undefined =>
  packages.find((held) => unsettled(held) && held.given.length < held.infusions);

/** The number of infusions paid for and not given yet. */
export const infusionsLeft = (course: Course): number => {
  const held = activePackage(course);
  return held ? held.infusions - held.given.length : 0;
};

/** The last infusions one may count on: with one left, the next package is to be talked about. */
const FEW_LEFT = 1;

/** The latest package, if hardly anything is left of it and more dosing sessions are planned than that. */
export function runningOut(course: Course, planned: number): { held: PackageHeld; left: number } | undefined {
  const held = activePackage(course) ?? course.packages.at(-1);
  const left = infusionsLeft(course);
  return held && left <= FEW_LEFT && planned > left ? { held, left } : undefined;
}

/** The package that pays for the consult, until the consult takes place. */
export const consultPackage = ({ packages }: Course): PackageHeld | undefined =>
  packages.find((held) => unsettled(held) && held.consultCents > 0 && held.consult === undefined);

export const isCoveredByPackage = ({ packages }: Course, ref: string): boolean =>
  packages.some(({ given, consult }) => consult === ref || given.includes(ref));

/** The part of a package that this session earns: the consult at its price, infusions in equal shares. */
export function packageEarning(
  course: Course,
  { kind, ref }: Pick<Session, 'kind' | 'ref'>,
): Omit<LedgerEntry, 'entry'> | undefined {
  if (kind === 'medical') {
    const held = consultPackage(course);
    return held && { kind: 'earned', code: kind, cents: held.consultCents, session: ref, package: held.ref };
  }
  const held = kind === 'dosing' ? activePackage(course) : undefined;
  if (!held) return undefined;
  const given = held.given.length;
  const cents = earnedShareCents(held, given + 1) - earnedShareCents(held, given);
  return { kind: 'earned', code: kind, cents, session: ref, package: held.ref };
}

/** The shares of the first `given` infusions, in whole cents. All shares together equal the price. */
const earnedShareCents = ({ cents, consultCents, infusions }: PackageHeld, given: number): number =>
  Math.floor(((cents - consultCents) * given) / infusions);

/**
 * The refundable part of a package: its price less the consult that took place and the infusions given,
 * both at single prices. Never below 0.
 */
export function refundablePackageCents(course: Course, held: PackageHeld): number {
  const used = usedAtSinglePricesCents(course, held);
  return Math.max(0, Math.min(packageLiability(held), held.cents - used));
}

/** The consult that took place and the infusions given, at single prices. */
export const usedAtSinglePricesCents = (
  course: Course,
  { consult, consultCents, given }: PackageHeld,
): number => (consult === undefined ? 0 : consultCents) + given.length * singlePriceCents(course, 'dosing');

/** No more infusions will be given: the course has ended, or the prescriber has declined. */
export const packagesOver = ({ closed, referral }: Course): boolean =>
  closed !== undefined || referral?.answer === 'declined';

/** The packages after one more ledger entry. */
export function packagesAfter(course: Course, entry: LedgerEntry): PackageHeld[] {
  if (entry.kind === 'package') return [...course.packages, newPackage(course, entry)];
  return course.packages.map((held) => {
    if (held.ref !== entry.package) return held;
    if (entry.code === UNEARNED_CODE || entry.code === REPRICED_CODE) return settledBy(course, held, entry);
    if (entry.kind === 'credit') return { ...held, unearnedCents: -entry.cents };
    const earned = { ...held, earnedCents: held.earnedCents + entry.cents };
    const { code, session } = entry;
    if (session === undefined) return earned;
    if (entry.reverses) return withoutSession(earned, session);
    return code === 'medical'
      ? { ...earned, consult: session }
      : { ...earned, given: [...held.given, session] };
  });
}

/** The unused part is credited, or kept. Either is reversed if the course goes on after all. */
function settledBy(
  { money }: Course,
  held: PackageHeld,
  { entry, kind, code, cents, reverses }: LedgerEntry,
): PackageHeld {
  const { unearnedCents, settled = [], ...rest } = held;
  const earnedCents = held.earnedCents + (kind === 'earned' ? cents : 0);
  if (reverses === undefined) {
    const one = { entry, kind: kind === 'credit' ? kind : ('earned' as const), code, cents };
    return {
      ...held,
      earnedCents,
      ...(kind === 'credit' && { unearnedCents: -cents }),
      settled: [...settled, { ...one, after: money.entries }],
    };
  }
  const left = settled.filter((each) => each.entry !== reverses);
  return {
    ...rest,
    earnedCents,
    ...(kind !== 'credit' && unearnedCents !== undefined && { unearnedCents }),
    ...(left.length > 0 && { settled: left }),
  };
}

/** What reverses the settling of packages since the ledger had so many entries; nothing while they stay over. */
export const unsettledAgain = (
  { packages, referral }: Course,
  entries: number,
): Omit<LedgerEntry, 'entry'>[] =>
  referral?.answer === 'declined'
    ? []
    : packages.flatMap(({ ref, settled = [] }) =>
        settled
          .filter(({ after }) => after >= entries)
          .map(({ entry, kind, code, cents }) => ({
            kind,
            code,
            cents: -cents,
            package: ref,
            reverses: entry,
          })),
      );

function withoutSession({ consult, given, ...held }: PackageHeld, session: string): PackageHeld {
  return {
    ...held,
    given: given.filter((each) => each !== session),
    ...(consult !== undefined && consult !== session && { consult }),
  };
}

function newPackage(course: Course, { entry, code, cents }: LedgerEntry): PackageHeld {
  const offer = course.protocol.packages?.find((each) => each.code === code);
  const consult = offer?.includesConsult && course.packages.every(({ consultCents }) => consultCents === 0);
  return {
    ref: entry,
    code,
    cents,
    infusions: offer?.infusions ?? 0,
    consultCents: consult ? singlePriceCents(course, 'medical') : 0,
    given: [],
    earnedCents: 0,
  };
}
