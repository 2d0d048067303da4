/** The ledger, the packages, and travel. */
import { sessionOf } from '../selectors/sessions';
import { addEntry } from '../money/ledger';
import { packagesAfter } from '../money/packages';
import { noChange, patchSession, type Rows } from '../patches/patch';

export const money = {
  paymentPosted: noChange,
  paymentRefunded: noChange,
  balanceBroughtForward: (_course, { cents }) => ({ broughtForwardCents: cents }),
  paymentChargedBack: noChange,
  chargeWaived: noChange,
  packageSold: noChange,
  chargeEntered: noChange,
  feeAgreed: ({ agreedFees = {} }, { kind, cents }) => {
    const { [kind]: _before, ...others } = agreedFees;
    return { agreedFees: cents === null ? others : { ...others, [kind]: cents } };
  },
  travelQuoted: (course, { session, cents }) => patchSession(course, session, { travel: { cents } }),
  travelAccepted: (course, { session, at }) => {
    const travel = sessionOf(course, session)?.travel;
    return travel ? patchSession(course, session, { travel: { ...travel, acceptedAt: at } }) : {};
  },
  ledgerEntered: (course, entry) => ({
    money: addEntry(course.money, entry),
    packages: packagesAfter(course, entry),
  }),
} satisfies Partial<Rows>;
