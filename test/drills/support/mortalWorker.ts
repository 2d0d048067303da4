/**
 * A worker in a process of its own that is killed, as by the kernel, at the worst moment: the transaction
 * of a commit has succeeded, its workflow task has not. The database is the parent's, reached by messages.
 */
import type { CommitRequest, Committed } from '../../../src/store/contract';
import { NativeConnection, Worker } from '@temporalio/worker';
import pino from 'pino';
import type { Activities } from '../../../src/activities/contract';
import { admitActivity } from '../../../src/activities/admit';
import { shippedProtocols } from '../../../src/protocols/load';
import { workerConverter } from '../../../src/security/dataConverter';
import { parseKeyring } from '../../../src/security/keyring';
import { installRuntime } from '../../../src/workers/logger';
import { workflowBundle } from '../../../src/workers/bundle';

export interface MortalOptions {
  address: string;
  namespace: string;
  taskQueue: string;
  payloadKeys: string;
  /** The signal whose commit it does not survive. */
  deadly: string;
}
export interface ToParent {
  id: number;
  request: CommitRequest;
}
export interface ToChild {
  id: number;
  committed: Committed;
}

installRuntime(pino({ level: 'fatal' }));

async function run({ address, namespace, taskQueue, payloadKeys, deadly }: MortalOptions): Promise<void> {
  const waiting = new Map<number, (committed: Committed) => void>();
  let asked = 0;
  process.on('message', ({ id, committed }: ToChild) => waiting.get(id)?.(committed));
  process.on('disconnect', () => process.exit());
  const commit = async (request: CommitRequest): Promise<Committed> => {
    const id = (asked += 1);
    const committed = await new Promise<Committed>((resolve) => {
      waiting.set(id, resolve);
      process.send?.({ id, request } satisfies ToParent);
    });
    if (committed.consumed.includes(deadly)) process.kill(process.pid, 'SIGKILL');
    return committed;
  };
  const worker = await Worker.create({
    ...{ connection: await NativeConnection.connect({ address }), namespace, taskQueue },
    dataConverter: workerConverter(parseKeyring(payloadKeys)),
    workflowBundle: await workflowBundle(),
    activities: {
      commit,
      admit: admitActivity(() => Promise.resolve(shippedProtocols)),
    } satisfies Pick<Activities, 'commit' | 'admit'>,
    enableNonLocalActivities: false,
    // Nothing is left behind that only this process would be asked for.
    maxCachedWorkflows: 0,
  });
  await worker.run();
}

void run(JSON.parse(process.argv[2] ?? '') as MortalOptions);
