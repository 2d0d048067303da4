/** Why a list of payload keys is invalid. */
export type KeyringErrorCode =
  'keyring-empty' | 'keyring-entry-malformed' | 'keyring-key-invalid' | 'keyring-id-repeated';

/** Why a payload cannot be decrypted. */
export type PayloadErrorCode = 'payload-key-unknown' | 'payload-tampered' | 'payload-malformed';

/** The configured keys are invalid. The message names the entry by position, never its text. */
export class KeyringError extends Error {
  override readonly name = 'KeyringError';

  constructor(
    readonly code: KeyringErrorCode,
    sentence: string,
    /** Position in the list, from 1; 0 for the list as a whole. */
    readonly position: number,
  ) {
    super(`${sentence} (${code})`);
  }
}

/** A payload cannot be decrypted. The message includes the code, since a Temporal failure keeps only the message. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError';

  constructor(
    readonly code: PayloadErrorCode,
    sentence: string,
    readonly keyId?: string,
    options?: ErrorOptions,
  ) {
    super(`${sentence} (${code})`, options);
  }
}
