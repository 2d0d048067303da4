/** Consents, the estimate, coverage, the location, and instructions. */
import type { EventOf } from '../events';
import { sessionOf } from '../selectors/sessions';
import type { Course, Patch } from '../state';
import { noChange, patchSession, without, type Rows } from '../patches/patch';

/** The latest declaration counts, whenever it is reported. */
function declared(course: Course, { place, session, at }: EventOf<'locationDeclared'>): Patch {
  const { placeAt = at } = session === undefined ? course : (sessionOf(course, session) ?? {});
  if (placeAt > at) return {};
  return session === undefined
    ? { place, placeAt: at }
    : patchSession(course, session, { place, placeAt: at });
}

export const enrolment = {
  courseStarted: noChange,
  consentSigned: ({ consents }, { kinds, at }) => ({
    // Signing again keeps the date of the first signature.
    consents: { ...Object.fromEntries(kinds.map((kind) => [kind, at])), ...consents },
  }),
  consentRevoked: ({ consents, consentsRevoked, ticked = {} }, { kinds, at }) => ({
    consentRevokedAt: at,
    consentsRevoked: { ...consentsRevoked, ...Object.fromEntries(kinds.map((kind) => [kind, at])) },
    // Another reason for the same task.
    ticked: without(ticked, 'collect-consents'),
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
  locationDeclared: declared,
  instructionsIssued: (_, { instructions, at }) => ({ instructions: { ref: instructions, issuedAt: at } }),
  instructionsAcknowledged: ({ instructions }, { at }) =>
    instructions
      ? { instructions: { ...instructions, acknowledgedAt: instructions.acknowledgedAt ?? at } }
      : {},
} satisfies Partial<Rows>;
