import { Connection } from '@temporalio/client';
import type { Config } from '../../config';
import { prepareNamespace, type SearchAttributes } from './namespace';

/** The configured Temporal server cannot be reached. */
export class TemporalUnreachableError extends Error {
  readonly code = 'temporal-unreachable';
  constructor(
    readonly address: string,
    cause: unknown,
  ) {
    super(`Temporal at ${address} (TEMPORAL_ADDRESS) cannot be reached: ${String(cause)}`, { cause });
    this.name = 'TemporalUnreachableError';
  }
}

/**
 * Prepares an existing server: adds the namespace and search attributes if they are missing.
 * @throws TemporalUnreachableError
 */
export async function prepareExisting(config: Config, attributes: SearchAttributes): Promise<void> {
  const { connection: options, namespace } = config.temporal;
  const connection = await Connection.connect({ connectTimeout: 10_000, ...options }).catch(
    (error: unknown) => {
      throw new TemporalUnreachableError(options.address, error);
    },
  );
  try {
    await prepareNamespace(connection, namespace, attributes);
  } finally {
    await connection.close();
  }
}
