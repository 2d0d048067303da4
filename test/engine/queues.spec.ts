import { setImmediate as turn } from 'node:timers/promises';
import { Queues } from '../../src/engine/queues';

const LONG = 60_000;
const queues = (atOnce: number, mostWaiting = 250) => new Queues({ atOnce, mostWaiting });

describe('the queue of a course', () => {
  it('lets few in at once, the others in the order of their coming, each course for itself', async () => {
    const queue = queues(2);
    const served: string[] = [];
    const come = (who: string, course = 'a') =>
      queue.enter(course, LONG).then((how) => served.push(`${who} ${how}`));
    const all = ['1', '2', '3', '4'].map((who) => come(who));
    await come('elsewhere', 'b');
    await turn();
    expect(served).toEqual(['1 now', '2 now', 'elsewhere now']);
    for (const rest of [1, 2, 3]) {
      queue.leave('a', true);
      await turn();
      expect(served).toHaveLength(Math.min(5, 3 + rest));
    }
    await Promise.all(all);
    expect(served.slice(3)).toEqual(['3 now', '4 now']);
  });

  it('sends away at once whoever comes when too many wait', async () => {
    const queue = queues(1, 1);
    await queue.enter('a', LONG);
    const waiting = queue.enter('a', LONG);
    expect(await queue.enter('a', LONG)).toBe('full');
    queue.leave('a', true);
    expect(await waiting).toBe('now');
  });

  it('says to whoever waited in vain whether others were served', async () => {
    const queue = queues(1);
    await queue.enter('a', LONG);
    expect(await queue.enter('a', 5)).toBe('stalled');
    const next = queue.enter('a', LONG);
    const last = queue.enter('a', 20);
    queue.leave('a', true);
    expect([await next, await last]).toEqual(['now', 'slow']);
  });

  it('loses no place to one who went away, and keeps nothing of a course nobody waits for', async () => {
    const queue = queues(1);
    await queue.enter('a', LONG);
    expect(await queue.enter('a', 5)).toBe('stalled');
    queue.leave('a', false);
    expect(await queue.enter('a', LONG)).toBe('now');
    queue.leave('a', false);
    expect(await queue.enter('a', LONG)).toBe('now');
  });
});
