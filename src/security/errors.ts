/** Why a list of payload keys cannot be used. */
export type KeyringErrorCode =
  'keyring-empty' | 'keyring-entry-malformed' | 'keyring-key-invalid' | 'keyring-id-repeated';

/** Why a payload cannot be read. */
export type PayloadErrorCode = 'payload-key-unknown' | 'payload-tampered' | 'payload-malformed';

/** The configured keys cannot be used. The message names the entry by position, never its text. */
export class KeyringError extends Error {
  override readonly name = 'KeyringError';

  constructor(
    readonly code: KeyringErrorCode,
    sentence: string,
    /** Position in the list, from 1; 0 when the list as a whole is at fault. */
    readonly position: number,
  ) {
    super(`${sentence} (${code})`);
  }
}

/** An encrypted payload cannot be read. The code is in the message too: only that survives in a Temporal failure. */
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
