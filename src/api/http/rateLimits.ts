/** Limits of requests per minute: for each token, and for each address without a valid token. */
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
  // Its self-checks would write to the console instead of the log.
  validate: false,
  handler: (_req, _res, next) => {
    next(new ApiError('rate-limited', 'Wait for the number of seconds in Retry-After, then try again.'));
  },
};

export interface RateLimits {
  perToken: RequestHandler;
  perAddress: RequestHandler;
}

/** Limiters with headers by draft-ietf-httpapi-ratelimit-headers. Each process counts separately. */
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
 * After `authenticate`: only a request without a valid token counts for its address, so that nobody at the same
 * address can lock out a caller with a valid token.
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
