import {
  dosesOnHand,
  fillableUntil,
  isVoidedInTransit,
  isWrittenOff,
  pendingPrescription,
} from '../selectors/supply';
import { dateIn } from '../../time/civil';
import type { Instant } from '../../time/instant';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, Prescription } from '../state';
import { prescriptionOf, supplyRef } from '../patches/supplies';
import { accept, refuse, reported, unless, type Decider } from './decider';

/** The supply on its way at `at`: sent, or still to be handed out, in time. It may have expired since. */
function onItsWay(course: Course, at: Instant): Prescription | undefined {
  const latest = course.prescriptions.at(-1);
  const only = latest && !latest.receivedAt && !latest.lostAt && !latest.voidedAt;
  return only && (latest.sentAt ?? at) <= fillableUntil(course, latest) ? latest : undefined;
}

const noSupply = (course: Course, at: Instant): Reason => {
  const latest = course.prescriptions.at(-1);
  const open = latest && !latest.receivedAt && !latest.lostAt && !latest.voidedAt;
  const over = latest?.expiredAt ?? (open && (latest.sentAt ?? at) > fillableUntil(course, latest));
  return over ? reason('prescription-expired') : reason('no-supply-under-way');
};

const underWay = (course: Course, at: Instant): Reason[] =>
  unless(onItsWay(course, at), noSupply(course, at));

const atMostPrescribed = (prescription: Prescription | undefined, doses: number): Reason[] => {
  const prescribed = prescription?.doses ?? doses;
  return unless(doses <= prescribed, reason('more-than-prescribed', { prescribed, doses }));
};

export const shipmentSent: Decider<'shipmentSent'> = {
  open: (course, at) => [
    ...underWay(course, at),
    ...unless(course.protocol.supply.kind === 'shipped', reason('not-shipped')),
    ...unless(!pendingPrescription(course)?.sentAt, reason('already-shipped')),
  ],
  decide: (course, signal, at) => {
    const over = atMostPrescribed(course.prescriptions.at(-1), signal.doses);
    return over.length > 0 ? refuse(...over) : accept(reported(signal, at));
  },
};

/** The named supply of those it `may` be, or else the only `likely` one. If several are likely, the report must name it. */
function whichSupply(
  course: Course,
  named: string | undefined,
  { may, likely, at }: { may: string[]; likely: string[]; at: Instant },
): { ref: string } | { reasons: Reason[] } {
  if (named !== undefined) {
    return may.includes(named)
      ? { ref: named }
      : { reasons: [reason('supply-not-expected', { supply: named })] };
  }
  const [only, other] = likely;
  if (only === undefined) return { reasons: [noSupply(course, at)] };
  if (other === undefined) return { ref: only };
  const choices = likely.map((ref) => {
    const issuedAt = prescriptionOf(course, ref)?.issuedAt ?? at;
    return `${ref} (prescribed ${dateIn(course.practice.zone, issuedAt)})`;
  });
  return { reasons: [reason('supply-ambiguous', { choices: choices.join(', ') })] };
}

const suppliesWhich = ({ prescriptions }: Course, is: (one: Prescription) => boolean): string[] =>
  prescriptions.flatMap((one, index) => (is(one) ? supplyRef(index + 1) : []));

/** The supplies in transit at `at`: the one on its way, and any sent before a changed order voided it. */
function inTransit(course: Course, at: Instant): string[] {
  const expected = onItsWay(course, at);
  return suppliesWhich(course, (one) => one === expected || isVoidedInTransit(one));
}

/** The supplies that may arrive at `at`: those in transit, and any written off that has not arrived. */
function mayArrive(course: Course, at: Instant): string[] {
  const expected = onItsWay(course, at);
  return suppliesWhich(course, (one) => one === expected || isWrittenOff(one));
}

/** One given up as lost, or voided before it was sent, arrives only if it is named, or if nothing else can arrive. */
function likelyArrivals(course: Course, at: Instant): string[] {
  const expected = inTransit(course, at);
  return expected.length > 0
    ? expected
    : suppliesWhich(course, (one) => isWrittenOff(one) && (one.sentAt ?? one.lostAt) !== undefined);
}

/** A supply that arrives after it was reported lost is recorded too, and set aside. */
export const shipmentReceived: Decider<'shipmentReceived'> = {
  open: (course, at) => unless(mayArrive(course, at).length, noSupply(course, at)),
  decide: (course, signal, at) => {
    const may = mayArrive(course, at);
    const which = whichSupply(course, signal.supply, { may, likely: likelyArrivals(course, at), at });
    if ('reasons' in which) return refuse(...which.reasons);
    const { ref } = which;
    const named: typeof signal = { ...signal, supply: ref };
    const over = atMostPrescribed(prescriptionOf(course, ref), signal.doses);
    return over.length > 0 ? refuse(...over) : accept(reported(named, at));
  },
};

export const shipmentLost: Decider<'shipmentLost'> = {
  open: (course, at) => unless(inTransit(course, at).length, noSupply(course, at)),
  decide: (course, signal, at) => {
    const may = inTransit(course, at);
    const which = whichSupply(course, signal.supply, { may, likely: may, at });
    if ('reasons' in which) return refuse(...which.reasons);
    const named: typeof signal = { ...signal, supply: which.ref };
    return accept(reported(named, at));
  },
};

/** Every dose on record must be accounted for: left, lost, or destroyed. §1 */
export const dosesReconciled: Decider<'dosesReconciled'> = {
  open: (course) => unless(dosesOnHand(course), reason('no-doses-out')),
  decide: (course, signal, at) => {
    const counted = signal.left + signal.lost + signal.destroyed;
    const out = dosesOnHand(course);
    return counted === out
      ? accept(reported(signal, at))
      : refuse(reason('doses-do-not-add-up', { out, counted }));
  },
};
