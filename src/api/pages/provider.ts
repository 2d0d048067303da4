/** To the identity provider and back. The pages in between only redirect; failures are told by the console. */
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { browserName } from '../../accounts/browserName';
import { ProviderError, type Pending, type ProviderFailure } from '../../accounts/provider';
import { signInByProvider } from '../../accounts/signIn';
import { seal, unseal } from '../../security/sealed';
import { cookieText } from '../../security/secrets';
import { errorTrace } from '../../telemetry/errorTrace';
import { plusMinutes, type Instant } from '../../time/instant';
import { contextOf } from '../http/context';
import { nowOf, type ApiDeps, type Provider } from '../http/deps';
import { onlyRead } from '../http/problems';
import { keepSignIn } from '../http/visitor';

const START = '/auth/oidc';
export const CALLBACK = '/auth/oidc/callback';

/** Lax, unlike the cookie of a sign-in: the browser comes back from another site. */
const COOKIE = '__Host-throughline-provider';
const SCOPE = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;
const MINUTES = 10;

/** Why nobody was signed in, for the console to say. */
type Failure = ProviderFailure | 'nobody';

interface Kept extends Pending {
  /** Until when it can be used, whatever the browser keeps. */
  until: Instant;
  /** Where in the console they were. */
  to: string;
}

/** A place of our own console, and nothing else that a link could name. */
const placeOf = (to: unknown): string =>
  typeof to === 'string' && /^\/console\/[\w/.-]*$/.test(to) ? to : '/console/today';

export function providerPages(deps: ApiDeps, provider: Provider): Router {
  const router = Router();
  const failed = (res: Response, why: Failure, to = '/console/today') => {
    res.redirect(`${to}?provider=${why}`);
  };
  const named =
    (route: string): RequestHandler =>
    (_req, res, next) => {
      // Never the address itself: it has the code.
      contextOf(res).route = route;
      res.set('Cache-Control', 'no-store').set('Referrer-Policy', 'no-referrer');
      next();
    };
  const explained = (error: unknown, res: Response, to?: string): void => {
    if (!(error instanceof ProviderError)) throw error;
    deps.log.warn({ cause: errorTrace(error) }, error.message);
    failed(res, error.why, to);
  };

  router
    .route(START)
    .all(named(START))
    .get(async (req, res) => {
      const to = placeOf(req.query.to);
      try {
        const { href, pending } = await provider.begin();
        const kept: Kept = { ...pending, to, until: plusMinutes(nowOf(deps), MINUTES) };
        const sealed = seal(deps.keyring, COOKIE, JSON.stringify(kept));
        res.cookie(COOKIE, sealed, { ...SCOPE, maxAge: MINUTES * 60_000 });
        res.redirect(href);
      } catch (error) {
        explained(error, res, to);
      }
    })
    .all(onlyRead);
  router
    .route(CALLBACK)
    .all(named(CALLBACK))
    .get(async (req, res) => {
      const kept = keptBy(req, deps);
      res.clearCookie(COOKIE, SCOPE);
      if (!kept) {
        failed(res, 'refused');
        return;
      }
      try {
        const { search } = new URL(req.originalUrl, 'http://localhost');
        const proven = await provider.finish(search, kept);
        const now = nowOf(deps);
        const browser = browserName(req.get('user-agent'));
        const signedIn = await signInByProvider(deps.store, { ...proven, browser }, now);
        if (!signedIn) {
          failed(res, 'nobody', kept.to);
          return;
        }
        keepSignIn(res, signedIn.secret);
        res.redirect(kept.to);
      } catch (error) {
        explained(error, res, kept.to);
      }
    })
    .all(onlyRead);
  return router;
}

/** Undefined: it is missing, too old, or not from here. */
function keptBy(req: Request, deps: ApiDeps): Kept | undefined {
  const sealed = cookieText(req.headers.cookie, COOKIE);
  if (sealed === undefined) return undefined;
  try {
    const kept = JSON.parse(unseal(deps.keyring, COOKIE, decodeURIComponent(sealed))) as Kept;
    return nowOf(deps) < kept.until ? kept : undefined;
  } catch {
    return undefined;
  }
}
