import { createServer, type AddressInfo, type Server } from 'node:net';
import { needPort, PortInUseError } from '../../src/stack/ports';
import { canListen, freePorts } from '../../src/locks/freePorts';

describe('a port the stack needs', () => {
  let busy: Server;
  let port: number;

  beforeEach(async () => {
    busy = createServer();
    await new Promise<void>((done) => busy.listen(0, '127.0.0.1', done));
    port = (busy.address() as AddressInfo).port;
  });
  afterEach(() => new Promise((done) => busy.close(done)));

  it('is named when it is taken, with the variable that changes it and who has it', async () => {
    const refused = needPort(port, 'TEMPORAL_UI_PORT');
    await expect(refused).rejects.toThrow(PortInUseError);
    await expect(refused).rejects.toThrow(new RegExp(`Port ${port} is in use.*set TEMPORAL_UI_PORT`));
  });

  (process.platform === 'linux' ? it : it.skip)('names the process that has it', async () => {
    await expect(needPort(port, 'PORT')).rejects.toThrow(new RegExp(`by process ${process.pid} \\(`));
  });

  it('is waited for, if there is patience', async () => {
    const waiting = needPort(port, 'PORT', 10_000);
    await new Promise((done) => busy.close(done));
    await expect(waiting).resolves.toBeUndefined();
  });

  it('is free when nobody listens', async () => {
    const ports = await freePorts(5);
    expect(new Set(ports).size).toBe(5);
    expect(await Promise.all(ports.map(canListen))).toEqual([true, true, true, true, true]);
  });

  it('is not given twice, though nobody listens on it yet', async () => {
    const asked = await Promise.all([freePorts(5), freePorts(5)]);
    expect(new Set(asked.flat()).size).toBe(10);
  });

  it('is none an outgoing connection may take before it is listened on', async () => {
    // What IANA keeps for that begins at 49152, Linux’s own choice at 32768.
    for (const port of await freePorts(50)) expect(port).toBeLessThan(32_768);
  });

  it('is not one that is listened on', async () => {
    const [near = 0] = await freePorts(1);
    const other = createServer();
    await new Promise<void>((done) => other.listen(near + 1, '127.0.0.1', done));
    expect(await freePorts(1)).toEqual([near + 2]);
    await new Promise((done) => other.close(done));
  });
});
