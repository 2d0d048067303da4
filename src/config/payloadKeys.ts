import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newKeyEntry, parseKeyring, type Keyring } from '../security/keyring';

/**
 * The keys a process works with: the configured ones, else a development key that is made once and
 * kept in the data folder (mode 600), because losing it would make every stored course unreadable.
 * @throws KeyringError when the stored file is damaged.
 */
export function payloadKeyring(config: {
  readonly payloadKeys?: Keyring | undefined;
  readonly dataDir: string;
}): Keyring {
  return config.payloadKeys ?? parseKeyring(storedOrNew(path.join(config.dataDir, 'payload-keys')));
}

function storedOrNew(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    const made = `${newKeyEntry('development')}\n`;
    writeFileSync(file, made, { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readFileSync(file, 'utf8');
  }
}
