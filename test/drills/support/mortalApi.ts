/** An API in a process of its own, to be killed in the middle of a request. Says its address to its parent. */
import { temporalEngine } from '../../../src/engine/temporalEngine';
import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { startApi } from '../../../src/api';
import { dataConverter } from '../../../src/security/dataConverter';
import { parseKeyring } from '../../../src/security/keyring';
import { openStore } from '../../../src/store';

export interface MortalApiOptions {
  databaseUrl: string;
  address: string;
  namespace: string;
  taskQueue: string;
  payloadKeys: string;
}

async function run(options: MortalApiOptions): Promise<void> {
  const { databaseUrl, address, namespace, taskQueue, payloadKeys } = options;
  process.on('disconnect', () => process.exit());
  const connection = await Connection.connect({ address });
  const keyring = parseKeyring(payloadKeys);
  const client = new Client({ connection, namespace, dataConverter: dataConverter(keyring) });
  const store = openStore({ databaseUrl });
  const engine = temporalEngine(client, { taskQueue });
  const { url } = await startApi({ store, engine, keyring, log: pino({ level: 'silent' }) }, { port: 0 });
  process.send?.(url);
}

void run(JSON.parse(process.argv[2] ?? '') as MortalApiOptions);
