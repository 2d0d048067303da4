import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import type { CodecServerOptions } from './codecOptions';
import type { CodecSession } from './codecSession';
import { sendProblem, type Refusal } from './problem';
import { cookieHash } from './secrets';
import { bearerToken, checkTokenRecord, verifyToken, type TokenCheck } from './tokens';

export const SESSION_COOKIE = 'throughline_codec';

/** The engineer a request comes from. */
export interface Engineer {
  readonly staffId: string;
  readonly tokenId: string;
  readonly by: 'session' | 'bearer';
}

export type Access =
  { readonly ok: true; readonly engineer: Engineer } | { readonly ok: false; readonly refusal: Refusal };

interface Headed {
  readonly headers: IncomingHttpHeaders;
}

const signInNeeded: Refusal = {
  status: 401,
  code: 'codec-sign-in-needed',
  detail: 'Sign in at /codec/sign-in, or send the bearer token of an engineer.',
};

/**
 * Identifies the caller by bearer token or session cookie. A cookie counts only with the Origin of the Temporal UI:
 * any other page on this host, on any port, is "same site" and sends it too.
 */
export async function identify(req: Headed, options: CodecServerOptions, now: Date): Promise<Access> {
  if (req.headers.authorization !== undefined) {
    const token = bearerToken(req.headers.authorization);
    return token === undefined ? refused(signInNeeded) : bearerAccess(token, options, now);
  }
  const session = await currentSession(req, options, now);
  if (!session) return refused(signInNeeded);
  if (req.headers.origin !== options.uiOrigin) return refused(originRefused);
  return sessionAccess(session, now);
}

/** Checks that a token is valid and belongs to an engineer. */
export async function bearerAccess(token: string, options: CodecServerOptions, now: Date): Promise<Access> {
  return engineerAccess(await verifyToken(options.tokens, token, now), 'bearer');
}

/** The session of a request's cookie, if there is one that has not expired. */
export async function currentSession(
  req: Headed,
  { sessions }: CodecServerOptions,
  now: Date,
): Promise<CodecSession | undefined> {
  const hash = cookieHash(req.headers.cookie, SESSION_COOKIE);
  const session = hash === undefined ? undefined : await sessions.find(hash);
  return session && session.expiresAt > now ? session : undefined;
}

/** Checks the token that a session came from: revoking it ends the session at once. */
export const sessionAccess = ({ token }: CodecSession, now: Date): Access =>
  engineerAccess(checkTokenRecord(token, now), 'session');

function engineerAccess(check: TokenCheck, by: Engineer['by']): Access {
  if (!check.ok) {
    return refused({ status: 401, code: check.code, detail: 'This token is not valid, or no longer valid.' });
  }
  const { id, role, staffId } = check.record;
  if (role === 'engineer') return { ok: true, engineer: { staffId, tokenId: id, by } };
  return refused({ status: 403, code: 'codec-role-refused', detail: 'Only an engineer may read payloads.' });
}

function refused(refusal: Refusal): Access {
  return { ok: false, refusal };
}

const originRefused: Refusal = {
  status: 403,
  code: 'codec-origin-refused',
  detail: "Browser requests must come from the Temporal UI's address.",
};

/** CORS for exactly one origin, with credentials. Requests without an Origin (not from a browser) pass. */
export function onlyFrom(uiOrigin: string): RequestHandler {
  return (req, res, next) => {
    res.vary('Origin');
    if (req.headers.origin !== undefined && req.headers.origin !== uiOrigin) {
      sendProblem(res, originRefused);
      return;
    }
    res.set('Access-Control-Allow-Origin', uiOrigin);
    res.set('Access-Control-Allow-Credentials', 'true');
    next();
  };
}
