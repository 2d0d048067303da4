/** Consents, the estimate, coverage, the location, and instructions. */
import { noChange, patchSession, without, type Rows } from '../patches/patch';

export const enrolment = {
  courseStarted: noChange,
  consentSigned: ({ consents, optedOutAt }, { kinds, at }) => ({
    optedOutAt: kinds.includes('electronicMessages') ? undefined : optedOutAt,
    // Signing again keeps the date of the first signature.
    consents: { ...Object.fromEntries(kinds.map((kind) => [kind, at])), ...consents },
  }),
  consentRevoked: ({ consents, consentsRevoked, done }, { kinds, at }) => ({
    consentRevokedAt: at,
    consentsRevoked: { ...consentsRevoked, ...Object.fromEntries(kinds.map((kind) => [kind, at])) },
    done: without(done, 'collect-consents'),
    consents: Object.fromEntries(
      Object.entries(consents).filter(([kind]) => !kinds.some((one) => one === kind)),
    ),
  }),
  estimateIssued: (_, { estimate, totalCents, fromCents, at }) => ({
    estimate: { ref: estimate, totalCents, issuedAt: at, ...(fromCents !== undefined && { fromCents }) },
  }),
  estimateAcknowledged: ({ estimate }, { at }) =>
    estimate ? { estimate: { ...estimate, acknowledgedAt: at } } : {},
  coverageChecked: ({ coverage }, { service, result, copayCents, at }) => ({
    coverage: { ...coverage, [service]: { result, at, ...(copayCents !== undefined && { copayCents }) } },
  }),
  locationDeclared: (course, { place, session }) =>
    session === undefined ? { place } : patchSession(course, session, { place }),
  instructionsIssued: (_, { instructions, at }) => ({ instructions: { ref: instructions, issuedAt: at } }),
  instructionsAcknowledged: ({ instructions }, { at }) =>
    instructions
      ? { instructions: { ...instructions, acknowledgedAt: instructions.acknowledgedAt ?? at } }
      : {},
} satisfies Partial<Rows>;
