import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { databasesForTests } from '../support/databases';

const JEST = path.resolve('node_modules/jest/bin/jest.js');
const CONFIG = path.join(__dirname, 'support/leavesBehind.config.cjs');

/** What jest prints, and its exit code. */
const run = (): Promise<{ code: number; stderr: string }> =>
  promisify(execFile)(process.execPath, [JEST, '--config', CONFIG, '--forceExit']).then(
    ({ stderr }) => ({ code: 0, stderr }),
    (failed: unknown) => failed as { code: number; stderr: string },
  );

it('tests that leave a server, a process or a folder behind fail, and name what is left', async () => {
  const { code, stderr } = await run();
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/leavesBehind\.ts leaves open: TCPServerWrap/);
  expect(stderr).toMatch(/left behind:\n(.*\n)*.*temporary folder throughline-left-/);
  if (process.platform === 'linux')
    expect(stderr).toMatch(/left behind:\n(.*\n)*.*process \d+: .*setInterval/);
  // A run inside a run ends its own databases, not those of the tests around it.
  expect(existsSync(databasesForTests())).toBe(true);
});
