import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';
import { retry } from './retry';

export type SearchAttributeKind = 'KEYWORD' | 'DATETIME' | 'TEXT' | 'BOOL' | 'KEYWORD_LIST' | 'INT';
export type SearchAttributes = Readonly<Record<string, SearchAttributeKind>>;

const ALREADY_EXISTS = 6;
/** How long a closed course stays readable in Temporal. The database keeps it permanently. */
const RETENTION = '365 days';

const KINDS = temporal.api.enums.v1.IndexedValueType;

/**
 * Makes sure the namespace and these search attributes exist, and waits until both are usable.
 * @throws Error if that takes more than a minute
 */
export async function prepareNamespace(
  connection: Connection,
  namespace: string,
  attributes: SearchAttributes,
  signal?: AbortSignal,
): Promise<void> {
  await register(connection, namespace);
  const what = `namespace ${namespace}`;
  await retry(what, () => addMissing(connection, namespace, attributes), signal);
  await retry(what, () => tryOut(connection, namespace, attributes), signal);
}

async function register(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(RETENTION),
    });
  } catch (error) {
    if (!(isGrpcServiceError(error) && (error.code as number) === ALREADY_EXISTS)) throw error;
  }
}

async function addMissing(
  connection: Connection,
  namespace: string,
  wanted: SearchAttributes,
): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(wanted).filter(([name]) => !(name in customAttributes));
  if (missing.length === 0) return;
  const searchAttributes = Object.fromEntries(
    missing.map(([name, kind]) => [name, KINDS[`INDEXED_VALUE_TYPE_${kind}`]]),
  );
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
}

/** A query that uses every attribute is refused until the server knows all of them. */
async function tryOut(connection: Connection, namespace: string, wanted: SearchAttributes): Promise<void> {
  const query = Object.keys(wanted).map((name) => `${name} IS NULL`).join(' AND '); // prettier-ignore
  await connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1, query });
}
