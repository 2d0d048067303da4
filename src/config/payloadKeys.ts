import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** One AES-256 key and the id that travels with everything it encrypted. */
export interface PayloadKey {
  readonly id: string;
  readonly key: Buffer;
}

const KEY_ID = /^[A-Za-z0-9._-]{1,64}$/;
const BASE64_OF_32_BYTES = /^[A-Za-z0-9+/]{43}=?$/;

/** Reads `id:base64,id:base64`; answers the keys, or a sentence saying what is wrong (never a key). */
export function parsePayloadKeys(text: string): readonly PayloadKey[] | string {
  const keys: PayloadKey[] = [];
  for (const [index, entry] of text.trim().split(',').entries()) {
    const colon = entry.indexOf(':');
    const [id, secret] = [entry.slice(0, Math.max(colon, 0)).trim(), entry.slice(colon + 1).trim()];
    if (colon < 0 || !KEY_ID.test(id) || !BASE64_OF_32_BYTES.test(secret)) {
      return `entry ${index + 1} must be keyId:KEY, where KEY is 32 bytes in base64 (openssl rand -base64 32)`;
    }
    if (keys.some((known) => known.id === id)) return `the key id ${id} occurs twice`;
    keys.push({ id, key: Buffer.from(secret, 'base64') });
  }
  return keys;
}

/**
 * The keys a process works with: the configured ones, else a development key that is made once and
 * kept in the data folder (mode 600), because losing it would make every stored course unreadable.
 * @throws Error when the stored file is damaged.
 */
export function payloadKeys(config: {
  readonly payloadKeys?: readonly PayloadKey[] | undefined;
  readonly dataDir: string;
}): readonly PayloadKey[] {
  if (config.payloadKeys) return config.payloadKeys;
  const file = path.join(config.dataDir, 'payload-keys');
  const keys = parsePayloadKeys(storedOrNew(file));
  if (typeof keys === 'string') throw new Error(`${file} is damaged: ${keys}`);
  return keys;
}

function storedOrNew(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    const made = `development:${randomBytes(32).toString('base64')}\n`;
    writeFileSync(file, made, { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readFileSync(file, 'utf8');
  }
}
