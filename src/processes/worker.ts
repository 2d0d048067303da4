import { temporalAddress, type Config } from '../config';
import { payloadKeyring } from '../config/payloadKeys';
import { presentTime } from '../activities/attempt';
import { linksAt } from '../messages/links';
import { currentTransport, mailServer } from '../messages/mailServer';
import { protocolLibrary } from '../protocols/load';
import type { Store } from '../store';
import { processLog } from './log';
import { installRuntime } from '../workers/logger';
import { startWorker, type RunningWorker } from '../workers/worker';

/** Runs a worker: it polls one task queue, runs courses, writes to the database and sends mail. */
export async function runWorker(config: Config, store: Store, now = presentTime): Promise<RunningWorker> {
  const protocols = protocolLibrary(config.protocolsDir);
  installRuntime(processLog(config));
  const keyring = payloadKeyring(config);
  const transport = currentTransport(() => mailServer(store, keyring, config.mail), config.mail);
  const worker = await startWorker({
    connection: { ...config.temporal.connection, address: temporalAddress(config) },
    namespace: config.temporal.namespace,
    taskQueue: config.temporal.taskQueue,
    keyring,
    world: { store, transport, links: linksAt(config.api.publicUrl), now, protocols },
    graceSeconds: config.shutdownSeconds,
  });
  return {
    died: worker.died,
    stop: async () => {
      await worker.stop();
      transport.close();
    },
  };
}
