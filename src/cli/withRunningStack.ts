import type { Config } from '../config';
import { readReady } from '../stack/ready';
import { processAlive } from '../locks/processIdentity';

/** Adds the Temporal address of a running `npm start` on this data folder, unless the configuration has one. */
export function withRunningStack(config: Config): Config {
  if (config.temporal.address !== undefined) return config;
  const ready = readReady(config.dataDir);
  if (!ready || !processAlive(ready.pid)) return config;
  return Object.freeze({
    ...config,
    temporal: Object.freeze({ ...config.temporal, address: ready.temporal.address }),
  });
}
