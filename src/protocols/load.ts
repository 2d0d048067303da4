import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readJsonFile } from '../input/jsonFile';
import { isObject } from '../vocabulary/json';
import { checkProtocol } from './check';
import { ProtocolSchema, type Protocol } from '../catalog/protocol';

const SHIPPED = resolve(__dirname, '../../protocols');

/** A protocol that cannot be read: `code` is the kind of error, `problems` list every place and reason. */
export class ProtocolError extends Error {
  constructor(
    readonly code: 'protocol-unknown' | 'protocol-invalid' | 'protocols-unreadable',
    message: string,
    readonly problems: readonly { path: string; message: string }[] = [],
  ) {
    super(message);
    this.name = 'ProtocolError';
  }
}

/** Checks the JSON of a protocol. Throws ProtocolError `protocol-invalid` naming every mistake. */
export function parseProtocol(raw: unknown, name = 'protocol'): Protocol {
  const problems = checkProtocol(raw);
  if (problems.length === 0) return ProtocolSchema.parse(raw);
  throw invalid(name, problems);
}

function invalid(name: string, problems: readonly { path: string; message: string }[]): ProtocolError {
  const lines = problems.map(({ path, message }) => `  ${path || '(file)'}: ${message}`);
  return new ProtocolError(
    'protocol-invalid',
    `${name} is not a valid protocol:\n${lines.join('\n')}`,
    problems,
  );
}

/** The protocols of an installation, each found by its id. Without a version, the newest is meant. */
export interface ProtocolLibrary {
  ids(): string[];
  /** Of a protocol, the newest first. Throws ProtocolError `protocol-unknown`. */
  versions(id: string): number[];
  /** As written, with its origins. Throws ProtocolError `protocol-unknown`. */
  raw(id: string, version?: number): unknown;
  /** Throws ProtocolError `protocol-unknown`, `protocol-invalid`. */
  load(id: string, version?: number): Protocol;
}

const unknown = (id: string, known: readonly string[]): ProtocolError =>
  new ProtocolError('protocol-unknown', `There is no protocol "${id}". Available: ${known.join(', ')}.`);

const unknownVersion = (id: string, version: number, known: readonly number[]): ProtocolError =>
  new ProtocolError(
    'protocol-unknown',
    `There is no version ${version} of the protocol "${id}". Available: ${known.join(', ')}.`,
  );

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort();
  } catch (error) {
    throw new ProtocolError(
      'protocols-unreadable',
      `The protocol folder ${folder} cannot be read: ${(error as Error).message}`,
    );
  }
}

const idOf = (file: string): string => file.slice(0, -'.json'.length);

function readJson(file: string): unknown {
  try {
    return readJsonFile(file);
  } catch (error) {
    throw invalid(file, [{ path: '', message: (error as Error).message }]);
  }
}

/** Checks a practice's own files: each must be valid, be named after its id, and not reuse a shipped id. */
function checkOwn(folder: string): void {
  const shipped = new Set(filesIn(SHIPPED));
  for (const file of filesIn(folder)) {
    const { id } = parseProtocol(readJson(join(folder, file)), join(folder, file));
    const problems = [
      ...(id === idOf(file)
        ? []
        : [{ path: 'id', message: `must match the file name: rename the file to ${id}.json` }]),
      ...(shipped.has(`${id}.json`)
        ? [{ path: 'id', message: `${id} is the id of a shipped protocol: give your copy its own id` }]
        : []),
    ];
    if (problems.length > 0) throw invalid(join(folder, file), problems);
  }
}

/**
 * The shipped protocols, and a practice's own in the folder `own`. Files are read on every use, so a new
 * version needs no restart.
 * @throws ProtocolError `protocols-unreadable`, or `protocol-invalid` when one of the practice's own files is invalid
 */
export function protocolLibrary(own?: string): ProtocolLibrary {
  if (own !== undefined) checkOwn(own);
  const folders = own === undefined ? [SHIPPED] : [SHIPPED, own];
  const files = (): string[] =>
    folders.flatMap((folder) => filesIn(folder).map((file) => join(folder, file)));
  const ids = (): string[] =>
    files()
      .map((file) => idOf(basename(file)))
      .sort();
  const written = (id: string): unknown => {
    const file = files().find((each) => basename(each) === `${id}.json`);
    if (file !== undefined) return readJson(file);
    throw unknown(id, ids());
  };
  const raw = (id: string, version?: number): unknown => {
    const file = written(id);
    if (version === undefined || version === versionIn(file)) return file;
    throw unknownVersion(id, version, [versionIn(file)]);
  };
  return {
    ids,
    raw,
    versions: (id) => [versionIn(written(id))],
    load: (id, version) => parseProtocol(raw(id, version), `protocols/${id}.json`),
  };
}

/** A file that states no version is not valid, which `load` explains. */
const versionIn = (file: unknown): number =>
  isObject(file) && typeof file.version === 'number' ? file.version : 1;

/** A version of a protocol that was saved while the installation ran. */
export interface SavedProtocol {
  id: string;
  version: number;
  /** As a file would have it. */
  content: unknown;
}

/** The files together with what was saved. Where both have a version, the saved one counts: courses may follow it. */
export function withSaved(files: ProtocolLibrary, saved: readonly SavedProtocol[]): ProtocolLibrary {
  const ids = (): string[] => [...new Set([...files.ids(), ...saved.map(({ id }) => id)])].sort();
  const versions = (id: string): number[] => {
    if (!ids().includes(id)) throw unknown(id, ids());
    const inFiles = files.ids().includes(id) ? files.versions(id) : [];
    const own = saved.filter((each) => each.id === id).map(({ version }) => version);
    return [...new Set([...inFiles, ...own])].sort((a, b) => b - a);
  };
  const raw = (id: string, asked?: number): unknown => {
    const known = versions(id);
    const version = asked ?? known[0];
    if (version === undefined || !known.includes(version)) throw unknownVersion(id, version ?? 1, known);
    const own = saved.find((each) => each.id === id && each.version === version);
    return own ? own.content : files.raw(id, version);
  };
  return { ids, versions, raw, load: (id, version) => parseProtocol(raw(id, version), `The protocol ${id}`) };
}

export const shippedProtocols = protocolLibrary();

/** The ids of all protocols shipped with this installation. */
export const protocolIds = (): string[] => shippedProtocols.ids();

/** The file of a shipped protocol as written, with its origins. Throws ProtocolError `protocol-unknown`. */
export const rawProtocol = (id: string): unknown => shippedProtocols.raw(id);

export const loadProtocol = (id: string): Protocol => shippedProtocols.load(id);
