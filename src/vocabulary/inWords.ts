/** An identifier as words: `supportPersonPresent` becomes `Support person present`. */
export function inWords(identifier: string): string {
  const words = identifier
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_.]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
