/** How many requests a minute one address and one token may send. */
import type { RequestHandler } from 'express';
import rateLimit, { ipKeyGenerator, type Options } from 'express-rate-limit';
import { identityOf } from './authenticate';
import type { ApiLimits } from './deps';
import { ApiError } from './errors';

const DEFAULTS: ApiLimits = { perToken: 600, perAddress: 1200 };

const common: Partial<Options> = {
  windowMs: 60_000,
  standardHeaders: 'draft-8',
  legacyHeaders: false,
  // Its self-checks write to the console, past our log.
  validate: false,
  handler: (_req, _res, next) => {
    next(new ApiError('rate-limited', 'Wait for the seconds in Retry-After, then go on.'));
  },
};

/** Limiters with headers by draft-ietf-httpapi-ratelimit-headers; one process counts for itself. */
export function rateLimits(limits: Partial<ApiLimits> = {}): {
  perToken: RequestHandler;
  perAddress: RequestHandler;
} {
  const { perToken, perAddress } = { ...DEFAULTS, ...limits };
  return {
    perToken: rateLimit({
      ...common,
      identifier: 'token',
      limit: perToken,
      keyGenerator: (_req, res) => identityOf(res).tokenId,
    }),
    perAddress: rateLimit({
      ...common,
      identifier: 'address',
      limit: perAddress,
      keyGenerator: ({ ip }) => ipKeyGenerator(ip ?? 'unknown'),
    }),
  };
}
