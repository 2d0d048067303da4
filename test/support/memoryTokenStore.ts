import type { TokenRecord, TokenStore } from '../../src/security/tokens';

/** A token store for tests that need no database. */
export function memoryTokenStore(now: () => Date = () => new Date()): TokenStore {
  const records = new Map<string, TokenRecord>();
  return {
    find: (hash) => Promise.resolve([...records.values()].find((record) => record.hash === hash)),
    add: (record) => {
      records.set(record.id, record);
      return Promise.resolve();
    },
    list: () => Promise.resolve([...records.values()]),
    used: (id, at) => {
      const record = records.get(id);
      if (record) records.set(id, { ...record, lastUsedAt: at.toISOString() });
      return Promise.resolve();
    },
    expire: (id, at) => {
      const record = records.get(id);
      if (record) records.set(id, { ...record, expiresAt: at.toISOString() });
      return Promise.resolve();
    },
    revoke: (id) => {
      const record = records.get(id);
      if (record) records.set(id, { ...record, revokedAt: record.revokedAt ?? now().toISOString() });
      return Promise.resolve();
    },
  };
}
