import { selectedBy, revokeMatching } from '../../../src/cli/commands/token';
import { createToken, verifyToken } from '../../../src/security/tokens';
import { listTokens } from '../../../src/setup/tokens';
import type { Store } from '../../../src/store';
import { empty, freshStore } from '../../support/store';

const NOW = new Date('2027-01-04T17:00:00Z');
const LATER = new Date('2027-01-05T17:00:00Z');

let store: Store;
beforeAll(async () => {
  store = await freshStore();
});
afterAll(() => store.close());
afterEach(() => empty(store));

const token = (staffId: string, expiresAt?: Date) =>
  createToken(store.tokens, { role: 'therapist', staffId, ...(expiresAt && { expiresAt }) }, NOW);
const holds = async (text: string) => (await verifyToken(store.tokens, text, LATER)).ok;

describe('tokens', () => {
  it('are listed by role, owner and state, without anything they could be used or found by', async () => {
    const { token: text, record } = await token('t-1');
    await token('t-2', LATER);
    const listed = await listTokens(store, LATER);
    const byOwner = [...listed].sort((a, b) => (a.staffId < b.staffId ? -1 : 1));
    expect(byOwner).toMatchObject([
      { id: record.id, role: 'therapist', staffId: 't-1', state: 'valid', createdAt: record.createdAt },
      { staffId: 't-2', state: 'expired' },
    ]);
    expect(JSON.stringify(listed)).not.toContain(text);
    expect(JSON.stringify(listed)).not.toContain(record.hash);
  });

  it('are taken back one by one, at once, and the audit keeps it', async () => {
    const [one, other] = [await token('t-1'), await token('t-1')];
    await revokeMatching(store, selectedBy(one.record.id, undefined), LATER);
    expect([await holds(one.token), await holds(other.token)]).toEqual([false, true]);
    const kept = await store.db.selectFrom('audit').select(['stream', 'kind', 'detail']).execute();
    expect(kept).toMatchObject([
      { stream: 'access', kind: 'token-revoked', detail: { token: one.record.id, staffId: 't-1' } },
    ]);
  });

  it('are taken back of a person all together, and nobody else', async () => {
    const [one, two, other] = [await token('t-1'), await token('t-1'), await token('t-2')];
    expect(await revokeMatching(store, selectedBy(undefined, 't-1'), LATER)).toHaveLength(2);
    expect([await holds(one.token), await holds(two.token), await holds(other.token)]).toEqual([
      ...[false, false, true],
    ]);
  });

  it('are not revoked when none is selected, none exists, or none is still valid', async () => {
    const { record } = await token('t-1');
    const code = (wanted: string) => ({ code: wanted });
    expect(() => selectedBy(undefined, undefined)).toThrow('Give the id of one token');
    expect(() => selectedBy(record.id, 't-1')).toThrow('not both');
    await expect(revokeMatching(store, selectedBy('nobody', undefined), LATER)).rejects.toMatchObject({
      ...code('token-not-held'),
      message: expect.stringContaining('does not exist') as string,
    });
    await revokeMatching(store, selectedBy(record.id, undefined), LATER);
    await expect(revokeMatching(store, selectedBy(record.id, undefined), LATER)).rejects.toMatchObject({
      ...code('token-not-held'),
      message: expect.stringContaining('already revoked') as string,
    });
    expect(await store.db.selectFrom('audit').select('kind').execute()).toHaveLength(1);
  });
});
