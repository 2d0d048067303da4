import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { startApi } from '../../src/api/startApi';
import { apiApp, type ApiApp } from './support/apiApp';

let api: ApiApp;
beforeAll(async () => {
  api = await apiApp();
});
afterAll(() => api.store.close());

const start = (graceSeconds?: number) => {
  const deps = { store: api.store, engine: api.engine, keyring: api.keyring, log: pino({ level: 'silent' }) };
  return startApi(deps, { port: 0, ...(graceSeconds !== undefined && { graceSeconds }) });
};

const report = (url: string, course: string) =>
  fetch(`${url}/api/v1/courses/${course}/signals/doseConfirmed`, {
    method: 'POST',
    headers: { ...api.as('prescriber'), 'Idempotency-Key': randomUUID() },
  });

const atWork = async () => {
  while (api.asked.signals.length === 0) await new Promise((resolve) => setImmediate(resolve));
};

describe('the API as a process', () => {
  it('listens, and stops at once when nothing is under way, open connections or not', async () => {
    const running = await start();
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
    const begun = Date.now();
    await running.stop();
    await running.stop();
    expect(Date.now() - begun).toBeLessThan(1_000);
    await expect(fetch(`${running.url}/healthz`)).rejects.toThrow();
  });

  it('lets a request under way finish', async () => {
    const running = await start();
    const course = await api.newCourse();
    let open: () => void = () => undefined;
    api.script.gate = new Promise((resolve) => {
      open = resolve;
    });
    const answer = report(running.url, course);
    await atWork();
    const stopped = running.stop();
    open();
    expect((await answer).status).toBe(200);
    await stopped;
  });

  it('cuts off what does not finish in time', async () => {
    const running = await start(0.2);
    const course = await api.newCourse();
    api.asked.signals.length = 0;
    let open: () => void = () => undefined;
    api.script.gate = new Promise((resolve) => {
      open = resolve;
    });
    const answer = report(running.url, course);
    const cut = expect(answer).rejects.toThrow();
    await atWork();
    await running.stop();
    await cut;
    open();
  });

  it('names a port in use', async () => {
    const running = await start();
    const deps = {
      store: api.store,
      engine: api.engine,
      keyring: api.keyring,
      log: pino({ level: 'silent' }),
    };
    const port = Number(new URL(running.url).port);
    await expect(startApi(deps, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await running.stop();
  });
});
