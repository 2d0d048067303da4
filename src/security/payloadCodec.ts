import { WHY } from '../vocabulary/unreadable';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { PayloadError } from './errors';
import type { Keyring, PayloadKey } from './keyring';

/** Marks payloads encrypted by this codec. The name includes a version, so a later format can coexist. */
export const ENCRYPTED_ENCODING = 'binary/encrypted-throughline-v1';
const KEY_ID = 'encryption-key-id';
const CIPHER = 'aes-256-gcm';
/** NIST SP 800-38D §8.2.2: a random nonce has 96 bits, enough for 2^32 payloads per key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const wire = temporal.api.common.v1.Payload;

/**
 * Encrypts every payload, including its metadata, with AES-256-GCM: nonce, ciphertext, tag. The encoding and the key
 * id are authenticated. `decode` passes payloads of other encodings unchanged, so people can send plain signals with
 * the CLI. Search attributes, workflow ids, signal names and failure types are not payloads and stay in plain text.
 * @throws PayloadError (from `decode`) if the key is unknown or the payload was altered.
 */
export function encryptionCodec(keyring: Keyring): PayloadCodec {
  return {
    encode: (payloads) => settle(() => payloads.map((payload) => seal(payload, keyring.current))),
    decode: (payloads) => settle(() => payloads.map((payload) => open(payload, keyring))),
  };
}

/**
 * The codec of a worker. A workflow's message that cannot be decrypted is passed on with a marker that says why: if
 * it were thrown here, one such message would fail the workflow task forever. Activities are strict. @see screen.ts
 */
export function workerCodec(keyring: Keyring): PayloadCodec {
  const strict = encryptionCodec(keyring);
  const opened = (payload: Payload): Payload => {
    try {
      return open(payload, keyring);
    } catch (error) {
      const why = error instanceof PayloadError ? error.code : 'payload-malformed';
      return { ...payload, metadata: { ...payload.metadata, [WHY]: Buffer.from(why) } };
    }
  };
  return {
    encode: (payloads, context) => strict.encode(payloads, context),
    decode: (payloads, context) =>
      context?.type === 'workflow' ? settle(() => payloads.map(opened)) : strict.decode(payloads, context),
  };
}

/** Runs a synchronous function and returns a promise of its result or error. */
function settle<T>(compute: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(compute());
  });
}

function seal(payload: Payload, { id, key }: PayloadKey): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(authenticated(id));
  const plain = wire.encode(payload).finish();
  return {
    metadata: { encoding: Buffer.from(ENCRYPTED_ENCODING), [KEY_ID]: Buffer.from(id) },
    data: Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]),
  };
}

function open(payload: Payload, keyring: Keyring): Payload {
  if (text(payload.metadata?.encoding) !== ENCRYPTED_ENCODING) return payload;
  const keyId = text(payload.metadata?.[KEY_ID]);
  const sealed = payload.data ?? new Uint8Array();
  if (keyId === '' || sealed.length < NONCE_BYTES + TAG_BYTES) {
    throw new PayloadError('payload-malformed', 'An encrypted payload is incomplete.');
  }
  const known = keyring.find(keyId);
  if (!known) {
    const sentence = `A payload was encrypted with the key "${keyId}", which is not configured.`;
    throw new PayloadError('payload-key-unknown', sentence, keyId);
  }
  return wire.decode(unseal(sealed, known));
}

function unseal(sealed: Uint8Array, { id, key }: PayloadKey): Uint8Array {
  const cipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  cipher.setAAD(authenticated(id));
  cipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([cipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), cipher.final()]);
  } catch (cause) {
    const sentence = `A payload was altered or encrypted with another key that has the same id "${id}".`;
    throw new PayloadError('payload-tampered', sentence, id, { cause });
  }
}

function authenticated(keyId: string): Buffer {
  return Buffer.from(`${ENCRYPTED_ENCODING}\n${keyId}`);
}

function text(bytes: Uint8Array | null | undefined): string {
  return bytes ? Buffer.from(bytes).toString('utf8') : '';
}
