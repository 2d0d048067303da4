import { Client, Connection } from '@temporalio/client';
import { temporalAddress, type Config } from '../config';
import { payloadKeyring } from '../config/payloadKeys';
import { dataConverter } from '../security/dataConverter';

/** A Temporal client that encrypts payloads. It connects on first use; `stop` closes the connection. */
export function temporalClient(config: Config): { client: Client; stop: () => Promise<void> } {
  const connection = Connection.lazy({ ...config.temporal.connection, address: temporalAddress(config) });
  const client = new Client({
    connection,
    namespace: config.temporal.namespace,
    dataConverter: dataConverter(payloadKeyring(config)),
  });
  return { client, stop: () => connection.close() };
}
