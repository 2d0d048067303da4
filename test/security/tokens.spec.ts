import {
  bearerToken,
  checkTokenRecord,
  createToken,
  hashToken,
  isRole,
  ROLES,
  verifyToken,
} from '../../src/security/tokens';
import { memoryTokenStore } from '../support/memoryTokenStore';

const now = new Date('2027-01-04T17:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe('a token', () => {
  it('is recognised, with its role and staff id', async () => {
    const store = memoryTokenStore();
    const { token } = await createToken(store, { role: 'therapist', staffId: 'staff-7' }, now);
    expect(token).toMatch(/^tl_[\w-]{43}$/);
    await expect(verifyToken(store, token, now)).resolves.toMatchObject({
      ok: true,
      record: { role: 'therapist', staffId: 'staff-7', createdAt: now.toISOString() },
    });
  });

  it('is stored only as its hash', async () => {
    const store = memoryTokenStore();
    const { token, record } = await createToken(store, { role: 'admin', staffId: 'staff-1' }, now);
    expect(JSON.stringify(await store.list())).not.toContain(token.slice(3));
    expect(record.hash).toBe(hashToken(token));
  });

  it('is never made twice', async () => {
    const store = memoryTokenStore();
    const made = await Promise.all(
      Array.from({ length: 100 }, () => createToken(store, { role: 'lead', staffId: 'staff-2' }, now)),
    );
    expect(new Set(made.map(({ token }) => token)).size).toBe(100);
  });

  it.each(['', 'tl_', 'tl_short', `tl_${'a'.repeat(44)}`, `xx_${'a'.repeat(43)}`, `tl_${'é'.repeat(43)}`])(
    'of another shape is malformed: %j',
    async (token) => {
      await expect(verifyToken(memoryTokenStore(), token, now)).resolves.toEqual({
        ok: false,
        code: 'token-malformed',
      });
    },
  );

  it('nobody made is unknown', async () => {
    const { token } = await createToken(memoryTokenStore(), { role: 'admin', staffId: 'staff-1' }, now);
    await expect(verifyToken(memoryTokenStore(), token, now)).resolves.toMatchObject({
      code: 'token-unknown',
    });
  });

  it('is unknown when a store answers with another record', async () => {
    const store = memoryTokenStore();
    const { record } = await createToken(store, { role: 'admin', staffId: 'staff-1' }, now);
    const careless = { ...store, find: () => Promise.resolve(record) };
    const { token } = await createToken(memoryTokenStore(), { role: 'admin', staffId: 'staff-1' }, now);
    await expect(verifyToken(careless, token, now)).resolves.toMatchObject({ code: 'token-unknown' });
  });

  it('ends at its expiry, not a moment sooner', async () => {
    const store = memoryTokenStore();
    const { token } = await createToken(
      store,
      { role: 'biller', staffId: 'staff-3', expiresAt: later(5) },
      now,
    );
    await expect(verifyToken(store, token, new Date(later(5).getTime() - 1))).resolves.toMatchObject({
      ok: true,
    });
    await expect(verifyToken(store, token, later(5))).resolves.toEqual({ ok: false, code: 'token-expired' });
  });

  it('ends when its owner has left or lost the role', () => {
    const owner = { role: 'lead' as const, staffId: 'staff-5' };
    const times = { createdAt: now.toISOString(), expiresAt: null, revokedAt: null, lastUsedAt: null };
    const record = { ...{ id: 'token', hash: 'hash', name: null }, ...owner, ...times };
    expect(checkTokenRecord({ ...record, withdrawn: false }, now)).toMatchObject({ ok: true });
    expect(checkTokenRecord({ ...record, withdrawn: true }, now)).toEqual({
      ok: false,
      code: 'token-withdrawn',
    });
  });

  it('ends when it is revoked', async () => {
    const store = memoryTokenStore();
    const { token, record } = await createToken(store, { role: 'frontDesk', staffId: 'staff-4' }, now);
    await store.revoke(record.id);
    await expect(verifyToken(store, token, now)).resolves.toEqual({ ok: false, code: 'token-revoked' });
  });
});

describe('roles', () => {
  it('are a closed list', () => {
    expect(ROLES).toHaveLength(10);
    expect(isRole('engineer')).toBe(true);
    expect(isRole('root')).toBe(false);
  });
});

describe('an Authorization header', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer  abc', 'abc'],
    ['Basic abc', undefined],
    ['Bearer a b', undefined],
    ['Bearer ', undefined],
    [undefined, undefined],
  ])('%j holds the token %j', (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });
});
