// Outlives a killed parent to end the parent's children. Reads one order per line as JSON: {"watch":PID},
// {"unwatch":PID}, {"remove":PATH}, {"remove":PATH,"holding":TEXT}. When the input closes, it ends the remaining
// processes and removes the paths, those with a text only if the file still contains it.
const { readFileSync, rmSync } = require('node:fs');
const { createInterface } = require('node:readline');

const GRACE_MS = 5_000;
const watched = new Set();
const paths = new Map();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const order = JSON.parse(line);
    if (order.watch) watched.add(order.watch);
    if (order.unwatch) watched.delete(order.unwatch);
    if (order.remove) paths.set(order.remove, order.holding);
  })
  .on('close', endAll);

function endAll() {
  const until = Date.now() + GRACE_MS;
  for (const pid of watched) signal(pid, 'SIGTERM');
  const timer = setInterval(() => {
    const late = Date.now() >= until;
    for (const pid of watched) if (!signal(pid, late ? 'SIGKILL' : 0)) watched.delete(pid);
    if (watched.size > 0 && !late) return;
    clearInterval(timer);
    for (const [path, holding] of paths) {
      if (stillOurs(path, holding)) rmSync(path, { recursive: true, force: true, maxRetries: 10 });
    }
  }, 50);
}

/** The next run may already have written its own file there. */
function stillOurs(path, holding) {
  if (holding === undefined) return true;
  try {
    return readFileSync(path, 'utf8') === holding;
  } catch {
    return false;
  }
}

/** Each child leads its own process group, so that its children end with it. */
function signal(pid, name) {
  try {
    process.kill(-pid, name);
    return true;
  } catch {
    return false;
  }
}
