import { processLog } from '../../../src/processes/log';
import { surviveLostOutput } from '../../../src/files/lostOutput';

// Talks in every way a process of ours does, and says by another way that it has done so for a while.
surviveLostOutput();
const log = processLog({ logLevel: 'info', logFile: undefined });
let turns = 0;
setInterval(() => {
  console.log('still here');
  console.error('still here');
  log.info('still here');
  if (++turns === 10) process.send?.('talked');
}, 5);
