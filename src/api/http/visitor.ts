/** Who uses an operation that needs no identity: an address, a browser, and perhaps a sign-in. */
import type { Request, RequestHandler, Response } from 'express';
import { browserName } from '../../accounts/browserName';
import { currentSignIn, LONGEST_HOURS } from '../../accounts/signIn';
import { cookieHash } from '../../security/secrets';
import type { SignIn, Stage } from '../../store';
import { fromMs } from '../../time/instant';
import { contextOf, type Visitor } from './context';
import { idleMinutesOf, nowOf, type ApiDeps } from './deps';
import { ApiError, type ApiErrorCode } from './errors';
import { refuseCrossSite } from './sameSite';
import type { SignInLimits } from './signInLimits';

/** With this prefix, browsers take it only over TLS (or on this machine), for all paths, and for no other host. */
export const SIGN_IN_COOKIE = '__Host-throughline';
const cookieOf = ({ stage }: Pick<ApiDeps, 'stage'>): string => stage?.cookie ?? SIGN_IN_COOKIE;
export const SCOPE = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const;

/** A request that a timer in the browser makes. It does not count as activity. */
export const isBackground = (req: Request): boolean => req.get('throughline-background') !== undefined;

/**
 * The sign-in of the request's cookie. `byPerson`: whether a person may be behind a request of this kind.
 * @throws ApiError `cross-site-refused`, whether or not there is one
 */
async function signInOf(req: Request, deps: ApiDeps, byPerson: boolean): Promise<SignIn | undefined> {
  refuseCrossSite(req);
  const hash = cookieHash(req.headers.cookie, cookieOf(deps));
  if (hash === undefined) return undefined;
  const now = deps.stage ? fromMs(Date.now()) : nowOf(deps);
  const active = byPerson && !isBackground(req);
  return currentSignIn(deps.store, hash, { now, active, idleMinutes: idleMinutesOf(deps) });
}

const NOT_YET: Readonly<Record<Exclude<Stage, 'signedIn'>, readonly [ApiErrorCode, string]>> = {
  secondFactor: ['second-factor-needed', 'Send the code of your second factor.'],
  secondFactorSetup: ['second-factor-setup-needed', 'This practice requires a second factor. Set one up.'],
};

/** A sign-in that is complete. @throws ApiError `not-signed-in`, `second-factor-needed`, `second-factor-setup-needed` */
export function complete(signIn: SignIn | undefined): SignIn {
  if (!signIn) throw new ApiError('not-signed-in', 'Sign in, or send `Authorization: Bearer <token>`.');
  if (signIn.stage === 'signedIn') return signIn;
  const [code, detail] = NOT_YET[signIn.stage];
  throw new ApiError(code, detail);
}

/** Gives the browser the cookie of a sign-in. */
export function keepSignIn(res: Response, secret: string, name = SIGN_IN_COOKIE): void {
  res.cookie(name, secret, { ...SCOPE, maxAge: LONGEST_HOURS * 3_600_000 });
}

/** The visitor of a request; `byPerson` as above. @throws ApiError `cross-site-refused` */
export async function findVisitor(
  req: Request,
  res: Response,
  deps: ApiDeps,
  limits: SignInLimits,
  byPerson = true,
): Promise<Visitor> {
  return {
    address: req.ip ?? 'unknown',
    browser: browserName(req.get('user-agent')),
    signIn: await signInOf(req, deps, byPerson),
    limits,
    keep: (secret) => {
      keepSignIn(res, secret, cookieOf(deps));
    },
    forget: () => res.clearCookie(cookieOf(deps), SCOPE),
  };
}

/** Finds the visitor, for `visitorOf`. */
export function visit(deps: ApiDeps, limits: SignInLimits): RequestHandler {
  return async (req, res, next) => {
    contextOf(res).visitor = await findVisitor(req, res, deps, limits);
    next();
  };
}

export function visitorOf(res: Response): Visitor {
  const { visitor } = contextOf(res);
  if (!visitor) throw new Error('the request has no visitor: visit must run first');
  return visitor;
}
