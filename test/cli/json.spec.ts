import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(__dirname, '../..');

describe('a long answer for programs', () => {
  it('is whole at the other end of a pipe', async () => {
    const command = `"${process.execPath}" scripts/run.mjs rehearse calm --simulate --json | cat`;
    const { stdout } = await promisify(execFile)('sh', ['-c', command], { cwd: ROOT, maxBuffer: 10_000_000 });
    expect(JSON.parse(stdout)).toMatchObject({ protocol: 'calm', ledger: { chargesCents: 746_000 } });
  });
});
