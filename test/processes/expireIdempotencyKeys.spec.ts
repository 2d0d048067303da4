import { EngineError } from '../../src/engine/engine';
import { once } from '../../src/api/http/idempotency';
import { fromMs, plusHours } from '../../src/time/instant';
import { expireIdempotencyKeys } from '../../src/processes/expireIdempotencyKeys';
import type { Store } from '../../src/store';
import { until } from '../../tools/until';
import { empty, freshStore } from '../support/store';

const NOW = Date.parse('2027-03-04T17:00:00Z');
const DAYS = 24;

let store: Store;
beforeAll(async () => {
  store = await freshStore();
});
afterAll(() => store.close());
afterEach(() => empty(store));

const log = { warn: () => undefined };
const keys = async () =>
  (await store.db.selectFrom('apiRequests').select('key').orderBy('key').execute()).map(({ key }) => key);
const answered = async (key: string, daysAgo: number) => {
  await store.idempotency.begin('s', key, 'hash', plusHours(fromMs(NOW), -daysAgo * DAYS));
  await store.idempotency.finish('s', key, { status: 200, body: {} });
};

describe('answers by Idempotency-Key', () => {
  it('are forgotten after 30 days when the API starts, and not before', async () => {
    await answered('new', 29);
    await answered('old', 31);
    await expireIdempotencyKeys(store, { log, now: () => NOW }).stop();
    expect(await keys()).toEqual(['new']);
  });

  it('are not forgotten early where nobody knows what became of the request', async () => {
    const now = fromMs(NOW);
    const request = { scope: 's', key: 'open', hash: 'hash' };
    const failing = { joins: false, work: () => Promise.reject(new EngineError('workers-unavailable')) };
    await expect(once(store.idempotency, request, now, failing)).rejects.toMatchObject({
      code: 'workers-unavailable',
    });
    await expireIdempotencyKeys(store, { log, now: () => NOW }).stop();
    expect(await store.idempotency.begin('s', 'open', 'another', now)).toEqual({ state: 'mismatch' });
    expect(await store.idempotency.begin('s', 'open', 'hash', now)).toEqual({
      ...{ state: 'new', resumed: true },
    });
  });

  it('are forgotten while the API runs, also after a time at which the database was away', async () => {
    await answered('old', 31);
    const warned: unknown[] = [];
    let away = true;
    const expire: Store['idempotency']['expire'] = (before) => {
      if (!away) return store.idempotency.expire(before);
      away = false;
      return Promise.reject(Object.assign(new Error('away'), { code: 'database-unavailable' }));
    };
    const forgetting = expireIdempotencyKeys(
      { idempotency: { expire } },
      { log: { warn: (said: unknown) => void warned.push(said) }, everyMs: 5, now: () => NOW },
    );
    await until('the old one is gone', async () => (await keys()).length === 0);
    await forgetting.stop();
    expect(warned).toEqual([{ code: 'database-unavailable' }]);
  });
});
