/** Looking whether a time is free and booking it: one after the other, whatever happens to the one before. */
import { openStore } from '../../src/store';
import { freshStore } from '../support/store';

const SOON = 5_000;

let store: Awaited<ReturnType<typeof freshStore>>;
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
    }, SOON);
  expect(await Promise.all([look(), look(), look()])).toEqual([true, false, false]);
});

it('goes on after one that failed', async () => {
  const failed = store.calendars.alone(() => Promise.reject(new Error('no')), SOON);
  await expect(failed).rejects.toThrow('no');
  expect(await store.calendars.alone(() => Promise.resolve('yes'), SOON)).toBe('yes');
});

it('waits no longer than it is told, for this process or another, and goes on once it is over', async () => {
  let finish = (): void => undefined;
  let began = (): void => undefined;
  const underWay = new Promise<void>((resolve) => (began = resolve));
  const slow = store.calendars.alone(() => {
    began();
    return new Promise<void>((resolve) => (finish = resolve));
  }, SOON);
  await underWay;
  const other = openStore({ databaseUrl: store.databaseUrl });
  const tried = jest.fn(() => Promise.resolve());
  for (const { calendars } of [store, other])
    await expect(calendars.alone(tried, 50)).rejects.toMatchObject({ code: 'database-busy' });
  expect(tried).not.toHaveBeenCalled();
  finish();
  await slow;
  for (const { calendars } of [store, other]) await calendars.alone(tried, SOON);
  expect(tried).toHaveBeenCalledTimes(2);
  await other.close();
});
