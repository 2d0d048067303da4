import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { KeyringError } from './errors';

/** AES-256 takes a key of 32 bytes. */
const KEY_BYTES = 32;
/** Shorter than a key in base64, so that a key in the place of its id never appears in an error. */
const KEY_ID = /^[A-Za-z0-9._-]{1,32}$/;
const KEY_TEXT = /^[A-Za-z0-9+/]{43}=$/;

export interface PayloadKey {
  readonly id: string;
  /** A KeyObject, so that printing or serializing it shows no bytes. */
  readonly key: KeyObject;
}

/** The keys of one installation. The current key encrypts; all keys decrypt. */
export interface Keyring {
  readonly current: PayloadKey;
  find(keyId: string): PayloadKey | undefined;
}

/**
 * Reads `keyId:base64(32 bytes)` entries, separated by commas or white space. The first encrypts; all decrypt.
 * To rotate, put a new key first and keep the old one until no course uses it.
 * @throws KeyringError with the position of the invalid entry, never its text.
 */
export function parseKeyring(text: string): Keyring {
  const keys = new Map<string, PayloadKey>();
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  for (const [index, entry] of entries.entries()) {
    const { id, key } = parseEntry(entry, index + 1);
    if (keys.has(id)) {
      throw new KeyringError('keyring-id-repeated', `Two payload keys have the id "${id}".`, index + 1);
    }
    keys.set(id, { id, key });
  }
  const [current] = keys.values();
  if (!current) throw new KeyringError('keyring-empty', 'No payload key is configured.', 0);
  return { current, find: (keyId) => keys.get(keyId) };
}

function parseEntry(entry: string, position: number): PayloadKey {
  const [id = '', key = '', ...rest] = entry.split(':');
  if (!KEY_ID.test(id) || rest.length > 0) {
    const sentence = `Payload key ${position} must have the form keyId:base64, with an id of 1 to 32 letters, digits, ".", "_" or "-".`;
    throw new KeyringError('keyring-entry-malformed', sentence, position);
  }
  if (!KEY_TEXT.test(key)) {
    const sentence = `Payload key ${position} ("${id}") must be 32 bytes in base64 (44 characters).`;
    throw new KeyringError('keyring-key-invalid', sentence, position);
  }
  return { id, key: createSecretKey(Buffer.from(key, 'base64')) };
}

/** A new random key as an entry for `parseKeyring`. The text is a secret. */
export function newKeyEntry(keyId: string): string {
  return `${keyId}:${randomBytes(KEY_BYTES).toString('base64')}`;
}
