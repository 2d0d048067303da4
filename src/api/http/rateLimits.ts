/** How many requests a minute one token may send, and one address without a token that holds. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
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

export interface RateLimits {
  perToken: RequestHandler;
  perAddress: RequestHandler;
}

/** Limiters with headers by draft-ietf-httpapi-ratelimit-headers; one process counts for itself. */
export function rateLimits(limits: Partial<ApiLimits> = {}): RateLimits {
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

/**
 * After `authenticate`: a request without a token that holds counts for its address. One with such a token does
 * not, so nobody at the same address can lock it out.
 */
export const countStrangers =
  (perAddress: RequestHandler): ErrorRequestHandler =>
  (failure: unknown, req, res, next) => {
    if (!(failure instanceof ApiError) || !failure.code.startsWith('token-')) {
      next(failure);
      return;
    }
    void perAddress(req, res, (limited?: unknown) => {
      next(limited ?? failure);
    });
  };
