import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import { createTransport } from 'nodemailer';
import { loadConfig } from '../../src/config';
import type { Starters } from '../../src/stack/contract';
import { DataFolderInUseError } from '../../src/stack/lock';
import type { Service } from '../../src/stack/services';
import { canListen, freePorts } from '../../src/locks/freePorts';
import { startStack } from '../../src/stack/stack';
import { startEphemeralStack } from '../../src/stack/ephemeralStack';
import { temporaryFolder } from './support/temporary';

/** Starters that only note what happens to them, as `+worker` and `-worker`. */
function noting(log: string[], failing?: string): Starters<Service> {
  const part = (name: string) => {
    if (name === failing) return Promise.reject(new Error(`${name} is broken`));
    log.push(`+${name}`);
    return Promise.resolve({
      url: 'http://127.0.0.1:1',
      token: 'secret',
      stop: () => {
        log.push(`-${name}`);
        return Promise.resolve();
      },
    });
  };
  return {
    searchAttributes: { Phase: 'KEYWORD' },
    database: () => part('database'),
    worker: () => part('worker'),
    api: () => part('API'),
  };
}

const quiet = { log: () => undefined };

describe('the stack', () => {
  const base = temporaryFolder();
  const config = async (name: string) => {
    const [api, temporal, ui, smtp, mailbox] = (await freePorts(5)).map(String);
    const ports = {
      PORT: api,
      TEMPORAL_PORT: temporal,
      TEMPORAL_UI_PORT: ui,
      SMTP_PORT: smtp,
      MAILBOX_PORT: mailbox,
    };
    return loadConfig({ THROUGHLINE_DATA: path.join(base, name), ...ports });
  };

  it('starts in order, says it is ready, and stops the other way round', async () => {
    const log: string[] = [];
    const settings = await config('ordered');
    const stack = await startStack(settings, noting(log), quiet);
    const file = path.join(settings.dataDir, 'ready.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      token: 'secret',
      temporal: { address: `127.0.0.1:${settings.temporal.port}` },
      mailbox: `http://127.0.0.1:${settings.mail.mailboxPort}`,
    });
    expect(stack.config.temporal.address).toBe(stack.ready.temporal.address);

    await stack.stop();
    expect(log).toEqual(['+database', '+worker', '+API', '-API', '-worker', '-database']);
    expect(existsSync(file)).toBe(false);
    expect(existsSync(path.join(settings.dataDir, 'lock'))).toBe(false);
    expect(await canListen(settings.temporal.port)).toBe(true);
    expect(await canListen(settings.mail.smtpPort)).toBe(true);
  });

  it('refuses a second one on the same data, and a port that is taken, before anything starts', async () => {
    const log: string[] = [];
    const settings = await config('twice');
    const stack = await startStack(settings, noting([]), quiet);
    await expect(startStack(settings, noting(log), quiet)).rejects.toThrow(DataFolderInUseError);
    await stack.stop();

    const busy = createServer();
    await new Promise<void>((done) => busy.listen(0, '127.0.0.1', done));
    const port = (busy.address() as AddressInfo).port;
    const taken = { ...settings, api: { ...settings.api, port } };
    await expect(startStack(taken, noting(log), quiet)).rejects.toThrow(`Port ${port} is in use`);
    await new Promise((done) => busy.close(done));
    expect(log).toEqual([]);
  });

  it('stops what has started when a part fails', async () => {
    const log: string[] = [];
    const settings = await config('failing');
    await expect(startStack(settings, noting(log, 'worker'), quiet)).rejects.toThrow('worker is broken');
    expect(log).toEqual(['+database', '-database']);
    expect(await canListen(settings.temporal.port)).toBe(true);
    expect(existsSync(path.join(settings.dataDir, 'lock'))).toBe(false);
  });

  it('to throw away has a mail server of its own, does not meet another, and leaves nothing', async () => {
    const [one, two] = await Promise.all([startEphemeralStack(noting([])), startEphemeralStack(noting([]))]);
    await createTransport(one.config.mail.catcherUrl).sendMail({
      from: 'a@b.example',
      to: 'c@d.example',
      text: 'x',
    });
    expect(one.mail?.messages()).toHaveLength(1);
    expect(two.mail?.messages()).toHaveLength(0);
    await Promise.all([one.stop(), two.stop()]);
    expect(existsSync(path.dirname(one.config.dataDir))).toBe(false);
    expect(existsSync(path.dirname(two.config.dataDir))).toBe(false);
  });
});
