import { estimateIssuedBefore } from '../selectors/paperwork';
import { dollars } from '../money/prices';
import { reason } from '../../vocabulary/reasons';
import { accept, refuse, reported, unless, type Decider } from './decider';

/** The client’s latest decision counts: a signature reported late does not undo a later revocation. */
export const consentSigned: Decider<'consentSigned'> = {
  decide: (course, signal, at) => {
    const gone = signal.kinds.filter((kind) => (course.consentsRevoked?.[kind] ?? at) > at);
    return gone.length > 0
      ? refuse(reason('consent-revoked-since', { consents: gone.join(', ') }))
      : accept(reported(signal, at));
  },
};

export const consentRevoked: Decider<'consentRevoked'> = {
  decide: (course, signal, at) => {
    const unsigned = signal.kinds.filter((kind) => !course.consents[kind]);
    return unsigned.length > 0
      ? refuse(reason('consent-not-signed', { consents: unsigned.join(', ') }))
      : accept(reported(signal, at));
  },
};

export const estimateIssued: Decider<'estimateIssued'> = {
  decide: (course, signal, at) => {
    const { estimate, totalCents, fromCents = totalCents } = signal;
    const reasons = [
      ...unless(!estimateIssuedBefore(course, estimate), reason('estimate-known', { estimate })),
      ...unless(
        fromCents <= totalCents,
        reason('estimate-range', { upper: dollars(totalCents), lower: dollars(fromCents) }),
      ),
    ];
    return reasons.length > 0 ? refuse(...reasons) : accept(reported(signal, at));
  },
};

export const estimateAcknowledged: Decider<'estimateAcknowledged'> = {
  open: ({ estimate }) => unless(estimate, reason('estimate-missing')),
  decide: (course, signal, at) =>
    !course.estimate || course.estimate.ref === signal.estimate
      ? accept(reported(signal, at))
      : refuse(reason('estimate-outdated', { estimate: course.estimate.ref })),
};
