/** Short secrets that must be read again, encrypted in the database under the payload keys. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { PayloadError } from './errors';
import type { Keyring } from './keyring';

const CIPHER = 'aes-256-gcm';
/** NIST SP 800-38D §8.2.2: a random nonce has 96 bits, enough for 2^32 secrets per key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What it is and whose: a sealed secret opens only in its own place. */
const placed = (keyId: string, place: string): Buffer =>
  Buffer.from(`throughline-sealed-v1\n${keyId}\n${place}`);

/** Encrypts under the current key: `keyId:base64(nonce, ciphertext, tag)`. `place`: what it is, and whose. */
export function seal({ current: { id, key } }: Keyring, place: string, secret: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(placed(id, place));
  const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${id}:${sealed.toString('base64')}`;
}

/** @throws PayloadError if the key is unknown, or the text was altered or is of another place */
export function unseal(keyring: Keyring, place: string, text: string): string {
  const [id = '', data = ''] = text.split(':');
  const known = keyring.find(id);
  if (!known) throw new PayloadError('payload-key-unknown', `The key "${id}" is not configured.`, id);
  const sealed = Buffer.from(data, 'base64');
  try {
    const cipher = createDecipheriv(CIPHER, known.key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    cipher.setAAD(placed(id, place));
    cipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const plain = [cipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), cipher.final()];
    return Buffer.concat(plain).toString('utf8');
  } catch (cause) {
    throw new PayloadError('payload-tampered', 'A sealed secret was altered.', id, { cause });
  }
}

/** Whether it is encrypted under the current key. */
export const isCurrent = ({ current }: Keyring, text: string): boolean => text.startsWith(`${current.id}:`);
