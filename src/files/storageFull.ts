/** The disk is full or a quota is used up. The message says what to do. */
export class StorageFullError extends Error {
  readonly code = 'storage-full';
  constructor(
    readonly file: string,
    options?: ErrorOptions,
  ) {
    super(`The disk is full: ${file} cannot be written. Free some space, then try again.`, options);
    this.name = 'StorageFullError';
  }
}

/** Whether the operating system could not write because the disk is full. */
export function isStorageFull(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'storage-full';
}

/** Runs something that writes `file`. @throws StorageFullError in place of the system's own error */
export function orStorageFull<T>(file: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw isStorageFull(error) ? new StorageFullError(file, { cause: error }) : error;
  }
}
