import { openStore, type Store } from '../../src/store';
import { storeSuite } from './suite';

describe('the embedded database', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore({ memory: true });
    await store.migrate();
  }, 30_000);
  afterAll(() => store.close());

  storeSuite(() => store);
});
