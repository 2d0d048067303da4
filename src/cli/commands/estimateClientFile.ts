/** The file that says what is particular about one client's estimate. */
import { readJsonFile } from '../../input/jsonFile';
import { readClient, type EstimateClient } from '../../protocols/estimateClient';
import type { Protocol } from '../../catalog/protocol';

/** A client's file that cannot be used: the message names each mistake with its place. */
export class ClientFileError extends Error {
  readonly code = 'client-file-invalid';
}

/** @throws ClientFileError, JsonFileError */
export function clientOf(file: string, protocol: Protocol): EstimateClient {
  const read = readClient(readJsonFile(file), protocol);
  if ('client' in read) return read.client;
  const lines = read.problems.map(({ path, message }) => `  ${path || '(file)'}: ${message}`);
  const mistakes = lines.length === 1 ? '1 mistake' : `${lines.length} mistakes`;
  throw new ClientFileError(`${file}: ${mistakes}\n${lines.join('\n')}`);
}
