import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ProtocolSchema, type Protocol } from './schema';

const FOLDER = resolve(__dirname, '../../protocols');

/** A protocol that cannot be read: `code` says how, `problems` name each place and reason. */
export class ProtocolError extends Error {
  constructor(
    readonly code: 'protocol-unknown' | 'protocol-invalid',
    message: string,
    readonly problems: readonly { path: string; message: string }[] = [],
  ) {
    super(message);
    this.name = 'ProtocolError';
  }
}

/** Checks the JSON of a protocol. Throws ProtocolError `protocol-invalid` naming every mistake. */
export function parseProtocol(raw: unknown, name = 'protocol'): Protocol {
  const read = ProtocolSchema.safeParse(raw);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const lines = problems.map(({ path, message }) => `  ${path || '(file)'}: ${message}`);
  throw new ProtocolError(
    'protocol-invalid',
    `${name} is not a valid protocol:\n${lines.join('\n')}`,
    problems,
  );
}

/** The ids of all protocols shipped with this installation. */
export function protocolIds(folder = FOLDER): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** The file of a protocol as written, with its origins. Throws ProtocolError `protocol-unknown`. */
export function rawProtocol(id: string, folder = FOLDER): unknown {
  if (!protocolIds(folder).includes(id)) {
    throw new ProtocolError(
      'protocol-unknown',
      `There is no protocol "${id}". There are: ${protocolIds(folder).join(', ')}.`,
    );
  }
  return JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as unknown;
}

export function loadProtocol(id: string, folder = FOLDER): Protocol {
  return parseProtocol(rawProtocol(id, folder), `protocols/${id}.json`);
}
