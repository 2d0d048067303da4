/** What is specific to one client's estimate. Everything is optional. course.md §7 */
import { z } from 'zod';
import '../input/zodMessages';
import { isInsurable } from '../course/money/prices';
import { SESSION_KINDS } from '../vocabulary/sessionKinds';
import type { Protocol } from '../catalog/protocol';

const cents = z.int().min(0).max(100_000_000);

export const EstimateClient = z
  .strictObject({
    payer: z.enum(['selfPay', 'insurance']).optional().meta({
      description:
        'Who pays for psychotherapy. Default: as the protocol says, insurance if it bills insurance.',
    }),
    copayCents: cents.optional().meta({ description: 'The client’s share of each insured session.' }),
    preparations: z.int().min(1).max(100).optional().meta({
      description: 'Preparation sessions, not counting opening sessions.',
    }),
    dosings: z.int().min(1).max(40).optional(),
    followUps: z.int().min(0).max(20).optional().meta({ description: 'Medical follow-ups.' }),
    package: z.string().max(40).optional().meta({ description: 'Code of one of the protocol’s packages.' }),
    houseCalls: z.int().min(1).max(100).optional(),
    travelCents: cents.optional().meta({ description: 'The travel fee quoted for each house call.' }),
  })
  .meta({ id: 'EstimateClient', description: 'What is specific to one client.' });
export type EstimateClient = z.infer<typeof EstimateClient>;

export interface ClientProblem {
  path: string;
  message: string;
}

const wrong = (when: boolean, path: string, message: string): ClientProblem[] =>
  when ? [{ path, message }] : [];

/** Every detail of a client that contradicts the protocol or another detail; empty when an estimate is possible. */
export function clientProblems(
  client: EstimateClient,
  { packages = [], dosing, preparation, fees, partnerFees }: Protocol,
): ClientProblem[] {
  const { payer, copayCents, preparations, dosings, followUps, houseCalls, travelCents } = client;
  const codes = packages.map(({ code }) => code);
  const most = Math.min(dosing.houseCallsMax, dosings ?? dosing.planned);
  return [
    ...wrong(
      copayCents !== undefined && payer !== 'insurance',
      'copayCents',
      'must be left out unless payer is "insurance"',
    ),
    ...wrong(
      payer === 'insurance' && !SESSION_KINDS.some((kind) => isInsurable(fees[kind])),
      'payer',
      'must not be "insurance": this protocol bills nothing to insurance',
    ),
    ...wrong(
      preparations !== undefined && preparations < preparation.minimum,
      'preparations',
      `must be at least ${preparation.minimum}, the minimum of the protocol`,
    ),
    ...wrong(
      client.package !== undefined && !codes.includes(client.package),
      'package',
      codes.length > 0
        ? `must be one of: ${codes.join(', ')}`
        : 'must be left out: the protocol offers no packages',
    ),
    ...wrong(
      followUps !== undefined && !partnerFees.some(({ times }) => times === 'perFollowUp'),
      'followUps',
      'must be left out: the protocol states no price for a medical follow-up',
    ),
    ...wrong(
      houseCalls !== undefined && houseCalls > most,
      'houseCalls',
      most > 0 ? `must be at most ${most}` : 'must be left out: the protocol offers no house calls',
    ),
    ...wrong(
      travelCents !== undefined && houseCalls === undefined,
      'travelCents',
      'must come with houseCalls, the number of house calls',
    ),
    ...wrong(
      travelCents !== undefined && dosing.travelFee === 'none',
      'travelCents',
      'must be left out: the protocol charges no travel fee',
    ),
  ];
}

/** Reads the details of a client: either the client, or every mistake with its place. */
export function readClient(
  raw: unknown,
  protocol: Protocol,
): { client: EstimateClient } | { problems: ClientProblem[] } {
  const read = EstimateClient.safeParse(raw);
  const problems = read.success ? clientProblems(read.data, protocol) : read.error.issues.map(asProblem);
  return read.success && problems.length === 0 ? { client: read.data } : { problems };
}

const asProblem = ({ path, message }: z.core.$ZodIssue): ClientProblem => ({
  path: path.map(String).join('.'),
  message,
});
