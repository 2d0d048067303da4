// The program of the guard. It restarts the server if it dies while in use, and stops it once its users have ended
// without stopping it, for example because they were killed.
import { existsSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { surviveLostOutput } from '../files/lostOutput';
import { LOG_ROTATION, rotateInPlace } from '../files/rotation';
import { exclusively } from '../locks/exclusively';
import { layoutOf, type Layout } from './layout';
import { runningPostmaster, type Postmaster } from './postmaster';
import { endServer, runServer } from './server';
import { isUsed } from './users';

const CHECK_EVERY_MS = 250;

async function watch(layout: Layout): Promise<void> {
  let server: Postmaster | undefined;
  let lastError: string | undefined;
  for (;;) {
    rotateInPlace(layout.log, LOG_ROTATION);
    const running = runningPostmaster(layout);
    server = running ?? server;
    if (!running || !isUsed(layout.users)) {
      // This may fail for a while, such as on a full disk. The next round tries again.
      const done = await settle(layout, server).catch((error: unknown) => {
        // Logging the same error four times a second would fill a disk.
        if (String(error) !== lastError) console.error(error);
        lastError = String(error);
      });
      if (done === true) return;
    }
    await pause(CHECK_EVERY_MS);
  }
}

/** Restarts the server, or stops it and returns true. */
async function settle(layout: Layout, last: Postmaster | undefined): Promise<boolean> {
  if (!existsSync(layout.folder)) {
    await endServer(layout, last?.process);
    return true;
  }
  return exclusively(layout.lock, async () => {
    if (!isUsed(layout.users)) {
      await endServer(layout, last?.process);
      rmSync(layout.guard, { force: true });
      return true;
    }
    await runServer(layout);
    return false;
  });
}

surviveLostOutput();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

watch(layoutOf(process.argv[2] ?? '')).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
