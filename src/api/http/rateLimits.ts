/** Limits of requests per minute: for each token, and for each address without a valid token. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import rateLimit, { ipKeyGenerator, type Options } from 'express-rate-limit';
import { identityOf } from './authenticate';
import type { ApiLimits } from './deps';
import { ApiError, isUnidentified } from './errors';
import { signInLimits, type SignInLimits } from './signInLimits';
import { visitorOf } from './visitor';

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
  /** Of operations that need no identity: by sign-in if there is one, else by address. */
  perVisitor: RequestHandler;
  /** Of failed attempts to sign in. */
  signIns: SignInLimits;
}

/** Limiters with headers by draft-ietf-httpapi-ratelimit-headers. Each process counts separately. */
export function rateLimits(limits: Partial<ApiLimits> = {}): RateLimits {
  const most = { ...DEFAULTS, ...limits };
  const perAddress = rateLimit({
    ...common,
    identifier: 'address',
    limit: most.perAddress,
    keyGenerator: ({ ip }) => ipKeyGenerator(ip ?? 'unknown'),
  });
  const perSignIn = rateLimit({
    ...common,
    identifier: 'sign-in',
    limit: most.perToken,
    keyGenerator: (_req, res) => visitorOf(res).signIn?.id ?? '',
  });
  return {
    perToken: rateLimit({
      ...common,
      identifier: 'token',
      limit: most.perToken,
      keyGenerator: (_req, res) => identityOf(res).tokenId,
    }),
    perAddress,
    perVisitor: (req, res, next) => {
      void (visitorOf(res).signIn ? perSignIn : perAddress)(req, res, next);
    },
    signIns: signInLimits(),
  };
}

/**
 * After `authenticate`: only a request without a valid token counts for its address, so that nobody at the same
 * address can lock out a caller with a valid token.
 */
export const countStrangers =
  (perAddress: RequestHandler): ErrorRequestHandler =>
  (failure: unknown, req, res, next) => {
    if (!(failure instanceof ApiError) || !isUnidentified(failure.code)) {
      next(failure);
      return;
    }
    void perAddress(req, res, (limited?: unknown) => {
      next(limited ?? failure);
    });
  };
