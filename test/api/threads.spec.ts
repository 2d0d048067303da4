import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import path from 'node:path';
import { inThreads, type Bounds } from '../../src/api/threads';

const BOUNDS: Bounds = { running: 1, waiting: 2, seconds: 20, idleSeconds: 0.2, memory: 64 };
const work = <Out>(name: string, bounds: Partial<Bounds> = {}) =>
  inThreads<(value: number) => Out>(
    { file: path.join(__dirname, 'support/threadWork'), name },
    { ...BOUNDS, ...bounds },
  );

const answerAndLeave = (bounds: Partial<Bounds>) => work<number>('answerAndLeave', bounds);

describe('work in threads', () => {
  it('comes back, and leaves the event loop to everybody else', async () => {
    const busy = work<number>('busy', { running: 2 });
    await Promise.all([busy(1), busy(1)]);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    expect(await Promise.all([busy(1_500), busy(1_500)])).toEqual([1_500, 1_500]);
    delay.disable();
    // On the loop it would be 1,500 at least.
    expect(delay.max / 1e6).toBeLessThan(1_000);
  });

  it('waits its turn, and is refused beyond what may wait', async () => {
    const busy = work<number>('busy');
    const accepted = [busy(300), busy(1), busy(2)];
    await expect(busy(3)).rejects.toMatchObject({ name: 'ThreadError', why: 'full' });
    expect(await Promise.all(accepted)).toEqual([300, 1, 2]);
    expect(await busy(4)).toBe(4);
  });

  it('fails alone: the next one is done', async () => {
    const refuse = work('refuse');
    await expect(refuse(1)).rejects.toMatchObject({
      why: 'failed',
      message: expect.stringContaining('no such course') as string,
    });
    await expect(refuse(1)).rejects.toMatchObject({ why: 'failed' });
    const leave = work('leave');
    await expect(leave(1)).rejects.toMatchObject({ why: 'failed' });
    await expect(leave(1)).rejects.toMatchObject({ why: 'failed' });
    await expect(work('fillMemory')(1)).rejects.toMatchObject({ why: 'failed' });
    expect(await work('twice')(4)).toBe(8);
  });

  it('that ended while it was idle is not given the next one', async () => {
    const leave = answerAndLeave({ idleSeconds: 30, seconds: 20 });
    // Threads of other specs may end meanwhile.
    const answered = new Set<Worker>();
    const ended = new Promise<void>((resolve) => {
      jest.spyOn(Worker.prototype, 'emit').mockImplementation(function (
        this: Worker,
        event,
        ...said: unknown[]
      ) {
        const heard = EventEmitter.prototype.emit.call(this, event, ...said);
        if (event === 'message') answered.add(this);
        if (event === 'exit' && answered.has(this)) resolve();
        return heard;
      });
    });
    expect(await leave(1)).toBe(1);
    await ended;
    jest.restoreAllMocks();
    expect(await leave(2)).toBe(2);
  });

  it('ends after its time, and the next one is done', async () => {
    const busy = work<number>('busy', { seconds: 5 });
    const [long, next] = [busy(600_000), busy(5)];
    await expect(long).rejects.toMatchObject({ why: 'too-long' });
    expect(await next).toBe(5);
  });

  it('keeps a thread for the next one, which needs no start', async () => {
    const twice = work<number>('twice', { idleSeconds: 30 });
    await twice(1);
    const from = Date.now();
    for (let each = 0; each < 20; each += 1) await twice(each);
    expect(Date.now() - from).toBeLessThan(1_000);
  });
});
