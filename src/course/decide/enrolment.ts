import { dollars } from '../money/prices';
import { estimateKnown } from '../selectors/selectors';
import { reason } from '../../vocabulary/reasons';
import { accept, refuse, reported, unless, type Decider } from './decider';

/** The latest word of the client stands: a signature told late does not undo what was taken back after it. */
export const consentSigned: Decider<'consentSigned'> = {
  decide: (course, signal, at) => {
    const gone = signal.kinds.filter((kind) => (course.consentsRevoked?.[kind] ?? at) > at);
    return gone.length > 0
      ? refuse(
          reason('consent-revoked-since', `Taken back after it was signed: ${gone.join(', ')}.`, 'client'),
        )
      : accept(reported(signal, at));
  },
};

export const consentRevoked: Decider<'consentRevoked'> = {
  decide: (course, signal, at) => {
    const unsigned = signal.kinds.filter((kind) => !course.consents[kind]);
    return unsigned.length > 0
      ? refuse(reason('consent-not-signed', `Not signed: ${unsigned.join(', ')}.`, 'client', 'frontDesk'))
      : accept(reported(signal, at));
  },
};

export const estimateIssued: Decider<'estimateIssued'> = {
  decide: (course, signal, at) => {
    const { estimate, totalCents, fromCents = totalCents } = signal;
    const reasons = [
      ...unless(
        !estimateKnown(course, estimate),
        reason(
          'estimate-known',
          `An estimate ${estimate} has been issued; another one has a reference of its own.`,
          'biller',
        ),
      ),
      ...unless(
        fromCents <= totalCents,
        reason(
          'estimate-range',
          `The estimate ends at ${dollars(totalCents)}, below where it begins, ${dollars(fromCents)}.`,
          'biller',
        ),
      ),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

export const estimateAcknowledged: Decider<'estimateAcknowledged'> = {
  open: ({ estimate }) =>
    unless(estimate, reason('estimate-missing', 'No estimate has been issued yet.', 'biller')),
  decide: (course, signal, at) =>
    !course.estimate || course.estimate.ref === signal.estimate
      ? accept(reported(signal, at))
      : refuse(
          reason('estimate-outdated', `The estimate to acknowledge is ${course.estimate.ref}.`, 'client'),
        ),
};
