import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { createFile } from '../files/durable';
import { newKeyEntry, parseKeyring, type Keyring } from '../security/keyring';

interface KeySettings {
  readonly payloadKeys?: Keyring | undefined;
  readonly dataDir: string;
  /** If set, Temporal runs elsewhere and may store data that these keys have encrypted. */
  readonly temporal: { readonly address?: string | undefined };
}

/** The stored keys cannot be read, and data may have been encrypted with them. */
export class PayloadKeysDamagedError extends Error {
  readonly code = 'payload-keys-damaged';
  constructor(
    readonly file: string,
    options: ErrorOptions,
  ) {
    super(
      `The payload keys in ${file} cannot be read: the file is empty or damaged. ` +
        'Restore it from a backup: without these keys, nobody can read the courses that Temporal stores. ' +
        'If there is no backup, move the data folder away and start again with an empty one.',
      options,
    );
    this.name = 'PayloadKeysDamagedError';
  }
}

/**
 * The keys a process uses: the configured ones, or else a development key that is created once and
 * kept in the data folder (mode 600), because losing it would make every stored course unreadable.
 * @throws PayloadKeysDamagedError when the stored file is damaged and may have been used
 */
export function payloadKeyring(settings: KeySettings): Keyring {
  return settings.payloadKeys ?? storedOrNew(settings);
}

function storedOrNew(settings: KeySettings): Keyring {
  const file = path.join(settings.dataDir, 'payload-keys');
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 });
  create(file);
  try {
    return parseKeyring(readFileSync(file, 'utf8'));
  } catch (error) {
    if (mayBeUsed(settings)) throw new PayloadKeysDamagedError(file, { cause: error });
    // Keep the file instead of deleting it: a person may still be able to recover it.
    renameSync(file, `${file}.damaged-${Date.now()}`);
    create(file);
    return parseKeyring(readFileSync(file, 'utf8'));
  }
}

function create(file: string): void {
  createFile(file, `${newKeyEntry('development')}\n`);
}

/** The files a data folder may contain before anything has been encrypted. */
const BEFORE_FIRST_USE = /^(lock|ready\.json|payload-keys|throughline\.log)(\.|$)/;

function mayBeUsed({ dataDir, temporal }: KeySettings): boolean {
  return temporal.address !== undefined || readdirSync(dataDir).some((name) => !BEFORE_FIRST_USE.test(name));
}
