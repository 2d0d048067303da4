import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createSupervisor } from '../../../src/stack/processes';

// A parent that will be killed: starts one child that takes its time to stop, tells its number, and waits.
const [report = '', folder = '', ownFile = ''] = process.argv.slice(2);
const supervisor = createSupervisor();
writeFileSync(ownFile, 'of this run');
supervisor.removeAtDeath(ownFile, 'of this run');
supervisor.removeAtDeath(folder);
const child = supervisor.start({
  name: 'child',
  command: process.execPath,
  args: [
    '-e',
    `process.on('SIGTERM', () => setTimeout(process.exit, 300)); setInterval(() => undefined, 1e6)`,
  ],
  logFile: path.join(folder, 'child.log'),
});
writeFileSync(report, String(child.pid));
setInterval(() => undefined, 1e6);
