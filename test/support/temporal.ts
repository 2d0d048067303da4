import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { prepareNamespace, type SearchAttributes } from '../../src/stack/temporal/namespace';

/** The variable by which the address of the shared server reaches the spec files. */
export const TEMPORAL_FOR_TESTS = 'THROUGHLINE_TEST_TEMPORAL';

/** host:port of the Temporal server that jest has started for this run, with time skipping. */
export function temporalAddressForTests(): string {
  const address = process.env[TEMPORAL_FOR_TESTS];
  if (!address) throw new Error("this test needs the server: it must be in jest's project `server`");
  return address;
}

/** A new namespace of its own for one spec file, ready to use. */
export async function namespaceForTests(
  searchAttributes: SearchAttributes = {},
): Promise<{ readonly address: string; readonly namespace: string }> {
  const address = temporalAddressForTests();
  const namespace = `test-${randomUUID()}`;
  const connection = await Connection.connect({ address });
  try {
    await prepareNamespace(connection, namespace, searchAttributes);
  } finally {
    await connection.close();
  }
  return { address, namespace };
}
