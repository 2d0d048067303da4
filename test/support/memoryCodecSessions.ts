import type { CodecSessionStore } from '../../src/security/codecSession';
import type { TokenStore } from '../../src/security/tokens';

/** Sign-ins for tests that need no database. */
export function memoryCodecSessions(tokens: TokenStore): CodecSessionStore {
  const kept = new Map<string, { tokenId: string; expiresAt: Date }>();
  return {
    begin: ({ hash, ...session }) => {
      kept.set(hash, session);
      return Promise.resolve();
    },
    find: async (hash) => {
      const session = kept.get(hash);
      const token = (await tokens.list()).find(({ id }) => id === session?.tokenId);
      return session && token && { token, expiresAt: session.expiresAt };
    },
    end: (hash) => {
      kept.delete(hash);
      return Promise.resolve();
    },
  };
}
