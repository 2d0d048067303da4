/** Who pays for a session: the client, or the insurance if it covers it. course.md §4.3, §7 */
import type { Fee } from '../../catalog/protocol';
import type { CoveredService } from '../../catalog/shapes';
import { agreedFee, isInsurable, priceOf, selfPayFee } from './prices';
import type { Instant } from '../../time/instant';
import { SESSION_KINDS } from '../../vocabulary/sessionKinds';
import type { Course, SessionKind } from '../state';

const SERVICE: Partial<Record<SessionKind, CoveredService>> = {
  preparation: 'psychotherapy',
  integration: 'psychotherapy',
  medical: 'medical',
};

/**
 * The fee of a kind of session for this client, as agreed with them or in the protocol: the copay (or nothing) if insurance covers it, the
 * self-pay price if it does not, and the protocol's fee until coverage has been checked.
 */
export function payerFee({ protocol, coverage, agreedFees }: Course, kind: SessionKind): Fee {
  const fee = agreedFee(protocol.fees[kind], agreedFees?.[kind]);
  const service = SERVICE[kind];
  const found = service && coverage?.[service];
  if (!found || !isInsurable(fee)) return fee;
  const { result, copayCents } = found;
  if (result === 'notCovered') return selfPayFee(fee);
  if (copayCents !== undefined) {
    return { kind: 'flat', cents: copayCents, ...(fee.kind === 'flat' && fee.once && { once: true }) };
  }
  return result === 'covered' ? { kind: 'none' } : fee;
}

/**
 * The most a copay for a service can be: what its dearest session costs without insurance. Unlimited until the
 * practice has entered that price.
 */
export function mostCopayCents({ protocol, agreedFees }: Course, service: CoveredService): number {
  const { dosingMinutes } = protocol.estimate;
  const prices = SESSION_KINDS.filter((kind) => SERVICE[kind] === service).map((kind) => {
    const fee = selfPayFee(agreedFee(protocol.fees[kind], agreedFees?.[kind]));
    return priceOf(fee, kind, dosingMinutes)?.toCents ?? Infinity;
  });
  return prices.length === 0 ? Infinity : Math.max(...prices);
}

/** A client who pays for anything without insurance must get an estimate. §4.3 */
export const estimateOwed = (course: Course): boolean =>
  course.protocol.estimateRequired && SESSION_KINDS.some((kind) => paidByClient(payerFee(course, kind)));

/** Since when the client is known to pay for a kind of session; undefined if from the start of the course. */
export function paysSince({ protocol, coverage }: Course, kind: SessionKind): Instant | undefined {
  const service = SERVICE[kind];
  return paidByClient(protocol.fees[kind]) ? undefined : service && coverage?.[service]?.at;
}

export const paidByClient = ({ kind }: Fee): boolean => kind !== 'none' && kind !== 'insurance';
