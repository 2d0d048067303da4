/** Before treatment: consents, estimate, insurance coverage, house calls, and where the client will be. */
import { z } from 'zod';
import {
  Cents,
  ConsentKind,
  COVERAGE_RESULTS,
  CoveredService,
  PlaceCode,
  SessionRef,
  SignedText,
} from '../shapes';
import { signal } from './signal';

const kinds = z.array(ConsentKind).min(1).max(5);
const EstimateRef = z.string().regex(/^[\w.-]{1,60}$/, 'must be 1 to 60 letters, digits or . _ -');

export const consents = {
  consentSigned: signal(['client', 'frontDesk'], 'The client signed consents.', {
    kinds,
    text: SignedText.optional().meta({
      description:
        'The text of the practice that the client read and signed on a page; then for one kind only. Absent: signed on paper.',
    }),
  }),
  consentRevoked: signal(['client', 'frontDesk'], 'The client revoked consents.', { kinds }),
  estimateIssued: signal(['biller'], 'The practice issued a good-faith estimate.', {
    estimate: EstimateRef.meta({ description: 'Reference of the estimate.' }),
    totalCents: Cents.meta({ description: 'In cents. The upper amount if the estimate is a range.' }),
    fromCents: Cents.optional().meta({ description: 'The lower amount if the estimate is a range.' }),
  }),
  estimateAcknowledged: signal(['client', 'frontDesk'], 'The client acknowledged the estimate.', {
    estimate: EstimateRef,
  }),
  coverageChecked: signal(
    ['frontDesk', 'biller', 'therapist'],
    'The client’s insurance coverage was verified.',
    {
      service: CoveredService,
      result: z.enum(COVERAGE_RESULTS),
      copayCents: Cents.optional().meta({ description: 'The client’s copay for each session, in cents.' }),
    },
  ),
  houseCallsApproved: signal(['lead'], 'House calls were approved for this client.', {
    count: z
      .int()
      .min(1)
      .max(10)
      .meta({ description: 'How many house calls, starting with the first dosing session.' }),
  }),
  locationDeclared: signal(
    ['client', 'frontDesk', 'therapist'],
    'The client said where they will be for sessions outside the clinic.',
    {
      place: PlaceCode,
      session: SessionRef.optional().meta({
        description: 'The session it applies to. Default: all sessions.',
      }),
    },
  ),
};
