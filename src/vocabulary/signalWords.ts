/** A signal as a person reads it in a sentence: `session canceled`, from `sessionCancelled`. */
export const signalWords = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace('cancelled', 'canceled');
