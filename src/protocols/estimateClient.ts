/** What is particular about one client's estimate. All of it may be left out. course.md §7 */
import { z } from 'zod';
import '../input/zodMessages';
import { insurable, SESSION_KINDS } from '../course/money/prices';
import type { Protocol } from '../catalog/protocol';

const cents = z.int().min(0).max(100_000_000);

export const EstimateClient = z
  .strictObject({
    payer: z.enum(['selfPay', 'insurance']).optional().meta({
      description:
        'Who pays for psychotherapy. Left out: as the protocol says, insurance where it bills insurance.',
    }),
    copayCents: cents.optional().meta({ description: "The client's share of each insured session." }),
    preparations: z.int().min(1).max(100).optional().meta({
      description: 'Preparation sessions, besides those a course opens with.',
    }),
    dosings: z.int().min(1).max(40).optional(),
    followUps: z.int().min(0).max(20).optional().meta({ description: 'Medical follow-ups.' }),
    package: z.string().max(40).optional().meta({ description: "Code of one of the protocol's packages." }),
    houseCalls: z.int().min(1).max(100).optional(),
    travelCents: cents.optional().meta({ description: 'The travel fee quoted for each house call.' }),
  })
  .meta({ id: 'EstimateClient', description: 'What is particular about one client.' });
export type EstimateClient = z.infer<typeof EstimateClient>;

export interface ClientProblem {
  path: string;
  message: string;
}

const wrong = (when: boolean, path: string, message: string): ClientProblem[] =>
  when ? [{ path, message }] : [];

/** What of a client does not fit the protocol, or itself; empty when there can be an estimate. */
export function unfit(
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
      'there is a co-pay only where payer is "insurance"',
    ),
    ...wrong(
      payer === 'insurance' && !SESSION_KINDS.some((kind) => insurable(fees[kind])),
      'payer',
      'nothing of this protocol is billed to insurance: the client pays each session',
    ),
    ...wrong(
      preparations !== undefined && preparations < preparation.minimum,
      'preparations',
      `the protocol asks for at least ${preparation.minimum}`,
    ),
    ...wrong(
      client.package !== undefined && !codes.includes(client.package),
      'package',
      codes.length > 0 ? `must be one of: ${codes.join(', ')}` : 'the protocol offers no packages',
    ),
    ...wrong(
      followUps !== undefined && !partnerFees.some(({ times }) => times === 'perFollowUp'),
      'followUps',
      'the protocol names no price of a medical follow-up',
    ),
    ...wrong(
      houseCalls !== undefined && houseCalls > most,
      'houseCalls',
      most > 0 ? `there are at most ${most}` : 'the protocol offers none',
    ),
    ...wrong(
      travelCents !== undefined && houseCalls === undefined,
      'travelCents',
      'travel is paid for house calls: say how many (houseCalls)',
    ),
    ...wrong(
      travelCents !== undefined && dosing.travelFee === 'none',
      'travelCents',
      'the protocol asks for no travel fee',
    ),
  ];
}

/** Reads what is particular about a client: every mistake with its place, or the client. */
export function readClient(
  raw: unknown,
  protocol: Protocol,
): { client: EstimateClient } | { problems: ClientProblem[] } {
  const read = EstimateClient.safeParse(raw);
  const problems = read.success ? unfit(read.data, protocol) : read.error.issues.map(told);
  return read.success && problems.length === 0 ? { client: read.data } : { problems };
}

const told = ({ path, message }: z.core.$ZodIssue): ClientProblem => ({
  path: path.map(String).join('.'),
  message,
});
