/** Reads the file with one client's particulars for an estimate. */
import { readJsonFile } from '../../input/jsonFile';
import { readClient, type EstimateClient } from '../../protocols/estimateClient';
import type { Protocol } from '../../catalog/protocol';

/** A client file that cannot be used. The message gives each mistake and where it is. */
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
