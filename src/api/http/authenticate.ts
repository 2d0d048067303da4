/** Identifies the caller by token or cookie, and checks the role. Refuses by default. */
import type { Request, RequestHandler, Response } from 'express';
import type { Role } from '../../vocabulary/roles';
import { bearerToken, verifyToken, type TokenRefusal } from '../../security/tokens';
import { contextOf, type Identity, type Visitor } from './context';
import type { ApiDeps } from './deps';
import { ApiError } from './errors';
import type { Endpoint } from './operation';
import type { SignInLimits } from './signInLimits';
import { complete, findVisitor } from './visitor';

const SENTENCES: Record<TokenRefusal, string> = {
  'token-malformed': 'This is not a token of this server.',
  'token-unknown': 'This token is unknown.',
  'token-revoked': 'This token has been revoked.',
  'token-expired': 'This token has expired.',
  'token-withdrawn': 'The owner of this token has left, or no longer has its role.',
};

/** A caller, before it is decided in which of their roles they act. */
interface Caller extends Omit<Identity, 'role'> {
  roles: readonly [Role, ...Role[]];
}

/**
 * Identifies the caller, or refuses with 401. They act in the role of the header `Throughline-Role`, or else in that of
 * theirs which the operation names first: a signal names those whose job it is first.
 */
export function authenticate(deps: ApiDeps, operation: Guarded, limits: SignInLimits): RequestHandler {
  return async (req, res, next) => {
    contextOf(res).who = await identify(req, res, deps, operation, limits);
    next();
  };
}

/** What of an operation matters for who may use it, and for how long their sign-in lasts. */
type Guarded = Pick<Endpoint, 'roles' | 'events'>;

/** Who sends the request. @throws ApiError */
export async function identify(
  req: Request,
  res: Response,
  deps: ApiDeps,
  { roles: allowed, events }: Guarded,
  limits: SignInLimits,
): Promise<Identity> {
  const { roles, ...caller } = req.headers.authorization
    ? await tokenOwner(req.headers.authorization, deps)
    : signedInPerson(await findVisitor(req, res, deps, limits, events === undefined));
  const role = allowed.find((each) => roles.includes(each)) ?? roles[0];
  return { ...caller, role: asked(req, roles) ?? role };
}

async function tokenOwner(authorization: string, { store, now }: ApiDeps): Promise<Caller> {
  const token = bearerToken(authorization);
  if (token === undefined) throw new ApiError('token-missing', 'Send `Authorization: Bearer <token>`.');
  const check = await verifyToken(store.tokens, token, now?.() ?? new Date());
  if (!check.ok) throw new ApiError(check.code, SENTENCES[check.code]);
  const { id: tokenId, role, staffId } = check.record;
  return { tokenId, roles: [role], staffId };
}

function signedInPerson(visitor: Visitor): Caller {
  const {
    id: tokenId,
    staffId,
    roles: [first, ...others],
  } = complete(visitor.signIn);
  if (!first) throw new Error('everyone on the staff has a role: the database checks this');
  return { tokenId, roles: [first, ...others], staffId, visitor };
}

/** The role the caller wants to act in. @throws ApiError `role-refused` if they do not have it */
function asked(req: Request, roles: readonly Role[]): Role | undefined {
  const named = req.get('throughline-role');
  if (named === undefined) return undefined;
  const role = roles.find((each) => each === named);
  if (!role) throw new ApiError('role-refused', `You do not have this role. Yours: ${roles.join(', ')}.`);
  return role;
}

/** The identity `authenticate` found. */
export function identityOf(res: Parameters<RequestHandler>[1]): Identity {
  const { who } = contextOf(res);
  if (!who) throw new Error('the request has no caller: authenticate must run first');
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
