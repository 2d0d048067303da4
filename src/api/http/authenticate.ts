/** Identifies the caller and checks the role. Refuses by default. */
import type { RequestHandler } from 'express';
import type { Role } from '../../vocabulary/roles';
import { bearerToken, verifyToken, type TokenRefusal } from '../../security/tokens';
import { contextOf, type Identity } from './context';
import type { ApiDeps } from './deps';
import { ApiError } from './errors';

const SENTENCES: Record<TokenRefusal, string> = {
  'token-malformed': 'This is not a token of this server.',
  'token-unknown': 'This token is unknown.',
  'token-revoked': 'This token has been revoked.',
  'token-expired': 'This token has expired.',
  'token-withdrawn': 'The owner of this token has left, or no longer has its role.',
};

/** Identifies the caller by the token, or refuses with 401. */
export function authenticate({ store, now }: ApiDeps): RequestHandler {
  return async (req, res, next) => {
    const token = bearerToken(req.headers.authorization);
    if (token === undefined) {
      throw new ApiError('token-missing', 'Send `Authorization: Bearer <token>`.');
    }
    const check = await verifyToken(store.tokens, token, now?.() ?? new Date());
    if (!check.ok) throw new ApiError(check.code, SENTENCES[check.code]);
    const { id: tokenId, role, staffId } = check.record;
    contextOf(res).who = { tokenId, role, staffId };
    next();
  };
}

/** The identity `authenticate` found. */
export function identityOf(res: Parameters<RequestHandler>[1]): Identity {
  const { who } = contextOf(res);
  if (!who) throw new ApiError('token-missing', 'Send `Authorization: Bearer <token>`.');
  return who;
}

/** Refuses all other roles with 403. */
export function allowOnly(roles: readonly Role[]): RequestHandler {
  return (_req, res, next) => {
    const { role } = identityOf(res);
    if (!roles.includes(role)) {
      const who = roles.length ? `Allowed for: ${roles.join(', ')}.` : 'Nobody may do this over HTTP.';
      throw new ApiError('role-refused', `Your role is ${role}. ${who}`);
    }
    next();
  };
}
