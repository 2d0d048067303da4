// The program of the guard. It starts the server again when that dies under its users, and ends it once they are
// gone without having stopped it, killed for instance.
import { existsSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { surviveLostOutput } from '../files/lostOutput';
import { LOG_ROTATION, rotateInPlace } from '../files/rotation';
import { exclusively } from '../locks/exclusively';
import { layoutOf, type Layout } from './layout';
import { runningPostmaster, type Postmaster } from './postmaster';
import { endServer, runServer } from './server';
import { isUsed } from './users';

const LOOK_EVERY_MS = 250;

async function watch(layout: Layout): Promise<void> {
  let server: Postmaster | undefined;
  let said: string | undefined;
  for (;;) {
    rotateInPlace(layout.log, LOG_ROTATION);
    const running = runningPostmaster(layout);
    server = running ?? server;
    if (!running || !isUsed(layout.users)) {
      // It may fail for a while, for instance on a full disk; the next round tries again.
      const done = await settle(layout, server).catch((error: unknown) => {
        // The same one four times a second would fill a disk.
        if (String(error) !== said) console.error(error);
        said = String(error);
      });
      if (done === true) return;
    }
    await pause(LOOK_EVERY_MS);
  }
}

/** Starts it again, or ends it: then the answer is true. */
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
