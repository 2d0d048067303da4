/** Looking whether a time is free and booking it: one after the other, whatever happens to the one before. */
import type { Store } from '../../src/store';
import { freshStore } from '../support/store';

let store: Store;
beforeAll(async () => (store = await freshStore()));
afterAll(() => store.close());

it('lets nobody in while somebody looks and books', async () => {
  let free = true;
  const look = () =>
    store.calendars.alone(async () => {
      const was = free;
      // Whoever looks meanwhile would see it free, too.
      await store.practice.get();
      free = false;
      return was;
    });
  expect(await Promise.all([look(), look(), look()])).toEqual([true, false, false]);
});

it('goes on after one that failed', async () => {
  const failed = store.calendars.alone(() => Promise.reject(new Error('no')));
  await expect(failed).rejects.toThrow('no');
  expect(await store.calendars.alone(() => Promise.resolve('yes'))).toBe('yes');
});
