import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import { startApi } from '../../src/api/startApi';
import { temporalEngine } from '../../src/engine/temporalEngine';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';
import { createToken } from '../../src/security/tokens';
import type { Store } from '../../src/store';

const UNLIMITED = 1_000_000;

/** Starts the API on a free port, with a function that reports a payment as a biller. */
export async function httpRoute(store: Store, client: Client, taskQueue: string) {
  const staff = { role: 'biller', staffId: 'biller-1' } as const;
  const { token } = await createToken(store.tokens, staff, new Date());
  const limits = { perToken: UNLIMITED, perAddress: UNLIMITED };
  const engine = temporalEngine(client, { taskQueue });
  const keyring = parseKeyring(newKeyEntry('bench'));
  const log = pino({ level: 'silent' });
  const api = await startApi({ store, engine, keyring, log, limits }, { port: 0 });
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  return {
    stop: () => api.stop(),
    post: async (course: string): Promise<void> => {
      const answer = await fetch(`${api.url}/api/v1/courses/${course}/signals/paymentPosted`, {
        method: 'POST',
        headers: { ...headers, 'Idempotency-Key': randomUUID() },
        body: JSON.stringify({ cents: 100, method: 'card' }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`The API answered ${answer.status}: ${text}`);
    },
  };
}
