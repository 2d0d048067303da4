/** A whole worker in a process of its own, to be killed while it sends. Says when it is ready. */
import pino from 'pino';
import { attemptTime } from '../../../src/activities/attempt';
import { linksAt } from '../../../src/messages/links';
import { smtpTransport } from '../../../src/messages/transport';
import { parseKeyring } from '../../../src/security/keyring';
import { openStore } from '../../../src/store';
import { installRuntime } from '../../../src/workers/logger';
import { startWorker } from '../../../src/workers/worker';

export interface PostmanOptions {
  address: string;
  namespace: string;
  taskQueue: string;
  payloadKeys: string;
  databaseUrl: string;
  smtpUrl: string;
}

async function run(options: PostmanOptions): Promise<void> {
  installRuntime(pino({ level: 'fatal' }));
  process.on('disconnect', () => process.exit());
  const store = openStore({ databaseUrl: options.databaseUrl });
  await startWorker({
    connection: { address: options.address },
    namespace: options.namespace,
    taskQueue: options.taskQueue,
    keyring: parseKeyring(options.payloadKeys),
    world: {
      ...{ store, transport: smtpTransport({ url: options.smtpUrl }) },
      ...{ links: linksAt('http://127.0.0.1:1'), now: attemptTime },
    },
    graceSeconds: 1,
  });
  process.send?.('ready');
}

void run(JSON.parse(process.argv[2] ?? '') as PostmanOptions);
