import { Router, urlencoded, type Request, type RequestHandler, type Response } from 'express';
import rateLimit from 'express-rate-limit';
import { z } from 'zod';
import { bearerAccess, currentSession, SESSION_COOKIE, sessionAccess } from './codecAccess';
import { clock, type CodecServerOptions } from './codecOptions';
import { PAGE_POLICY, signedInPage, signInPage } from './codecPage';
import { refuseMethod, sendProblem } from './problem';
import { cookieHash, hashOf, newSecret } from './secrets';

const Form = z.object({ token: z.string().trim().max(200) });
const MINUTE = 60_000;

/** The pages where an engineer exchanges a token for a short session: `/sign-in` and `/sign-out`. */
export function codecSignIn(options: CodecServerOptions): Router {
  const router = Router();
  const form = urlencoded({ extended: false, limit: '4kb' });
  router.get('/sign-in', showPage(options));
  router.post('/sign-in', fromOwnPage, attempts(options), form, signIn(options));
  router.all('/sign-in', refuseMethod('GET, HEAD, POST'));
  router.post('/sign-out', fromOwnPage, signOut(options));
  router.all('/sign-out', refuseMethod('POST'));
  return router;
}

function showPage(options: CodecServerOptions): RequestHandler {
  return async (req, res) => {
    const now = clock(options);
    const session = await currentSession(req, options, now);
    const access = session && sessionAccess(session, now);
    if (!session || !access?.ok) sendPage(res, 200, signInPage(req.baseUrl));
    else {
      const { staffId } = access.engineer;
      sendPage(res, 200, signedInPage(req.baseUrl, staffId, session.expiresAt, options.uiOrigin));
    }
  };
}

function signIn(options: CodecServerOptions): RequestHandler {
  return async (req, res) => {
    const now = clock(options);
    const at = now.toISOString();
    const form = Form.safeParse(req.body);
    const access = await bearerAccess(form.success ? form.data.token : '', options, now);
    if (!access.ok) {
      const { status, code, detail } = access.refusal;
      if (overLimit(res)) {
        const problem = 'Too many failed attempts. Try again in 15 minutes.';
        sendPage(res, 429, signInPage(req.baseUrl, problem));
        return;
      }
      await options.audit({ kind: 'codecSignInRefused', at, code });
      sendPage(
        res,
        status,
        signInPage(req.baseUrl, `${detail} If you are an engineer, ask your administrator for a new token.`),
      );
      return;
    }
    const { staffId, tokenId } = access.engineer;
    const expiresAt = new Date(now.getTime() + (options.sessionMinutes ?? 60) * MINUTE);
    await options.audit({ kind: 'codecSignedIn', at, staffId, tokenId });
    const secret = newSecret();
    await options.sessions.begin({ hash: hashOf(secret), tokenId, expiresAt }, now);
    res.cookie(SESSION_COOKIE, secret, {
      ...cookieScope(req, options),
      maxAge: expiresAt.getTime() - now.getTime(),
    });
    res.redirect(303, `${req.baseUrl}/sign-in`);
  };
}

function signOut(options: CodecServerOptions): RequestHandler {
  return async (req, res) => {
    const now = clock(options);
    const session = await currentSession(req, options, now);
    const hash = cookieHash(req.headers.cookie, SESSION_COOKIE);
    if (session && hash !== undefined) {
      await options.sessions.end(hash);
      const { staffId, id: tokenId } = session.token;
      await options.audit({ kind: 'codecSignedOut', at: now.toISOString(), staffId, tokenId });
    }
    res.clearCookie(SESSION_COOKIE, cookieScope(req, options)).redirect(303, `${req.baseUrl}/sign-in`);
  };
}

/** Refuses forms posted from another site or port. Browsers always send Origin here. */
const fromOwnPage: RequestHandler = (req, res, next) => {
  const { origin } = req.headers;
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === req.host)) next();
  else sendProblem(res, { status: 403, code: 'codec-origin-refused', detail: 'Use the form on this page.' });
};

const overLimit = ({ locals }: Response): boolean => locals.overLimit === true;

/**
 * Counts failed attempts per address. Beyond the limit, only wrong tokens are refused, so nobody can lock out
 * another person at the same address.
 */
function attempts(options: CodecServerOptions): RequestHandler {
  return rateLimit({
    windowMs: 15 * MINUTE,
    limit: options.signInAttempts ?? 10,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req, res, next) => {
      res.locals.overLimit = true;
      next();
    },
  });
}

function cookieScope(req: Request, options: CodecServerOptions) {
  const secure = options.secureCookie ?? req.secure;
  return { httpOnly: true, sameSite: 'strict', secure, path: req.baseUrl || '/' } as const;
}

function sendPage(res: Response, status: number, html: string): void {
  res.set('Content-Security-Policy', PAGE_POLICY);
  // "no-referrer" would make the browser send `Origin: null` with the form.
  res.set('Referrer-Policy', 'same-origin');
  res.status(status).type('html').send(html);
}
