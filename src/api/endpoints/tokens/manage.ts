/**
 * Tokens for programs: each for one role of one person, until it expires. Nobody makes or replaces one of somebody else:
 * it would let them act as that person.
 */
import { z } from 'zod';
import { createToken as issueToken } from '../../../security/tokens';
import { listTokens as tokensOf, revokeTokens, type ListedToken } from '../../../setup/tokens';
import type { Repositories } from '../../../store';
import type { Instant } from '../../../time/instant';
import { MEMBER_ROLES, type Role } from '../../../vocabulary/roles';
import type { Identity } from '../../http/context';
import { endpoint } from '../../http/endpoint';
import { ApiError, invalid, type ApiErrorCode } from '../../http/errors';
import { ifStillAllowed } from '../../http/stillAllowed';
import { oneOf } from '../../oneOf';
import { MANAGERS, STAFF_AND_PARTNERS } from '../../roles';
import { At, RoleOut, Uuid } from '../../schemas';
import type { ApiDeps } from '../../http/deps';
import { OwnPassword } from '../../http/inPerson';

const problems: ApiErrorCode[] = ['token-not-found', 'token-not-yours'];
const MAKING = 'A repeated request creates another one: its answer is not stored, because it has the token.';
const Id = z.strictObject({ id: Uuid.meta({ description: 'Id of the token, which is not the token.' }) });

const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;
/** So that programs can be changed one after the other. */
const OVERLAP_MS = DAY_MS;

const TokenOut = z
  .object({
    id: Uuid,
    name: z.string().optional().meta({ description: 'What it is for.' }),
    role: RoleOut,
    owner: z.string().meta({ description: 'Id of the person it belongs to.', example: 't-1' }),
    createdAt: At,
    expiresAt: At.optional(),
    lastUsedAt: At.optional().meta({ description: 'To the minute. Absent: never.' }),
    state: oneOf(['valid', 'revoked', 'expired', 'withdrawn'], {
      id: 'TokenState',
      description: '`withdrawn`: its owner has left or lost its role.',
    }),
  })
  .meta({ id: 'Token', description: 'A token, without what it is used with.' });

const NewToken = z
  .object({ id: Uuid, token: z.string().meta({ description: 'Shown only now: it is stored as a hash.' }) })
  .meta({ id: 'NewToken' });

const tokenOut = ({ id, name, role, staffId, createdAt, expiresAt, lastUsedAt, state }: ListedToken) => ({
  ...{ id, role, owner: staffId, createdAt, state },
  ...(name !== null && { name }),
  ...(expiresAt !== null && { expiresAt }),
  ...(lastUsedAt !== null && { lastUsedAt }),
});

/** Whether they see and revoke everybody's, in whatever role they act. */
const manages = ({ visitor, role }: Identity): boolean =>
  (visitor?.signIn?.roles ?? [role]).some((each) => MANAGERS.includes(each));

/** @throws ApiError `token-not-found` */
async function valid({ store }: ApiDeps, id: string, now: Date): Promise<ListedToken> {
  const found = (await tokensOf(store, now)).find((token) => token.id === id);
  if (found?.state === 'valid') return found;
  throw new ApiError(
    'token-not-found',
    found ? `This token is ${found.state}.` : 'This token does not exist.',
  );
}

const notYours = (detail: string): ApiError => new ApiError('token-not-yours', detail);

/** @throws ApiError `request-invalid` */
function mustHold(role: Role, { visitor }: Identity): void {
  const roles: readonly Role[] = visitor?.signIn?.roles ?? [];
  if (!roles.includes(role)) throw invalid([{ field: 'role', message: 'must be one of your roles' }]);
}

/** Makes one of the caller, and writes down who did. */
async function make(
  { tokens, audit }: Pick<Repositories, 'tokens' | 'audit'>,
  {
    name,
    role,
    lastsMs,
    instead,
  }: { name: string | undefined; role: Role; lastsMs: number; instead?: string },
  who: Identity,
  now: Instant,
): Promise<z.output<typeof NewToken>> {
  const at = new Date(now);
  const { staffId } = who;
  const expiresAt = new Date(at.getTime() + lastsMs);
  const { token, record } = await issueToken(tokens, { name, role, staffId, expiresAt }, at);
  const detail = instead === undefined ? { token: record.id } : { token: instead, next: record.id };
  await audit.append({
    ...{ stream: 'access', at: now, kind: instead === undefined ? 'token-created' : 'token-rotated' },
    ...{ by: { role: who.role, id: staffId }, detail: { ...detail, role, staffId } },
  });
  return { id: record.id, token };
}

export const listTokens = endpoint({
  id: 'listTokens',
  method: 'get',
  path: '/api/v1/tokens',
  tag: 'Tokens',
  summary: 'List tokens.',
  description:
    'Oldest first, with what no longer works. The lead and admins see everybody’s, others their own.',
  roles: STAFF_AND_PARTNERS,
  response: z.object({ tokens: z.array(TokenOut) }).meta({ id: 'TokenList' }),
  handler: async ({ who, deps: { store }, now }) => ({
    tokens: (await tokensOf(store, new Date(now)))
      .filter(({ staffId }) => staffId === who.staffId || manages(who))
      .map(tokenOut),
  }),
});

export const createToken = endpoint({
  id: 'createToken',
  method: 'post',
  path: '/api/v1/tokens',
  tag: 'Tokens',
  summary: 'Create a token for a program of yours.',
  description: `It acts as you, in one of your roles. ${MAKING}`,
  roles: STAFF_AND_PARTNERS,
  success: 'created',
  keyed: false,
  inPerson: { password: true },
  body: z
    .strictObject({
      name: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .meta({ description: 'What it is for.', example: 'Nightly report' }),
      role: z.enum(MEMBER_ROLES),
      ownPassword: OwnPassword.optional(),
      days: z.int().min(1).max(LONGEST_DAYS).meta({ description: 'Days until it expires.', example: 90 }),
    })
    .meta({ id: 'TokenRequest' }),
  response: NewToken,
  handler: async ({ body: { name, role, days }, who, deps, now }) => {
    mustHold(role, who);
    return ifStillAllowed(deps.store, who, (all) =>
      make(all, { name, role, lastsMs: days * DAY_MS }, who, now),
    );
  },
});

export const rotateToken = endpoint({
  id: 'rotateToken',
  method: 'post',
  path: '/api/v1/tokens/{id}/rotate',
  tag: 'Tokens',
  summary: 'Replace a token of yours by a new one.',
  description:
    'The new one has the same name and role, and lasts as long as the old one was to last. The old one works for another ' +
    `day, unless you revoke it. ${MAKING}`,
  roles: STAFF_AND_PARTNERS,
  keyed: false,
  inPerson: { password: true },
  problems,
  params: Id,
  body: z.strictObject({ ownPassword: OwnPassword.optional() }),
  response: NewToken,
  handler: async ({ params: { id }, who, deps, now }) => {
    const old = await valid(deps, id, new Date(now));
    if (old.staffId !== who.staffId)
      throw notYours('Only its owner can replace a token. The lead and admins can revoke it.');
    const { name, role, createdAt, expiresAt } = old;
    mustHold(role, who);
    const lastsMs =
      expiresAt === null ? LONGEST_DAYS * DAY_MS : Date.parse(expiresAt) - Date.parse(createdAt);
    return ifStillAllowed(deps.store, who, async (all) => {
      await all.tokens.expire(id, new Date(Date.parse(now) + OVERLAP_MS));
      return make(all, { name: name ?? undefined, role, lastsMs, instead: id }, who, now);
    });
  },
});

export const revokeToken = endpoint({
  id: 'revokeToken',
  method: 'post',
  path: '/api/v1/tokens/{id}/revoke',
  tag: 'Tokens',
  summary: 'Revoke a token.',
  description: 'It is refused at once. The lead and admins can revoke everybody’s, others their own.',
  roles: STAFF_AND_PARTNERS,
  problems,
  params: Id,
  response: z.object({ revoked: z.literal(true) }).meta({ id: 'TokenRevoked' }),
  handler: async ({ params: { id }, who, deps, now }) => {
    const { id: known, staffId } = await valid(deps, id, new Date(now));
    if (staffId !== who.staffId && !manages(who)) throw notYours('This token is somebody else’s.');
    const by = { role: who.role, id: who.staffId };
    await ifStillAllowed(deps.store, who, (all) =>
      revokeTokens(all, (token) => token.id === known, new Date(now), by),
    );
    return { revoked: true } as const;
  },
});
