// Run by jest on its own, from leftovers.spec.ts: leaves a server, a process and a temporary folder behind.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

it('leaves all of this behind', async () => {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  mkdtempSync(path.join(os.tmpdir(), 'throughline-left-'));
  const waits = ['--eval', 'setInterval(() => undefined, 1e6)'];
  spawn(process.execPath, waits, { detached: true, stdio: 'ignore' }).unref();
});
