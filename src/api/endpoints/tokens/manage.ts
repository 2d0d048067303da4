/** Tokens for programs: each for one role of one person, until it expires. */
import { z } from 'zod';
import { StaffId } from '../../../catalog/careTeam';
import { createToken as issueToken } from '../../../security/tokens';
import { listTokens as tokensOf, revokeTokens, type ListedToken } from '../../../setup/tokens';
import { MEMBER_ROLES, type Role } from '../../../vocabulary/roles';
import { endpoint } from '../../http/endpoint';
import { ApiError, invalid, type ApiErrorCode } from '../../http/errors';
import { oneOf } from '../../oneOf';
import { At, RoleOut, Uuid } from '../../schemas';
import type { ApiDeps } from '../../http/deps';

const MANAGERS: readonly Role[] = ['lead', 'admin'];
const problems: ApiErrorCode[] = ['token-not-found'];
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

/** @throws ApiError `token-not-found` */
async function valid({ store }: ApiDeps, id: string, now: Date): Promise<ListedToken> {
  const found = (await tokensOf(store, now)).find((token) => token.id === id);
  if (found?.state === 'valid') return found;
  throw new ApiError(
    'token-not-found',
    found ? `This token is ${found.state}.` : 'This token does not exist.',
  );
}

export const listTokens = endpoint({
  id: 'listTokens',
  method: 'get',
  path: '/api/v1/tokens',
  tag: 'Tokens',
  summary: 'List all tokens.',
  description: 'Oldest first, with what no longer works.',
  roles: MANAGERS,
  response: z.object({ tokens: z.array(TokenOut) }).meta({ id: 'TokenList' }),
  handler: async ({ deps: { store }, now }) => ({
    tokens: (await tokensOf(store, new Date(now))).map(tokenOut),
  }),
});

export const createToken = endpoint({
  id: 'createToken',
  method: 'post',
  path: '/api/v1/tokens',
  tag: 'Tokens',
  summary: 'Create a token for a program.',
  description: 'A repeated request creates another one: its answer is not stored, because it has the token.',
  roles: MANAGERS,
  success: 'created',
  keyed: false,
  body: z
    .strictObject({
      name: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .meta({ description: 'What it is for.', example: 'Nightly report' }),
      role: z.enum(MEMBER_ROLES),
      owner: StaffId.optional().meta({ description: 'Who must hold the role. Default: you.' }),
      days: z.int().min(1).max(LONGEST_DAYS).meta({ description: 'Days until it expires.', example: 90 }),
    })
    .meta({ id: 'TokenRequest' }),
  response: NewToken,
  handler: async ({ body: { name, role, owner, days }, who, deps: { store }, now }) => {
    const staffId = owner ?? who.staffId;
    const person = await store.staff.find(staffId);
    if (!person || person.leftAt || !person.roles.includes(role))
      throw invalid([{ field: 'role', message: 'must be a role that the owner of the token holds' }]);
    const at = new Date(now);
    const expiresAt = new Date(at.getTime() + days * DAY_MS);
    return store.atOnce(async ({ tokens, audit }) => {
      const { token, record } = await issueToken(tokens, { name, role, staffId, expiresAt }, at);
      const by = { role: who.role, id: who.staffId };
      const detail = { token: record.id, role, staffId };
      await audit.append({ stream: 'access', at: now, kind: 'token-created', by, detail });
      return { id: record.id, token };
    });
  },
});

export const rotateToken = endpoint({
  id: 'rotateToken',
  method: 'post',
  path: '/api/v1/tokens/{id}/rotate',
  tag: 'Tokens',
  summary: 'Replace a token by a new one.',
  description:
    'The new one has the same name, role and owner, and lasts as long as the old one was to last. The old one works for another ' +
    'day, unless you revoke it. A repeated request creates another one.',
  roles: MANAGERS,
  keyed: false,
  problems,
  params: Id,
  response: NewToken,
  handler: async ({ params: { id }, who, deps, now }) => {
    const at = new Date(now);
    const old = await valid(deps, id, at);
    const lasts =
      old.expiresAt === null ? LONGEST_DAYS * DAY_MS : Date.parse(old.expiresAt) - Date.parse(old.createdAt);
    const { role, staffId } = old;
    return deps.store.atOnce(async ({ tokens, audit }) => {
      const next = {
        ...{ name: old.name ?? undefined, role, staffId },
        expiresAt: new Date(at.getTime() + lasts),
      };
      const { token, record } = await issueToken(tokens, next, at);
      await tokens.expire(id, new Date(at.getTime() + OVERLAP_MS));
      const by = { role: who.role, id: who.staffId };
      const detail = { token: id, next: record.id, role, staffId };
      await audit.append({ stream: 'access', at: now, kind: 'token-rotated', by, detail });
      return { id: record.id, token };
    });
  },
});

export const revokeToken = endpoint({
  id: 'revokeToken',
  method: 'post',
  path: '/api/v1/tokens/{id}/revoke',
  tag: 'Tokens',
  summary: 'Revoke a token.',
  description: 'It is refused at once.',
  roles: MANAGERS,
  problems,
  params: Id,
  response: z.object({ revoked: z.literal(true) }).meta({ id: 'TokenRevoked' }),
  handler: async ({ params: { id }, deps, now }) => {
    const { id: known } = await valid(deps, id, new Date(now));
    await revokeTokens(deps.store, (token) => token.id === known, new Date(now));
    return { revoked: true } as const;
  },
});
