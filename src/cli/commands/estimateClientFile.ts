/** The file that says what is particular about one client's estimate. */
import { readFileSync } from 'node:fs';
import { readClient, type EstimateClient } from '../../protocols/estimateClient';
import type { Protocol } from '../../protocols/schema';

/** A client's file that cannot be used: the message names each mistake with its place. */
export class ClientFileError extends Error {
  constructor(
    readonly code: 'client-file-unreadable' | 'client-file-invalid',
    message: string,
  ) {
    super(message);
    this.name = 'ClientFileError';
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new ClientFileError(
      'client-file-unreadable',
      `${file} cannot be read: ${(error as Error).message}`,
    );
  }
}

/** @throws ClientFileError */
export function clientOf(file: string, protocol: Protocol): EstimateClient {
  const read = readClient(readJson(file), protocol);
  if ('client' in read) return read.client;
  const lines = read.problems.map(({ path, message }) => `  ${path || '(file)'}: ${message}`);
  const mistakes = lines.length === 1 ? '1 mistake' : `${lines.length} mistakes`;
  throw new ClientFileError('client-file-invalid', `${file}: ${mistakes}\n${lines.join('\n')}`);
}
