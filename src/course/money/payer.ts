/** Who pays for a session: the client, or the insurance where it was found to cover it. course.md §4.3, §7 */
import type { Fee } from '../../catalog/protocol';
import type { CoveredService } from '../../catalog/shapes';
import { isInsurable, selfPayFee } from './prices';
import { SESSION_KINDS } from '../../vocabulary/sessionKinds';
import type { Course, SessionKind } from '../state';

const SERVICE: Partial<Record<SessionKind, CoveredService>> = {
  preparation: 'psychotherapy',
  integration: 'psychotherapy',
  medical: 'medical',
};

/**
 * The fee of a kind of session for this client: the copay or nothing where insurance covers it, the
 * client's own price where it does not, the protocol's until coverage has been checked.
 */
export function payerFee({ protocol, coverage }: Course, kind: SessionKind): Fee {
  const fee = protocol.fees[kind];
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

/** An estimate is owed to a client who pays anything without insurance. §4.3 */
export const estimateOwed = (course: Course): boolean =>
  course.protocol.estimateRequired && SESSION_KINDS.some((kind) => paidByClient(payerFee(course, kind)));

const paidByClient = ({ kind }: Fee): boolean => kind !== 'none' && kind !== 'insurance';
